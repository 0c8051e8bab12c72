package io.brinkwatch.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.brinkwatch.indicators.CompositeWeights;
import io.brinkwatch.indicators.ConfidenceTable;
import io.brinkwatch.indicators.Credibility;
import io.brinkwatch.indicators.Intensity;
import io.brinkwatch.indicators.IntensityAnchors;
import io.brinkwatch.indicators.Ladder;
import io.brinkwatch.indicators.LadderParams;
import io.brinkwatch.indicators.LadderState;
import io.brinkwatch.indicators.LadderStep;
import io.brinkwatch.indicators.Outcome;
import io.brinkwatch.indicators.Reliability;
import io.brinkwatch.indicators.SeverityTable;
import io.brinkwatch.indicators.SubIndex;
import io.brinkwatch.indicators.TargetClass;
import io.brinkwatch.indicators.TempoBin;
import io.brinkwatch.indicators.TempoParams;
import io.brinkwatch.indicators.Vote;
import io.brinkwatch.indicators.Weapon;
import io.brinkwatch.indicators.duplicates.Cluster;
import io.brinkwatch.indicators.duplicates.Clustering;
import io.brinkwatch.indicators.duplicates.Feed;
import io.brinkwatch.indicators.duplicates.MatchParams;
import io.brinkwatch.indicators.duplicates.Place;
import io.brinkwatch.indicators.duplicates.Report;
import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.posture.PostureTable;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.precursor.PrecursorTable;
import io.brinkwatch.indicators.reciprocity.LedgerParams;
import io.brinkwatch.indicators.reciprocity.ResponseParams;
import io.brinkwatch.indicators.region.Region;
import io.brinkwatch.indicators.region.Standing;
import io.brinkwatch.indicators.spread.Grid;
import io.brinkwatch.indicators.spread.SpilloverParams;
import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Assessment;
import io.brinkwatch.indicators.theatre.Assessor;
import io.brinkwatch.indicators.theatre.Exchanges;
import io.brinkwatch.indicators.theatre.FamilyRules;
import io.brinkwatch.indicators.theatre.FamilyView;
import io.brinkwatch.indicators.theatre.FeedRule;
import io.brinkwatch.indicators.theatre.FeedView;
import io.brinkwatch.indicators.theatre.FloorKind;
import io.brinkwatch.indicators.theatre.FloorRule;
import io.brinkwatch.indicators.theatre.Force;
import io.brinkwatch.indicators.theatre.Parties;
import io.brinkwatch.indicators.theatre.Rules;
import io.brinkwatch.indicators.theatre.Sourcing;
import io.brinkwatch.indicators.theatre.TheatreView;
import io.brinkwatch.indicators.theatre.Traits;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Tick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;

/**
 * What must come out, computed from the whole set at once: no stream, no state, no order. It shares
 * the pure maths with the pipeline and nothing else; buckets, versions, coverage, finality and the
 * ladder are worked out again here, the slow and obvious way.
 */
public final class Oracle {
  private static final long HOUR = 3_600_000;
  private static final long QUARTER = HOUR / 4;
  private static final long DAY = 24 * HOUR;
  private static final long STEP = Cast.STEP.toMillis();
  private static final int HORIZON = 40;
  private static final Map<String, String> ASSUMED_WEAPON =
      Map.of(
          "CROSS_BORDER_STRIKE", "ROCKET",
          "ATTACK_ON_FORCES", "OWA_UAV",
          "RETALIATORY_STRIKE", "AIR_STRIKE");
  private static final Set<String> STATES = Set.of("Alpha", "Bravo");

  /** The cast's first policy, written out a second time. */
  private static final Rules RULES =
      new Rules(
          7,
          6,
          HORIZON,
          3,
          0.6,
          100,
          0.8,
          Map.of("WIRE", new FeedRule(24, 12, 2), "CURATED", new FeedRule(12, 24, 1)),
          new FeedRule(24, 24, 9),
          new TempoParams(TempoBin.DAY, 14, 2, 0.5, 0.1, 2.0, 7.0, 4.0, 28, 20.0, 28, 3, 7, 5000),
          false,
          new IntensityAnchors(5, 2000),
          new CompositeWeights(
              Map.of(SubIndex.INTENSITY, 0.8, SubIndex.BREADTH, 0.2),
              Map.of(
                  SubIndex.TEMPO, 0.3,
                  SubIndex.PRECURSOR, 0.3,
                  SubIndex.HORIZONTAL, 0.15,
                  SubIndex.RECIPROCITY, 0.15,
                  SubIndex.POSTURE, 0.1),
              0.6),
          new LadderParams(
              List.of(5.0, 12.0, 20.0, 30.0, 50.0, 1000.0),
              List.of(3.0, 9.0, 16.0, 25.0, 44.0, 1000.0),
              List.of(12, 24, 24, 48, 48, 48),
              List.of(6, 12, 12, 24, 24, 24),
              6),
          List.of(
              new FloorRule(FloorKind.FATAL_ATTACK_ON_THIRD_STATE_FORCES, 3, 3),
              new FloorRule(FloorKind.DIRECT_STATE_STRIKE, 4, 2),
              new FloorRule(FloorKind.MASS_CASUALTIES, 5, 4)),
          new FamilyRules(
              Optional.of(new FamilyRules.Spread(new SpilloverParams(0.1, 1, 6, 2, 0.5, 10), 2, 3)),
              Optional.of(
                  new FamilyRules.Reciprocity(
                      new ResponseParams(6 * HOUR, 24 * HOUR, 0.7),
                      new LedgerParams(4, 3, 5, 20),
                      10,
                      0.3,
                      2,
                      3)),
              Optional.of(
                  new PostureTable(
                      PostureTable.DEFAULT.weight(), PostureTable.DEFAULT.share(), 3, 2, 20)),
              Optional.of(new PrecursorTable(PrecursorTable.DEFAULT.weights(), 6)),
              Optional.of(
                  new FamilyRules.Hourly(
                      new TempoParams(
                          TempoBin.HOUR, 96, 6, 0.5, 0.1, 2.0, 7.0, 4.0, 96, 5.0, 48, 24, 72, 20),
                      true,
                      0.01))));

  /** Claims of a transfer have no place, and are told over months. */
  private static final MatchParams CLAIMS = new MatchParams(90 * DAY, 1, 90 * DAY, 1);

  private static final Map<String, PrecursorClass> SIGNS =
      Map.of(
          "SANCTION", PrecursorClass.SANCTIONS,
          "THREAT_OR_STATEMENT", PrecursorClass.EXPLICIT_THREAT,
          "CEASEFIRE_OR_WITHDRAWAL", PrecursorClass.CEASEFIRE_AGREED);

  private static final Map<String, String> HOMES = Map.of("Militia", "SOUTH", "Bravo", "EAST");

  /** Who is who in the cast. */
  private static final Parties PARTIES =
      new Parties() {
        @Override
        public String id(String name) {
          return Set.of("Alpha", "Bravo", "Militia").contains(name)
              ? name.toLowerCase(Locale.ROOT)
              : name;
        }

        @Override
        public SortedSet<String> sponsors(String id) {
          return id.equals("militia") ? new TreeSet<>(Set.of("alpha")) : new TreeSet<>();
        }

        @Override
        public boolean isArmed(String id) {
          return Set.of("alpha", "bravo", "militia").contains(id);
        }

        @Override
        public double share(String id, String theatre) {
          return Set.of("militia SOUTH", "bravo EAST").contains(id + " " + theatre) ? 1 : 0;
        }
      };

  /**
   * What must be FINAL of a theatre at a time.
   *
   * @param trusted what would be if nobody but sources graded A or B had told of anything
   * @param sources who tells of each incident, by id
   * @param excited what is to be expected of each dyad now, by its name
   * @param before rung at the evaluation before
   * @param outlook where it is heading
   * @param counts official counts beside what is held
   */
  public record Expected(
      String theatre,
      long at,
      Assessment assessment,
      Assessment trusted,
      Map<String, List<String>> sources,
      Map<String, String> excited,
      int before,
      LadderStep step,
      String outlook,
      OracleTallies.Compared counts) {}

  /** And its second. */
  private static final Rules CHANGED =
      new Rules(
          8,
          6,
          HORIZON,
          4,
          0.7,
          100,
          0.8,
          Map.of("WIRE", new FeedRule(18, 9, 2), "CURATED", new FeedRule(12, 24, 1)),
          new FeedRule(24, 24, 9),
          RULES.tempo(),
          false,
          new IntensityAnchors(4, 1500),
          new CompositeWeights(RULES.weights().state(), RULES.weights().pressure(), 0.5),
          new LadderParams(
              List.of(4.0, 11.0, 18.0, 30.0, 50.0, 1000.0),
              List.of(2.5, 8.0, 15.0, 25.0, 44.0, 1000.0),
              List.of(12, 24, 24, 48, 48, 48),
              List.of(6, 12, 12, 24, 24, 24),
              6),
          List.of(
              new FloorRule(FloorKind.FATAL_ATTACK_ON_THIRD_STATE_FORCES, 3, 3),
              new FloorRule(FloorKind.DIRECT_STATE_STRIKE, 4, 1),
              new FloorRule(FloorKind.MASS_CASUALTIES, 5, 4)),
          RULES.families());

  private static boolean isChanged(long at) {
    return at >= Cast.CHANGE.toEpochMilli();
  }

  private static Map<String, Double> regionWeights(long at) {
    return isChanged(at)
        ? Map.of("NORTH", 0.4, "SOUTH", 0.35, "EAST", 0.25)
        : Map.of("NORTH", 0.5, "SOUTH", 0.25, "EAST", 0.25);
  }

  /**
   * What must be FINAL of the region at a time.
   *
   * @param theatres what it is made of
   * @param before rung at the evaluation before
   * @param since when it came to the rung it is on
   * @param outlook where it is heading
   */
  public record ExpectedRegion(
      long at, List<Expected> theatres, Region region, int before, long since, String outlook) {}

  /** The region, from what must be FINAL of its theatres. */
  public static List<ExpectedRegion> region(List<Expected> theatres) {
    Map<Long, List<Expected>> byTime =
        theatres.stream().collect(groupingBy(Expected::at, TreeMap::new, toList()));
    var region = new ArrayList<ExpectedRegion>();
    var indices = new TreeMap<Long, Double>();
    int before = 0;
    long since = Long.MIN_VALUE;
    for (var moment : byTime.entrySet()) {
      long at = moment.getKey();
      List<Standing> standings =
          moment.getValue().stream().map(e -> standing(e, theatres)).toList();
      Region now = Region.of(standings, regionWeights(at));
      since = since == Long.MIN_VALUE || now.level() != before ? at : since;
      double index = now.index().value();
      double share =
          moment.getValue().stream()
              .mapToDouble(e -> e.assessment().coverage().share())
              .min()
              .orElseThrow();
      String outlook = outlook(now.pressure(), index, indices.get(at - 7 * DAY), share);
      region.add(new ExpectedRegion(at, moment.getValue(), now, before, since, outlook));
      indices.put(at, index);
      before = now.level();
    }
    return region;
  }

  /**
   * What must be FINAL of the dyads of all theatres together.
   *
   * @param places theatre of each act, by id
   */
  public record ExpectedExchanges(Exchanges exchanges, Map<String, String> places) {}

  /** The dyads of all theatres together, from everything that happened in any of them. */
  public static List<ExpectedExchanges> exchanges(
      Collection<IncidentReport> reports, Collection<Tick> ticks) {
    var oracle = new Oracle(reports, ticks);
    var all = new ArrayList<ExpectedExchanges>();
    oracle.finals().forEach((at, close) -> all.add(oracle.exchanges(at, close)));
    return all;
  }

  private ExpectedExchanges exchanges(long at, long close) {
    List<Accounted> acts =
        incidents(close, at, false).values().stream()
            .flatMap(List::stream)
            .filter(i -> i.resident() && i.kinetic())
            .filter(i -> !i.traits().initiators().isEmpty() && !i.traits().targets().isEmpty())
            .toList();
    return new ExpectedExchanges(
        Assessor.exchanges(view("all", at, acts), rules(at)),
        acts.stream().collect(Collectors.toMap(Accounted::id, act -> act.traits().theatre())));
  }

  private static Standing standing(Expected e, List<Expected> all) {
    boolean surged =
        all.stream()
            .filter(other -> other.theatre().equals(e.theatre()))
            .filter(other -> other.at() <= e.at() && other.at() > e.at() - 3 * DAY)
            .anyMatch(other -> tempo(other).isPresent() && tempo(other).getAsDouble() <= 0.01);
    var a = e.assessment();
    return new Standing(
        e.theatre(),
        a.index().value(),
        e.step().state().level(),
        a.composite().pressure(),
        a.spread().orElseThrow().spillover().bits(),
        tempo(e),
        surged);
  }

  private static OptionalDouble tempo(Expected e) {
    return e.assessment().tempo().reading().stream()
        .filter(r -> r.status().usable())
        .mapToDouble(r -> r.p())
        .findFirst();
  }

  private final Collection<IncidentReport> reports;
  private final Map<Known, Map<String, List<Accounted>>> incidents = new HashMap<>();
  private final Set<Tick> ticks;
  private final OracleTallies tallies;

  private Oracle(Collection<IncidentReport> reports, Collection<Tick> ticks) {
    this.reports = reports;
    this.ticks = new HashSet<>(ticks);
    this.tallies = new OracleTallies(reports);
  }

  /** Reports that are known, and whether those graded A or B alone are believed. */
  private record Known(Set<IncidentReport> reports, boolean bestOnly) {
    boolean believes(IncidentReport report) {
      String grade = report.getSource().getReliability().name();
      return !bestOnly || grade.equals("A") || grade.equals("B");
    }
  }

  private Map<String, List<Accounted>> incidents(long heardBy, long at, boolean bestOnly) {
    return incidents.computeIfAbsent(new Known(known(heardBy, at), bestOnly), Oracle::byTheatre);
  }

  /**
   * The reports of incidents that had been told by a time; of those that can join others, only
   * those that had ended by the evaluation.
   */
  private Set<IncidentReport> known(long heardBy, long at) {
    return standing(
            reports.stream()
                .filter(report -> report.getPublishedAt().toEpochMilli() <= heardBy)
                .toList())
        .stream()
        .filter(report -> report.getType() != IncidentType.TALLY)
        .filter(report -> !canJoin(report) || report.getOccurredTo().toEpochMilli() <= at)
        .collect(toSet());
  }

  /** Who tells of each incident of a theatre: its anchor first, the others by grade. */
  private Map<String, List<String>> sources(String theatre, long heardBy, long at) {
    Set<IncidentReport> known = known(heardBy, at);
    var sources = new TreeMap<String, List<String>>();
    known.stream()
        .filter(report -> isAt(report, theatre) || concerns(report, theatre))
        .collect(groupingBy(report -> theatre(report).orElseThrow()))
        .values()
        .forEach(ofOnePlace -> joined(ofOnePlace).forEach(reports -> addSources(reports, sources)));
    return sources;
  }

  private static void addSources(List<IncidentReport> reports, Map<String, List<String>> sources) {
    var others = new ArrayList<>(reports.subList(1, reports.size()));
    others.sort(
        Comparator.comparing((IncidentReport r) -> r.getSource().getReliability())
            .thenComparing(r -> r.getSource().getCredibility())
            .thenComparing(IncidentReport::getPublishedAt)
            .thenComparing(IncidentReport::getReportId));
    var told = new LinkedHashSet<String>(List.of(source(reports.get(0))));
    others.forEach(report -> told.add(source(report)));
    sources.put(reports.get(0).getReportId(), List.copyOf(told));
  }

  private static String source(IncidentReport report) {
    return report.getSource().getPublisher()
        + report.getSource().getReliability()
        + report.getSource().getCredibility()
        + (denies(report) ? "-" : "");
  }

  private static Map<String, List<Accounted>> byTheatre(Known known) {
    var incidents = new TreeMap<String, List<Accounted>>();
    Cast.AREAS.keySet().forEach(theatre -> incidents.put(theatre, new ArrayList<>()));
    incidents.forEach(
        (theatre, here) ->
            known.reports().stream()
                .filter(report -> !isAt(report, theatre) && concerns(report, theatre))
                .collect(groupingBy(report -> theatre(report).orElseThrow()))
                .values()
                .forEach(
                    ofOnePlace ->
                        joined(ofOnePlace).stream()
                            .filter(reports -> reports.stream().anyMatch(known::believes))
                            .forEach(reports -> here.add(account(reports, known).visiting()))));
    incidents.forEach(
        (theatre, here) ->
            joined(known.reports().stream().filter(report -> isAt(report, theatre)).toList())
                .stream()
                .filter(reports -> reports.stream().anyMatch(known::believes))
                .forEach(reports -> here.add(account(reports, known))));
    return incidents;
  }

  private static boolean isAt(IncidentReport report, String theatre) {
    return theatre(report).filter(theatre::equals).isPresent();
  }

  /**
   * Whether it happened anywhere, and somebody of there was involved, or may be: by a claim all.
   */
  private static boolean concerns(IncidentReport report, String theatre) {
    return theatre(report).isPresent() && (isClaim(report) || isFrom(report, theatre));
  }

  private static boolean isFrom(IncidentReport report, String theatre) {
    return Stream.concat(report.getInitiators().stream(), report.getTargets().stream())
        .anyMatch(name -> theatre.equals(HOMES.get(name)));
  }

  // -- corroboration -----------------------------------------------------------------------------

  /** The reports of each incident, the anchor first: everything clustered at once. */
  private static List<List<IncidentReport>> joined(List<IncidentReport> reports) {
    var byId = new TreeMap<String, IncidentReport>();
    reports.forEach(report -> byId.put(report.getReportId(), report));
    var joined = new ArrayList<List<IncidentReport>>();
    reports.stream().filter(r -> !canJoin(r)).forEach(report -> joined.add(List.of(report)));
    var located = reports.stream().filter(Oracle::isLocated).map(Oracle::matchable).toList();
    var claims = reports.stream().filter(Oracle::isClaim).map(Oracle::claim).toList();
    var clusters =
        Stream.concat(
                Clustering.of(located, Oracle::compatible, MatchParams.DEFAULT).stream(),
                Clustering.of(claims, Oracle::compatible, CLAIMS).stream())
            .toList();
    for (Cluster cluster : clusters) {
      List<IncidentReport> others =
          cluster.members().stream()
              .filter(id -> !id.equals(cluster.id()))
              .map(byId::get)
              .sorted(
                  Comparator.comparing((IncidentReport r) -> r.getFamily() != FeedFamily.CURATED)
                      .thenComparing(IncidentReport::getOccurredFrom)
                      .thenComparing(IncidentReport::getReportId))
              .toList();
      joined.add(Stream.concat(Stream.of(byId.get(cluster.id())), others.stream()).toList());
    }
    return joined;
  }

  private static boolean canJoin(IncidentReport report) {
    return isClaim(report) || isLocated(report);
  }

  private static boolean isClaim(IncidentReport report) {
    return report.getClaimStage() != ClaimStage.NONE;
  }

  private static boolean isLocated(IncidentReport report) {
    long length = report.getOccurredTo().toEpochMilli() - report.getOccurredFrom().toEpochMilli();
    return !isClaim(report)
        && report.getPlace().getPrecision() == GeoPrecision.NEAR
        && length <= DAY;
  }

  /** One party in common is enough for two to be about the same transfer. */
  private static Report claim(IncidentReport report) {
    String parties =
        Stream.concat(report.getInitiators().stream(), report.getTargets().stream())
            .distinct()
            .collect(Collectors.joining(","));
    return new Report(
        report.getReportId(),
        new Feed(report.getFeed(), report.getFamily() == FeedFamily.CURATED ? 0 : 4, true),
        report.getCapability(),
        parties,
        parties,
        report.getOccurredFrom().toEpochMilli(),
        report.getOccurredTo().toEpochMilli(),
        new Place(0, 0, 0));
  }

  private static Report matchable(IncidentReport report) {
    boolean curated = report.getFamily() == FeedFamily.CURATED;
    String type = report.getType().name();
    return new Report(
        report.getReportId(),
        new Feed(report.getFeed(), curated ? 0 : 4, !curated),
        ASSUMED_WEAPON.containsKey(type) ? "STRIKE" : type,
        String.join(",", report.getInitiators()),
        String.join(",", report.getTargets()),
        report.getOccurredFrom().toEpochMilli(),
        report.getOccurredTo().toEpochMilli(),
        new Place(report.getPlace().getLatitude(), report.getPlace().getLongitude(), 15));
  }

  private static boolean compatible(String one, String other) {
    return one.isEmpty()
        || other.isEmpty()
        || Stream.of(one.split(",")).anyMatch(List.of(other.split(","))::contains);
  }

  /** Everything that must be FINAL, given a set of reports and ticks. */
  public static List<Expected> expect(Collection<IncidentReport> reports, Collection<Tick> ticks) {
    return new Oracle(reports, ticks).all();
  }

  /** The incidents that stand when everything has been told, by id, each with its version. */
  public static SortedMap<String, Long> standingIncidents(Collection<IncidentReport> reports) {
    var standing = new TreeMap<String, Long>();
    new Oracle(reports, List.of())
        .incidents(Long.MAX_VALUE, Long.MAX_VALUE, false).values().stream()
            .flatMap(List::stream)
            .filter(Accounted::resident)
            .forEach(incident -> standing.put(incident.id(), incident.version()));
    return standing;
  }

  /** Weights and thresholds that are in force at an evaluation, as the oracle knows them. */
  public static Rules rules(long at) {
    return isChanged(at) ? CHANGED : RULES;
  }

  // -- reports -----------------------------------------------------------------------------------

  static List<IncidentReport> standing(Collection<IncidentReport> reports) {
    Map<String, List<IncidentReport>> byId =
        reports.stream().collect(groupingBy(IncidentReport::getReportId, TreeMap::new, toList()));
    var highest =
        Comparator.comparingLong(IncidentReport::getVersion)
            .thenComparing(Oracle::fingerprint, Long::compareUnsigned);
    return byId.values().stream()
        .map(versions -> versions.stream().max(highest).orElseThrow())
        .filter(report -> report.getState() == RecordState.ACTIVE)
        .toList();
  }

  private static long fingerprint(IncidentReport report) {
    try {
      IncidentReport timeless =
          IncidentReport.newBuilder(report).setIngestedAt(Instant.EPOCH).build();
      ByteBuffer buffer = IncidentReport.getEncoder().encode(timeless);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return SchemaNormalization.fingerprint64(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<String> theatre(IncidentReport report) {
    double latitude = report.getPlace().getLatitude();
    double longitude = report.getPlace().getLongitude();
    return Cast.AREAS.entrySet().stream()
        .filter(
            area ->
                longitude >= area.getValue()[0]
                    && longitude <= area.getValue()[1]
                    && latitude >= area.getValue()[2]
                    && latitude <= area.getValue()[3])
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Accounted account(List<IncidentReport> reports, Known known) {
    IncidentReport anchor = reports.get(0);
    boolean changed = isChanged(anchor.getOccurredFrom().toEpochMilli());
    String type = anchor.getType().name();
    boolean kinetic = ASSUMED_WEAPON.containsKey(type);
    int killed =
        reports.stream()
            .map(IncidentReport::getFatalities)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(0);
    double confidence =
        confidence(changed)
            .confidence(
                votes(reports, r -> known.believes(r) && !denies(r)),
                votes(reports, r -> known.believes(r) && denies(r)));
    List<String> initiators = initiators(reports);
    int munitions = reports.stream().mapToInt(IncidentReport::getMunitions).max().orElseThrow();
    double severity =
        kinetic
            ? severity(changed)
                .kinetic(weapon(reports), target(anchor), outcome(anchor), munitions, killed)
            : isClaim(anchor) ? 0 : SeverityTable.nonKinetic(goldstein(type, changed));
    return new Accounted(
        anchor.getReportId(),
        reports.stream().mapToLong(IncidentReport::getVersion).sum(),
        anchor.getFamily().name(),
        anchor.getOccurredFrom().toEpochMilli(),
        anchor.getOccurredTo().toEpochMilli(),
        Intensity.toMicro(confidence * severity),
        kinetic,
        confidence,
        killed,
        floors(anchor, initiators, kinetic, killed),
        anchor.getSummary(),
        true,
        Sourcing.NONE,
        new Traits(
            severity,
            ids(initiators),
            ids(targets(reports)),
            true,
            theatre(anchor).orElseThrow(),
            area(anchor),
            means(reports),
            "",
            !floors(anchor, initiators, kinetic, killed).isEmpty(),
            force(anchor),
            sign(reports, changed)));
  }

  private static ConfidenceTable confidence(boolean changed) {
    ConfidenceTable table = ConfidenceTable.DEFAULT;
    return changed
        ? new ConfidenceTable(table.reliability(), table.credibility(), 0.8, table.denialWeight())
        : table;
  }

  private static SeverityTable severity(boolean changed) {
    SeverityTable table = SeverityTable.DEFAULT;
    var base = new HashMap<>(table.base());
    base.put(Weapon.ROCKET, changed ? 5.0 : base.get(Weapon.ROCKET));
    return new SeverityTable(base, table.target(), table.outcome());
  }

  private static double goldstein(String type, boolean changed) {
    return switch (type) {
      case "SANCTION" -> changed ? -6.0 : -8.0;
      case "THREAT_OR_STATEMENT" -> -4.4;
      default -> 0;
    };
  }

  private static double share(String stage, boolean changed) {
    return switch (stage) {
      case "INTENT" -> changed ? 0.5 : 0.4;
      case "PREPARATION" -> 0.6;
      case "DELIVERED" -> 1;
      default -> 0;
    };
  }

  private static boolean denies(IncidentReport report) {
    return report.getClaimStage() == ClaimStage.DENIED;
  }

  static List<String> ids(List<String> names) {
    return names.stream().map(PARTIES::id).distinct().toList();
  }

  private static List<String> initiators(List<IncidentReport> reports) {
    List<String> givers = givers(reports);
    return givers.isEmpty() ? side(reports, IncidentReport::getInitiators) : givers;
  }

  /** Who is to give, by the first report of the transfer itself that names anybody. */
  private static List<String> givers(List<IncidentReport> reports) {
    return isClaim(reports.get(0))
        ? side(transfers(reports), IncidentReport::getInitiators)
        : List.of();
  }

  private static List<IncidentReport> transfers(List<IncidentReport> reports) {
    return reports.stream().filter(r -> r.getType() == IncidentType.ARMS_TRANSFER).toList();
  }

  private static List<String> targets(List<IncidentReport> reports) {
    if (!isClaim(reports.get(0))) {
      return side(reports, IncidentReport::getTargets);
    }
    Set<String> givers =
        transfers(reports).stream()
            .flatMap(r -> r.getInitiators().stream())
            .map(PARTIES::id)
            .collect(toSet());
    return reports.stream()
        .flatMap(r -> r.getTargets().stream())
        .distinct()
        .filter(name -> !givers.contains(PARTIES.id(name)))
        .toList();
  }

  private static String area(IncidentReport report) {
    var place = report.getPlace();
    return place.getPrecision() == GeoPrecision.NEAR
        ? Grid.cell(place.getLatitude(), place.getLongitude())
        : "";
  }

  private static String means(List<IncidentReport> reports) {
    Optional<String> weapon =
        reports.stream()
            .map(report -> report.getWeapon().name())
            .filter(name -> !name.equals("UNSPECIFIED"))
            .findFirst();
    String capability = Objects.requireNonNullElse(reports.get(0).getCapability(), "");
    return weapon.orElse(
        Map.of("SA-22", "AIR_DEFENCE", "Rockets", "ROCKET").getOrDefault(capability, ""));
  }

  private static Optional<Force> force(IncidentReport report) {
    if (report.getType() != IncidentType.FORCE_DEPLOYMENT) {
      return Optional.empty();
    }
    List<Capability> capabilities =
        switch (report.getCapability()) {
          case "First carrier" -> List.of(Capability.CSG);
          case "Second Carrier, Patriot battery" -> List.of(Capability.CSG, Capability.PATRIOT);
          default -> List.of();
        };
    Deployment deployment =
        switch (report.getForceStatus()) {
          case EN_ROUTE -> Deployment.ENROUTE;
          case ARRIVED -> Deployment.ARRIVED;
          case DEPARTED -> Deployment.DEPARTED;
          default -> Deployment.ORDERED;
        };
    return Optional.of(new Force(report.getCapability(), capabilities, deployment));
  }

  private static Optional<Traits.Omen> sign(List<IncidentReport> reports, boolean changed) {
    IncidentReport anchor = reports.get(0);
    if (isClaim(anchor)) {
      String stage =
          reports.stream()
              .filter(r -> !denies(r))
              .max(
                  Comparator.comparing(IncidentReport::getPublishedAt)
                      .thenComparing(IncidentReport::getReportId))
              .orElse(anchor)
              .getClaimStage()
              .name();
      return Optional.of(
          new Traits.Omen(
              PrecursorClass.ARMS_TRANSFER,
              anchor.getCapability().toLowerCase(Locale.ROOT),
              share(stage, changed),
              Set.of("DELIVERED", "DEPLOYED", "USED").contains(stage)));
    }
    return Optional.ofNullable(SIGNS.get(anchor.getType().name()))
        .map(what -> new Traits.Omen(what, "", 1, true));
  }

  private static List<String> side(
      List<IncidentReport> reports, Function<IncidentReport, List<String>> names) {
    return reports.stream().map(names).filter(n -> !n.isEmpty()).findFirst().orElse(List.of());
  }

  private static List<Vote> votes(List<IncidentReport> reports, Predicate<IncidentReport> of) {
    return reports.stream().filter(of).map(Oracle::vote).toList();
  }

  private static Vote vote(IncidentReport report) {
    var credibility = Credibility.valueOf(report.getSource().getCredibility().name());
    return new Vote(
        report.getSource().getPublisher(),
        Reliability.valueOf(report.getSource().getReliability().name()),
        credibility == Credibility.C1 ? Credibility.C2 : credibility);
  }

  private static Weapon weapon(List<IncidentReport> reports) {
    String said =
        reports.stream()
            .map(report -> report.getWeapon().name())
            .filter(name -> !name.equals("UNSPECIFIED"))
            .findFirst()
            .orElseGet(() -> ASSUMED_WEAPON.get(reports.get(0).getType().name()));
    return Weapon.valueOf(said);
  }

  private static TargetClass target(IncidentReport report) {
    String name = report.getTargetClass().name();
    return TargetClass.valueOf(name.equals("UNSPECIFIED") ? "TACTICAL_MILITARY" : name);
  }

  private static Outcome outcome(IncidentReport report) {
    String name = report.getOutcome().name();
    return Outcome.valueOf(name.equals("UNSPECIFIED") ? "HIT" : name);
  }

  private static Set<FloorKind> floors(
      IncidentReport report, List<String> initiators, boolean kinetic, int killed) {
    var floors = new HashSet<FloorKind>();
    if (report.getType() == IncidentType.ATTACK_ON_FORCES && killed > 0) {
      floors.add(FloorKind.FATAL_ATTACK_ON_THIRD_STATE_FORCES);
    }
    boolean fromState = initiators.stream().anyMatch(STATES::contains);
    boolean atState = report.getTargets().stream().anyMatch(STATES::contains);
    if (kinetic && fromState && atState) {
      floors.add(FloorKind.DIRECT_STATE_STRIKE);
    }
    return floors;
  }

  // -- time --------------------------------------------------------------------------------------

  private List<Expected> all() {
    var all = new ArrayList<Expected>();
    SortedMap<Long, Long> finals = finals();
    // by name, as the region adds them up: the sum of doubles depends on their order
    for (String theatre : new TreeSet<>(Cast.AREAS.keySet())) {
      LadderState state = null;
      var indices = new TreeMap<Long, Double>();
      for (long t : finals.keySet()) {
        long close = finals.get(t);
        Assessment assessment = assess(theatre, t, incidents(close, t, false));
        Assessment trusted = assess(theatre, t, incidents(close, t, true));
        LadderState from = state == null ? new LadderState(0, t, 0, t, false) : state;
        LadderStep step =
            Ladder.step(
                from,
                t,
                assessment.index().value(),
                assessment.floor().map(f -> f.level()).orElse(0),
                assessment.coverage().ok(),
                rules(t).ladder());
        long firstDay = Math.floorDiv(t, DAY) - HORIZON;
        var counts =
            tallies.compare(
                theatre, t, close, firstDay * DAY, incidents(close, t, false).get(theatre));
        all.add(
            new Expected(
                theatre,
                t,
                assessment,
                trusted,
                sources(theatre, close, t),
                excited(assessment, theatre, t, close),
                from.level(),
                step,
                outlook(
                    assessment.composite().pressure(),
                    assessment.index().value(),
                    indices.get(t - 7 * DAY),
                    assessment.coverage().share()),
                counts));
        indices.put(t, assessment.index().value());
        state = step.state();
      }
    }
    return all;
  }

  /** By pressure, or by ten points of index more or less than a week ago. */
  private static String outlook(double pressure, double index, Double weekAgo, double share) {
    double change = weekAgo == null ? 0 : index - weekAgo;
    if (pressure >= 30 || change >= 10) {
      return "RISING";
    }
    return pressure < 10 && change <= -10 && share >= 0.8 ? "EASING" : "STEADY";
  }

  private Map<String, String> excited(Assessment read, String theatre, long at, long close) {
    long firstDay = Math.floorDiv(at, DAY) - HORIZON;
    List<Accounted> told =
        incidents(close, at, false).get(theatre).stream()
            .filter(incident -> dayOf(incident.to()) >= firstDay)
            .toList();
    var excited = new TreeMap<String, String>();
    read.reciprocity().stream()
        .flatMap(r -> r.dyads().stream())
        .forEach(d -> excited.put(d.name(), OracleExcitation.text(theatre, at, d, told)));
    return excited;
  }

  private Assessment assess(String theatre, long at, Map<String, List<Accounted>> incidents) {
    return Assessor.assess(view(theatre, at, incidents.get(theatre)), rules(at));
  }

  /** The evaluations that are FINAL in the end, each with the time at which it closes. */
  private SortedMap<Long, Long> finals() {
    long now = ticks.stream().mapToLong(t -> t.getTime().toEpochMilli()).max().orElseThrow();
    long first = ticks.stream().mapToLong(t -> t.getTime().toEpochMilli()).min().orElseThrow();
    var finals = new TreeMap<Long, Long>();
    long close = Long.MIN_VALUE;
    for (long t = roundUp(first); Math.max(close, t + grace(t)) <= now; t += STEP) {
      close = Math.max(close, t + grace(t));
      finals.put(t, close);
    }
    return finals;
  }

  private static long roundUp(long time) {
    return (time + STEP - 1) / STEP * STEP;
  }

  private long grace(long at) {
    return known(at).stream()
        .mapToLong(feed -> rules(at).feed(family(feed)).graceMillis())
        .max()
        .orElse(0);
  }

  private List<String> known(long at) {
    return ticks.stream()
        .filter(tick -> tick.getTime().toEpochMilli() <= at)
        .map(Tick::getFeed)
        .distinct()
        .sorted()
        .toList();
  }

  private String family(String feed) {
    return ticks.stream()
        .filter(tick -> tick.getFeed().equals(feed))
        .map(tick -> tick.getFamily().name())
        .findAny()
        .orElseThrow();
  }

  /** Whether some feed accounted for the start of a quarter hour as healthy, and not otherwise. */
  private boolean alive(String feed, long quarter) {
    boolean up = false;
    for (Tick tick : ticks) {
      boolean covers =
          tick.getFeed().equals(feed)
              && tick.getHealth() != FeedHealth.UNKNOWN
              && tick.getFrom().toEpochMilli() <= quarter
              && quarter < tick.getTime().toEpochMilli();
      if (covers && tick.getHealth() != FeedHealth.HEALTHY) {
        return false;
      }
      up |= covers;
    }
    return up;
  }

  // -- views -------------------------------------------------------------------------------------

  private final Map<String, Map<Long, Boolean>> aliveMemo = new TreeMap<>();

  private boolean isAlive(String feed, long quarter) {
    return aliveMemo
        .computeIfAbsent(feed, f -> new TreeMap<>())
        .computeIfAbsent(quarter, q -> alive(feed, q));
  }

  private double exposure(Predicate<String> feeds, List<String> known, long day) {
    int alive = 0;
    for (long q = day * DAY; q < (day + 1) * DAY; q += QUARTER) {
      long quarter = q;
      if (known.stream().filter(feeds).anyMatch(feed -> isAlive(feed, quarter))) {
        alive++;
      }
    }
    return alive / 96.0;
  }

  private TheatreView view(String theatre, long at, List<Accounted> told) {
    long closed = Math.floorDiv(at, DAY) - 1;
    long firstDay = closed - HORIZON + 1;
    List<String> known = known(at);
    List<Accounted> mine = told.stream().filter(Accounted::resident).toList();

    var families = new TreeMap<String, FamilyView>();
    known.stream().map(this::family).forEach(f -> families.put(f, null));
    mine.stream()
        .filter(i -> i.to() <= at && dayOf(i.to()) >= firstDay)
        .forEach(i -> families.put(i.family(), null));
    families.replaceAll((f, none) -> family(f, mine, known, at, firstDay));

    long genesis = ticks.stream().mapToLong(t -> t.getTime().toEpochMilli()).min().orElseThrow();
    boolean[] dark = new boolean[HORIZON];
    for (int i = 0; i < HORIZON; i++) {
      dark[i] = firstDay + i >= dayOf(genesis) && exposure(f -> true, known, firstDay + i) == 0;
    }
    var feeds = new ArrayList<FeedView>();
    known.forEach(feed -> feeds.add(new FeedView(feed, family(feed), lastAlive(feed, at))));
    List<Accounted> remembered = told.stream().filter(i -> dayOf(i.to()) >= firstDay).toList();
    return new TheatreView(
        theatre,
        at,
        firstDay,
        families,
        micros(mine, at, firstDay),
        dark,
        feeds,
        remembered,
        PARTIES);
  }

  // an instant at midnight belongs to the day that ends there
  private static long dayOf(long time) {
    return Math.floorDiv(time - 1, DAY);
  }

  private OptionalLong lastAlive(String feed, long at) {
    long first = Cast.START.toEpochMilli() - DAY;
    for (long q = (at - 1) / QUARTER * QUARTER; q >= first; q -= QUARTER) {
      if (isAlive(feed, q)) {
        return OptionalLong.of(Math.min(at, q + QUARTER));
      }
    }
    return OptionalLong.empty();
  }

  private FamilyView family(
      String family, List<Accounted> mine, List<String> known, long at, long firstDay) {
    long[] counts = new long[HORIZON];
    double[] exposure = new double[HORIZON];
    for (int i = 0; i < HORIZON; i++) {
      long day = firstDay + i;
      exposure[i] = exposure(feed -> family(feed).equals(family), known, day);
      counts[i] =
          mine.stream()
              .filter(x -> x.family().equals(family) && x.to() <= at && dayOf(x.to()) == day)
              .filter(x -> x.kinetic() && x.to() - x.from() <= DAY)
              .count();
    }
    long recent =
        mine.stream()
            .filter(x -> x.family().equals(family) && x.to() <= at && dayOf(x.to()) >= firstDay)
            .count();
    double[] hours = new double[24 * 35];
    for (int i = 0; i < hours.length; i++) {
      long hour = Math.floorDiv(at, HOUR) - hours.length + i;
      int alive = 0;
      for (long q = hour * HOUR; q < (hour + 1) * HOUR; q += QUARTER) {
        long quarter = q;
        alive +=
            known.stream().anyMatch(f -> family(f).equals(family) && isAlive(f, quarter)) ? 1 : 0;
      }
      hours[i] = alive / 4.0;
    }
    return new FamilyView(counts, exposure, recent, hours);
  }

  private static long[] micros(List<Accounted> mine, long at, long firstDay) {
    long[] micros = new long[HORIZON + 1];
    for (Accounted incident : mine) {
      long first = Math.floorDiv(incident.from(), DAY);
      long last = dayOf(incident.to());
      if (incident.to() - incident.from() <= DAY) {
        first = last;
      }
      long days = last - first + 1;
      for (long day = first; day <= last; day++) {
        long k = day - first;
        long part = incident.micros() * (k + 1) / days - incident.micros() * k / days;
        if (incident.to() <= at && day >= firstDay) {
          micros[(int) (day - firstDay)] += part;
        }
      }
    }
    return micros;
  }
}
