package io.brinkwatch.testkit;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** What must come of official counts, from all reports at once. */
final class OracleTallies {
  /** Who answers to whom in the cast. */
  private static final Map<String, String> SPONSORS = Map.of("militia", "alpha");

  private static final Comparator<IncidentReport> LATEST =
      Comparator.comparing(IncidentReport::getOccurredTo)
          .thenComparing(IncidentReport::getReportId);

  private static final Comparator<IncidentReport> LATEST_FIRST =
      Comparator.comparing(IncidentReport::getOccurredTo).reversed();

  /** Every version of the reports that told a count in any of them. */
  private final List<IncidentReport> reports;

  OracleTallies(Collection<IncidentReport> all) {
    Set<String> ids =
        all.stream()
            .filter(OracleTallies::isTally)
            .map(IncidentReport::getReportId)
            .collect(toSet());
    reports = all.stream().filter(report -> ids.contains(report.getReportId())).toList();
  }

  /** Counts in order, each with what is held of it; the first one makes the value. */
  record Compared(List<Line> lines) {
    double value() {
      return lines.isEmpty() ? 0 : lines.get(0).share();
    }

    List<String> held() {
      return lines.isEmpty() ? List.of() : lines.get(0).held();
    }
  }

  /**
   * A count.
   *
   * @param held ids and versions of the incidents held of it, by id
   */
  record Line(IncidentReport report, List<String> held) {
    double share() {
      int told = report.getTally().getCount();
      return held.size() >= told ? 100 : 100.0 * held.size() / told;
    }
  }

  /**
   * Compares.
   *
   * @param close what was told later is not known
   * @param start what counts from before is not used
   * @param incidents of the theatre, as known by then
   */
  Compared compare(
      String theatre, long at, long close, long start, Collection<Accounted> incidents) {
    List<IncidentReport> told =
        Oracle.standing(
                reports.stream().filter(r -> r.getPublishedAt().toEpochMilli() <= close).toList())
            .stream()
            .filter(report -> isUsable(report, theatre, at, start))
            .toList();
    return compared(told, incidents);
  }

  private static boolean isTally(IncidentReport report) {
    return report.getType() == IncidentType.TALLY;
  }

  private static boolean isUsable(IncidentReport report, String theatre, long at, long start) {
    return isTally(report)
        && Oracle.theatre(report).equals(Optional.of(theatre))
        && report.getOccurredTo().toEpochMilli() <= at
        && report.getTally().getSince().toEpochMilli() >= start;
  }

  private static Compared compared(List<IncidentReport> told, Collection<Accounted> incidents) {
    Map<List<String>, IncidentReport> latest =
        told.stream()
            .collect(toMap(OracleTallies::sides, report -> report, BinaryOperator.maxBy(LATEST)));
    var lines = new ArrayList<Line>();
    latest.values().forEach(report -> lines.add(line(report, incidents)));
    lines.sort(
        Comparator.comparingDouble(Line::share)
            .thenComparing(Line::report, LATEST_FIRST)
            .thenComparing(line -> line.report().getReportId()));
    return new Compared(lines);
  }

  private static List<String> sides(IncidentReport report) {
    return List.of(String.join(",", report.getInitiators()), String.join(",", report.getTargets()));
  }

  private static Line line(IncidentReport report, Collection<Accounted> incidents) {
    return new Line(
        report,
        incidents.stream()
            .filter(incident -> isCounted(incident, report))
            .sorted(Comparator.comparing(Accounted::id))
            .map(incident -> incident.id() + "v" + incident.version())
            .toList());
  }

  private static boolean isCounted(Accounted incident, IncidentReport report) {
    Set<String> by = withSponsors(incident.traits().initiators());
    Set<String> on = withSponsors(incident.traits().targets());
    boolean byFits = !Collections.disjoint(by, Oracle.ids(report.getInitiators()));
    boolean onFits = !Collections.disjoint(on, Oracle.ids(report.getTargets()));
    boolean byOpen = by.isEmpty() || report.getInitiators().isEmpty();
    boolean onOpen = on.isEmpty() || report.getTargets().isEmpty();
    boolean anybody = report.getInitiators().isEmpty() && report.getTargets().isEmpty();
    return incident.resident()
        && incident.kinetic()
        && incident.from() >= report.getTally().getSince().toEpochMilli()
        && incident.to() <= report.getOccurredTo().toEpochMilli()
        && (byFits || byOpen)
        && (onFits || onOpen)
        && (byFits || onFits || anybody);
  }

  private static Set<String> withSponsors(Collection<String> names) {
    var all = new HashSet<>(names);
    names.stream().filter(SPONSORS::containsKey).map(SPONSORS::get).forEach(all::add);
    return all;
  }
}
