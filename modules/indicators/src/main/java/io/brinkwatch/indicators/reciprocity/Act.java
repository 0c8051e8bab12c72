package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;

/**
 * What one side did to the other.
 *
 * @param timeMillis when, epoch milliseconds
 * @param severity how grave, &gt; 0
 */
public record Act(long timeMillis, double severity) {

  /** Rejects a severity that is not positive and finite. */
  public Act {
    Checks.positive("severity", severity);
  }
}
