package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;
import java.util.Objects;

/**
 * An incident as the ledger books it.
 *
 * @param id of the incident
 * @param day epoch day
 * @param severity how grave, &gt; 0
 * @param threshold whether it crosses a threshold, such as the killing of a leader, and so calls
 *     for an answer whatever its severity
 */
public record LedgerEntry(String id, int day, double severity, boolean threshold) {

  /** Rejects a null id and a severity that is not positive and finite. */
  public LedgerEntry {
    Objects.requireNonNull(id, "id");
    Checks.positive("severity of " + id, severity);
  }
}
