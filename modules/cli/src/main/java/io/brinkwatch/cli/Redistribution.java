package io.brinkwatch.cli;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.FirstUse;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.ForceStanding;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.OpenProvocation;
import io.brinkwatch.model.Reconciliation;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.SignStanding;
import io.brinkwatch.model.SubjectKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What of a record may be passed on, by the terms of the reports it rests on. Values may be, as
 * they are made from all reports together; what tells a single fact of a report may be only if that
 * report may.
 */
final class Redistribution {

  /** How far an incident may be passed on. */
  private enum Terms {
    /** Not at all: its facts are those of its first report, which may not be. */
    CLOSED,
    /** Without what was taken from its other reports, of which some may not be. */
    MIXED,
    /** As it is: all its reports may be. */
    OPEN;

    static Terms of(Incident incident) {
      List<ReportRef> reports = incident.getReports();
      if (!reports.get(0).getRedistributable()) {
        return CLOSED;
      }
      // of those that are not listed nobody knows the terms
      return incident.getMoreReports() == 0
              && reports.stream().allMatch(ReportRef::getRedistributable)
          ? OPEN
          : MIXED;
    }

    /** The stricter ones. */
    Terms and(Terms other) {
      return compareTo(other) <= 0 ? this : other;
    }
  }

  private final Map<String, Terms> incidents;
  private final Map<String, Terms> reports;
  private final Set<Terms> seen;
  private final Terms ofForgotten;

  /** Nothing is known yet. */
  Redistribution() {
    // of an incident that is forgotten nobody knows the terms
    this(new HashMap<>(), new HashMap<>(), EnumSet.noneOf(Terms.class), Terms.CLOSED);
  }

  private Redistribution(
      Map<String, Terms> incidents,
      Map<String, Terms> reports,
      Set<Terms> seen,
      Terms ofForgotten) {
    this.incidents = incidents;
    this.reports = reports;
    this.seen = seen;
    this.ofForgotten = ofForgotten;
  }

  /**
   * Remembers the terms of an incident that readings may cite; of all its versions the strictest.
   */
  void note(Incident incident) {
    Terms terms = Terms.of(incident);
    incidents.merge(incident.getIncidentId(), terms, Terms::and);
    incident.getReports().forEach(r -> reports.merge(r.getReportId(), terms, Terms::and));
    seen.add(terms);
  }

  /** The terms of an incident that is cited; null if it is forgotten. */
  private Terms known(String id) {
    // one that has no record of its own may be told of as a report of another by now
    return incidents.getOrDefault(id, reports.get(id));
  }

  private Terms terms(String id) {
    Terms known = known(id);
    return known == null ? ofForgotten : known;
  }

  /**
   * Whether a record would be passed on as it is, had no incident been forgotten that it cites: no
   * terms that are known forbid it.
   */
  boolean isHeldByForgottenAlone(SpecificRecord value) {
    return new Redistribution(incidents, reports, seen, Terms.OPEN)
        .of(value)
        .equals(Optional.of(value));
  }

  /** What may be passed on of a record; empty if nothing. */
  Optional<SpecificRecord> of(SpecificRecord value) {
    if (value instanceof IncidentReport report) {
      return Optional.of(value).filter(v -> report.getRedistributable());
    }
    if (value instanceof Incident incident) {
      return ofIncident(incident);
    }
    if (value instanceof IndicatorReading reading) {
      return ofReading(reading);
    }
    if (value instanceof EscalationLevel level) {
      return ofEvidence(level.getEvidence(), level.getEvidenceRest().getIncidents())
          .map(
              evidence ->
                  EscalationLevel.newBuilder(level)
                      .setEvidence(evidence)
                      .setFloor(told(level.getFloor()))
                      .build());
    }
    if (value instanceof Alert alert) {
      return ofEvidence(alert.getEvidence(), 0)
          .map(evidence -> Alert.newBuilder(alert).setEvidence(evidence).build());
    }
    return Optional.of(value); // ours
  }

  private static Optional<SpecificRecord> ofIncident(Incident incident) {
    return switch (Terms.of(incident)) {
      case CLOSED -> Optional.empty();
      case MIXED -> Optional.of(unmixed(incident));
      case OPEN -> Optional.of(incident);
    };
  }

  /** Without what any of its reports may have told: nobody can say of which report that is. */
  private static Incident unmixed(Incident incident) {
    return Incident.newBuilder(incident)
        .setReports(incident.getReports().stream().filter(ReportRef::getRedistributable).toList())
        .clearInitiators()
        .clearTargets()
        .clearDirected()
        .clearWeapon()
        .clearTargetClass()
        .clearOutcome()
        .clearMunitions()
        .clearFatalities()
        .clearInjuries()
        .clearClaimStage()
        .clearConcerns()
        .build();
  }

  private Optional<SpecificRecord> ofReading(IndicatorReading reading) {
    List<Reconciliation> counts = reading.getCounts();
    if (!counts.isEmpty() && !counts.get(0).getRedistributable()) {
      return Optional.empty(); // its value is that of the first count
    }
    boolean detailed = restsOnOpenAlone(reading);
    if (!detailed && reading.getSubjectKind() == SubjectKind.DYAD) {
      return Optional.empty(); // who fights whom is told by its very key
    }
    var open = IndicatorReading.newBuilder(reading).setFloor(told(reading.getFloor()));
    if (detailed) {
      open.setCounts(counts.stream().filter(Reconciliation::getRedistributable).toList());
    } else {
      open.clearCounts().clearDyad().clearSpread().clearPosture().clearPrecursor();
    }
    return ofEvidence(reading.getEvidence(), reading.getEvidenceRest().getIncidents())
        .map(evidence -> open.setEvidence(evidence).build());
  }

  /**
   * Whether nothing in the details of a reading can come of what is closed. They do not name all
   * they are made from, so all incidents count; those they name must not be forgotten.
   */
  private boolean restsOnOpenAlone(IndicatorReading reading) {
    return !seen.contains(Terms.CLOSED)
        && !seen.contains(Terms.MIXED)
        && named(reading).allMatch(id -> known(id) != null || ofForgotten == Terms.OPEN);
  }

  private static Stream<String> named(IndicatorReading reading) {
    return Stream.of(
            reading.getEvidence().stream().map(Evidence::getIncidentId),
            Stream.ofNullable(reading.getDyad())
                .flatMap(dyad -> dyad.getOpen().stream())
                .map(OpenProvocation::getIncidentId),
            Stream.ofNullable(reading.getSpread())
                .flatMap(spread -> spread.getFirstUses().stream())
                .map(FirstUse::getIncidentId),
            Stream.ofNullable(reading.getPosture())
                .flatMap(posture -> posture.getForces().stream())
                .map(ForceStanding::getIncidentId),
            Stream.ofNullable(reading.getPrecursor())
                .flatMap(precursor -> precursor.getSigns().stream())
                .map(SignStanding::getIncidentId))
        .flatMap(ids -> ids);
  }

  /** Evidence without words that are not ours; empty if there is none but of closed incidents. */
  private Optional<List<Evidence>> ofEvidence(List<Evidence> evidence, int others) {
    Predicate<Evidence> isClosed = e -> known(e.getIncidentId()) == Terms.CLOSED;
    if (others == 0 && !evidence.isEmpty() && evidence.stream().allMatch(isClosed)) {
      return Optional.empty();
    }
    return Optional.of(evidence.stream().map(this::told).toList());
  }

  private Evidence told(Evidence evidence) {
    return switch (terms(evidence.getIncidentId())) {
      case CLOSED -> Evidence.newBuilder(evidence).setSummary("").setSourcing(null).build();
      // the summary is that of its first report; its sources are those of all
      case MIXED -> Evidence.newBuilder(evidence).setSourcing(null).build();
      case OPEN -> evidence;
    };
  }

  // what crossed the threshold may be a fact that any report of the incident told
  private Floor told(Floor floor) {
    return floor != null && terms(floor.getIncidentId()) == Terms.OPEN ? floor : null;
  }
}
