package io.brinkwatch.streams.corroboration;

import io.brinkwatch.indicators.duplicates.Clustering;
import io.brinkwatch.indicators.duplicates.Feed;
import io.brinkwatch.indicators.duplicates.MatchParams;
import io.brinkwatch.indicators.duplicates.Place;
import io.brinkwatch.indicators.duplicates.Report;
import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.ReportRef;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a report says, as far as it decides which others tell of the same. These are rules of
 * identity and not weights, so they are no matter of policy: which incidents there are must not
 * change with a policy's version.
 */
record Matchable(Kind kind, Report report) {

  /** How reports find each other. */
  enum Kind {
    /** Acts at a point in space and time. */
    ACT(MatchParams.DEFAULT, Duration.ofDays(1)),
    /** Claims of a transfer: no place to speak of, and months from intent to use. */
    CLAIM(
        new MatchParams(Duration.ofDays(90).toMillis(), 1, Duration.ofDays(90).toMillis(), 1),
        Duration.ofDays(31));

    private final MatchParams params;
    private final Duration longest;

    Kind(MatchParams params, Duration longest) {
      this.params = params;
      this.longest = longest;
    }

    MatchParams params() {
      return params;
    }

    /** How much earlier than another report one that matches it can have begun. */
    long reachMillis() {
      return params.maxGapMillis() + longest.toMillis();
    }
  }

  /** Better curated first; the best one names the incident. */
  private static final List<FeedFamily> PRIORITY =
      List.of(
          FeedFamily.CURATED,
          FeedFamily.ANALYST,
          FeedFamily.UCDP,
          FeedFamily.ACLED,
          FeedFamily.WIRE,
          FeedFamily.SIREN,
          FeedFamily.GDELT,
          FeedFamily.OTHER);

  private static final Set<FeedFamily> REPEAT_THEMSELVES =
      Set.of(FeedFamily.WIRE, FeedFamily.GDELT, FeedFamily.OTHER);

  // kilometres; what is known no better than an area is near everything, and so matches nothing
  private static final Map<GeoPrecision, Double> RADIUS =
      Map.of(GeoPrecision.EXACT, 1.0, GeoPrecision.NEAR, 15.0);

  // sources differ in what they call an exchange of fire, and agree on who fired at whom
  private static final Set<IncidentType> STRIKES =
      Set.of(
          IncidentType.CROSS_BORDER_STRIKE,
          IncidentType.RETALIATORY_STRIKE,
          IncidentType.ATTACK_ON_FORCES,
          IncidentType.TARGETED_KILLING);

  private static final double VAGUE_KM = MatchParams.DEFAULT.vagueKm();

  private static final Place NOWHERE = new Place(0, 0, 0);
  private static final String NAMES = "\n";

  /** What can be matched of a report that is the only one of its incident. */
  static Optional<Matchable> of(Incident report) {
    return isClaim(report) ? claim(report) : act(report);
  }

  private static boolean isClaim(Incident report) {
    return report.getCapability() != null
        && report.getClaimStage() != ClaimStage.NONE
        && fits(report, Kind.CLAIM);
  }

  private static Optional<Matchable> claim(Incident report) {
    String about = "CLAIM " + report.getCapability().toLowerCase(Locale.ROOT);
    // who is said to have it from whom differs from telling to telling: one party in common will do
    String parties = names(parties(report));
    ReportRef told = report.getReports().get(0);
    // and a source comes back to it as it goes on
    var feed = new Feed(told.getFeed(), PRIORITY.indexOf(told.getFamily()), true);
    return Optional.of(
        new Matchable(Kind.CLAIM, report(report, feed, about, parties, parties, NOWHERE)));
  }

  private static Optional<Matchable> act(Incident report) {
    return place(report)
        .filter(place -> fits(report, Kind.ACT))
        .map(place -> new Matchable(Kind.ACT, act(report, place)));
  }

  private static Report act(Incident report, Place place) {
    String both = names(parties(report));
    boolean directed = report.getDirected();
    return report(
        report,
        feed(report.getReports().get(0)),
        act(report.getType()),
        directed ? names(report.getInitiators().stream()) : both,
        directed ? names(report.getTargets().stream()) : both,
        place);
  }

  private static boolean fits(Incident report, Kind kind) {
    return Duration.between(report.getOccurredFrom(), report.getOccurredTo())
            .compareTo(kind.longest)
        <= 0;
  }

  private static String act(IncidentType type) {
    return STRIKES.contains(type) ? "STRIKE" : type.name();
  }

  private static Optional<Place> place(Incident report) {
    var place = report.getPlace();
    Double assumed = RADIUS.get(place.getPrecision());
    if (place.getLatitude() == null || assumed == null) {
      return Optional.empty();
    }
    double radius = place.getRadiusKm() == null ? assumed : place.getRadiusKm();
    return radius > VAGUE_KM
        ? Optional.empty()
        : Optional.of(new Place(place.getLatitude(), place.getLongitude(), radius));
  }

  private static Stream<ActorRef> parties(Incident report) {
    return Stream.concat(report.getInitiators().stream(), report.getTargets().stream());
  }

  private static Report report(
      Incident report, Feed feed, String rootClass, String actor, String target, Place place) {
    return new Report(
        report.getIncidentId(),
        feed,
        rootClass,
        actor,
        target,
        report.getOccurredFrom().toEpochMilli(),
        report.getOccurredTo().toEpochMilli(),
        place);
  }

  private static Feed feed(ReportRef told) {
    return new Feed(
        told.getFeed(),
        PRIORITY.indexOf(told.getFamily()),
        REPEAT_THEMSELVES.contains(told.getFamily()));
  }

  private static String names(Stream<ActorRef> actors) {
    return actors
        .map(actor -> actor.getActorId() == null ? actor.getName() : actor.getActorId())
        .map(name -> name.replace(NAMES, " "))
        .distinct()
        .sorted()
        .collect(Collectors.joining(NAMES));
  }

  /** Whether two lists of names can mean the same: one names nobody, or both name somebody. */
  static boolean compatible(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return true;
    }
    Set<String> names = new HashSet<>(List.of(other.split(NAMES, -1)));
    return Stream.of(one.split(NAMES, -1)).anyMatch(names::contains);
  }

  /** Whether the two may tell of one incident. */
  boolean matches(Matchable other) {
    return kind == other.kind
        && Clustering.matches(report, other.report, Matchable::compatible, kind.params());
  }

  /** What only reports that may match have in common. */
  String group() {
    return kind + " " + report.rootClass();
  }
}
