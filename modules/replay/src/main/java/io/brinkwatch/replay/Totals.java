package io.brinkwatch.replay;

import io.brinkwatch.model.RejectionReason;
import java.util.Map;

/**
 * What came out.
 *
 * @param incidents that are active, by theatre
 * @param readings that are FINAL
 * @param levels that are FINAL
 * @param alerts each counted once, whatever became of it
 * @param rejected reports that were not used, by reason
 * @param late reports that were used although readings they touch were FINAL, by reason
 */
public record Totals(
    Map<String, Long> incidents,
    long readings,
    long levels,
    long alerts,
    Map<RejectionReason, Long> rejected,
    Map<RejectionReason, Long> late) {

  public Totals {
    incidents = Map.copyOf(incidents);
    rejected = Map.copyOf(rejected);
    late = Map.copyOf(late);
  }

  /** Incidents of all theatres. */
  public long allIncidents() {
    return incidents.values().stream().mapToLong(Long::longValue).sum();
  }
}
