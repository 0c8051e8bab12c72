package io.brinkwatch.cli;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Reconciliation;
import io.brinkwatch.model.ReportRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * What of a record may be passed on, by the terms of the reports it rests on. What comes of such
 * reports alone may not; what rests on others too may, without what is theirs.
 */
final class Redistribution {

  /** How far the reports of an incident may be passed on. */
  private enum Terms {
    /** None of them. */
    CLOSED,
    /** Some, but not the one whose words the incident has. */
    WORDLESS,
    /** That one too. */
    OPEN;

    static Terms of(Incident incident) {
      List<ReportRef> reports = incident.getReports();
      if (reports.stream().noneMatch(ReportRef::getRedistributable)) {
        return CLOSED;
      }
      return reports.get(0).getRedistributable() ? OPEN : WORDLESS;
    }

    /** The stricter ones. */
    Terms and(Terms other) {
      return compareTo(other) <= 0 ? this : other;
    }
  }

  private final Map<String, Terms> incidents = new HashMap<>();

  /**
   * Remembers the terms of an incident that readings may cite; of all its versions the strictest.
   */
  void note(Incident incident) {
    incidents.merge(incident.getIncidentId(), Terms.of(incident), Terms::and);
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
          .map(evidence -> EscalationLevel.newBuilder(level).setEvidence(evidence).build());
    }
    if (value instanceof Alert alert) {
      return ofEvidence(alert.getEvidence(), 0)
          .map(evidence -> Alert.newBuilder(alert).setEvidence(evidence).build());
    }
    return Optional.of(value); // ours
  }

  private static Optional<SpecificRecord> ofIncident(Incident incident) {
    var open = Incident.newBuilder(incident);
    open.setReports(incident.getReports().stream().filter(ReportRef::getRedistributable).toList());
    return switch (Terms.of(incident)) {
      case CLOSED -> Optional.empty();
      case OPEN -> Optional.of(open.build());
      case WORDLESS ->
          Optional.of(
              open.setSummary("")
                  .setCapability(null)
                  .setPlace(country(incident.getPlace()))
                  .build());
    };
  }

  private static Place country(Place place) {
    return Place.newBuilder()
        .setCountry(place.getCountry())
        .setPrecision(place.getCountry() == null ? GeoPrecision.UNKNOWN : GeoPrecision.COUNTRY)
        .build();
  }

  private Optional<SpecificRecord> ofReading(IndicatorReading reading) {
    List<Reconciliation> counts = reading.getCounts();
    if (!counts.isEmpty() && !counts.get(0).getRedistributable()) {
      return Optional.empty(); // its value is that of the first count
    }
    EvidenceRest rest = reading.getEvidenceRest();
    return ofEvidence(reading.getEvidence(), rest.getIncidents())
        .map(
            evidence ->
                IndicatorReading.newBuilder(reading)
                    .setEvidence(evidence)
                    .setCounts(counts.stream().filter(Reconciliation::getRedistributable).toList())
                    .build());
  }

  /** Evidence without words that are not ours; empty if there is none but of closed incidents. */
  private Optional<List<Evidence>> ofEvidence(List<Evidence> evidence, int others) {
    Predicate<Evidence> isClosed = e -> incidents.get(e.getIncidentId()) == Terms.CLOSED;
    if (others == 0 && !evidence.isEmpty() && evidence.stream().allMatch(isClosed)) {
      return Optional.empty();
    }
    return Optional.of(evidence.stream().map(this::told).toList());
  }

  // of an incident that is forgotten nobody knows the terms
  private Evidence told(Evidence evidence) {
    return incidents.get(evidence.getIncidentId()) == Terms.OPEN
        ? evidence
        : Evidence.newBuilder(evidence).setSummary("").build();
  }
}
