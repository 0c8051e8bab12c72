package io.brinkwatch.replay;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what came out, each thing once however often it was issued. */
final class Tally {
  private final Map<String, Incident> incidents = new HashMap<>();
  private final Set<String> alerts = new HashSet<>();
  private final Map<RejectionReason, Set<String>> rejected = new EnumMap<>(RejectionReason.class);
  private final Map<RejectionReason, Set<String>> late = new EnumMap<>(RejectionReason.class);
  private long readings;
  private long levels;

  void add(Object value) {
    if (value instanceof Incident incident) {
      incidents.merge(incident.getIncidentId(), incident, Tally::newer);
    } else if (value instanceof IndicatorReading reading) {
      readings += reading.getFinality() == Finality.FINAL ? 1 : 0;
    } else if (value instanceof EscalationLevel level) {
      levels += level.getFinality() == Finality.FINAL ? 1 : 0;
    } else if (value instanceof Alert alert) {
      alerts.add(alert.getAlertId());
    } else if (value instanceof Rejection rejection) {
      add(rejection);
    }
  }

  private static Incident newer(Incident one, Incident other) {
    return other.getVersion() >= one.getVersion() ? other : one;
  }

  private void add(Rejection rejection) {
    boolean accepted = rejection.getEffect() == RejectionEffect.ACCEPTED_LATE;
    (accepted ? late : rejected)
        .computeIfAbsent(rejection.getReason(), r -> new HashSet<>())
        .add(rejection.getRecordId() + "/" + rejection.getVersion());
  }

  /** Everything so far. */
  Totals totals() {
    return new Totals(byTheatre(), readings, levels, alerts.size(), counts(rejected), counts(late));
  }

  private Map<String, Long> byTheatre() {
    return incidents.values().stream()
        .filter(incident -> incident.getState() == RecordState.ACTIVE)
        .collect(Collectors.groupingBy(Incident::getTheatre, Collectors.counting()));
  }

  private static Map<RejectionReason, Long> counts(Map<RejectionReason, Set<String>> records) {
    var counts = new EnumMap<RejectionReason, Long>(RejectionReason.class);
    records.forEach((reason, ids) -> counts.put(reason, (long) ids.size()));
    return counts;
  }
}
