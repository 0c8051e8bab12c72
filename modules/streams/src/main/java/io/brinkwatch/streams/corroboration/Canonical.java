package io.brinkwatch.streams.corroboration;

import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.Weapon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What several reports of one incident say together. */
final class Canonical {
  private static final Comparator<Incident> LATEST =
      Comparator.comparing(Incident::getPublishedAt).thenComparing(Incident::getIncidentId);

  private static final int MOST_LISTED = 100;

  // what is joined are reports, of which each is the only one of its incident
  private static final Function<Incident, ReportRef> REFERENCE =
      report -> report.getReports().get(0);

  private static final Comparator<Incident> BEST_GRADED_FIRST =
      Comparator.comparing(REFERENCE.andThen(ReportRef::getReliability))
          .thenComparing(REFERENCE.andThen(ReportRef::getCredibility))
          .thenComparing(Incident::getPublishedAt)
          .thenComparing(Incident::getIncidentId);

  private Canonical() {}

  /**
   * The incident: what its anchor says, and where that says nothing the next best.
   *
   * @param reports the anchor first, the others in an order that does not depend on their arrival
   */
  static Incident of(List<Incident> reports) {
    Incident anchor = reports.get(0);
    if (reports.size() == 1 && !isClaim(reports)) {
      return anchor;
    }
    return Incident.newBuilder(anchor)
        .setVersion(reports.stream().mapToLong(Incident::getVersion).sum())
        .setPublishedAt(firstPublished(reports))
        .setInitiators(initiators(reports))
        .setTargets(targets(reports))
        .setDirected(reports.stream().anyMatch(Incident::getDirected))
        .setWeapon(said(reports, Incident::getWeapon, w -> w != Weapon.UNSPECIFIED))
        .setTargetClass(said(reports, Incident::getTargetClass, t -> t != TargetClass.UNSPECIFIED))
        .setOutcome(said(reports, Incident::getOutcome, o -> o != Outcome.UNSPECIFIED))
        .setMunitions(reports.stream().mapToInt(Incident::getMunitions).max().orElseThrow())
        .setFatalities(said(reports, Incident::getFatalities, Objects::nonNull))
        .setInjuries(said(reports, Incident::getInjuries, Objects::nonNull))
        .setClaimStage(stage(reports))
        .setConcerns(concerns(reports))
        .setReports(references(reports))
        .build();
  }

  private static Instant firstPublished(List<Incident> reports) {
    return reports.stream()
        .map(Incident::getPublishedAt)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  // a source that names sides only must not decide who did it, if another knows
  private static List<ActorRef> actors(
      List<Incident> reports, Function<Incident, List<ActorRef>> side) {
    Predicate<Incident> names = report -> !side.apply(report).isEmpty();
    Optional<Incident> knows =
        reports.stream().filter(names.and(Incident::getDirected)).findFirst();
    return knows.or(() -> reports.stream().filter(names).findFirst()).map(side).orElse(List.of());
  }

  // who discloses a claim is not who gives
  private static List<ActorRef> initiators(List<Incident> reports) {
    List<Incident> transfers = transfers(reports);
    return actors(transfers.isEmpty() ? reports : transfers, Incident::getInitiators);
  }

  /** Of a claim, the reports that tell of the transfer itself; of anything else none. */
  private static List<Incident> transfers(List<Incident> reports) {
    return isClaim(reports)
        ? reports.stream().filter(r -> r.getType() == IncidentType.ARMS_TRANSFER).toList()
        : List.of();
  }

  private static boolean isClaim(List<Incident> reports) {
    return reports.get(0).getClaimStage() != ClaimStage.NONE;
  }

  // a claim may name several to whom something is to go: all that were named are possible, but
  // for those from whom it is to come, at whom a disclosure is aimed too
  private static List<ActorRef> targets(List<Incident> reports) {
    if (!isClaim(reports)) {
      return actors(reports, Incident::getTargets);
    }
    var named = new LinkedHashMap<String, ActorRef>();
    reports.stream()
        .flatMap(report -> report.getTargets().stream())
        .forEach(target -> named.putIfAbsent(name(target), target));
    transfers(reports).stream()
        .flatMap(report -> report.getInitiators().stream())
        .forEach(giver -> named.remove(name(giver)));
    return List.copyOf(named.values());
  }

  private static String name(ActorRef actor) {
    return Objects.requireNonNullElse(actor.getActorId(), actor.getName());
  }

  private static <T> T said(
      List<Incident> reports, Function<Incident, T> field, Predicate<T> isSaid) {
    return reports.stream()
        .map(field)
        .filter(isSaid)
        .findFirst()
        .orElseGet(() -> field.apply(reports.get(0)));
  }

  /** How far a claim has come: what was told last, denials aside as long as anybody claims it. */
  private static ClaimStage stage(List<Incident> reports) {
    Stream<Incident> claims =
        reports.stream()
            .filter(r -> r.getClaimStage() != ClaimStage.NONE)
            .filter(r -> r.getClaimStage() != ClaimStage.DENIED);
    return claims.max(LATEST).map(Incident::getClaimStage).orElse(reports.get(0).getClaimStage());
  }

  private static List<String> concerns(List<Incident> reports) {
    return reports.stream().flatMap(r -> r.getConcerns().stream()).distinct().sorted().toList();
  }

  // best first: so a list that is cut loses what says least
  private static List<ReportRef> references(List<Incident> reports) {
    return Stream.concat(
            reports.stream().limit(1), reports.stream().skip(1).sorted(BEST_GRADED_FIRST))
        .map(REFERENCE)
        .toList();
  }

  /**
   * An incident as it is told: with thousands of reports its record would be larger than a broker
   * takes. Those that are not listed count all the same, and it is said how many they are.
   */
  static Incident listed(Incident incident) {
    List<ReportRef> all = incident.getReports();
    int most = Math.min(all.size(), MOST_LISTED);
    var listed = new ArrayList<ReportRef>(all.subList(0, most));
    listed.subList(1, most).sort(Comparator.comparing(ReportRef::getReportId));
    return Incident.newBuilder(incident)
        .setReports(listed)
        .setMoreReports(all.size() - most)
        .build();
  }
}
