package io.brinkwatch.indicators.spread;

import io.brinkwatch.indicators.Checks;

/**
 * Constants of the spillover indicator.
 *
 * @param a0 shape of the Gamma prior of a cell's rate, &gt; 0
 * @param b0 rate of that prior, in days, &gt; 0
 * @param baselineDays days of the baseline, &gt; 0
 * @param windowDays days of the current window, &gt; 0
 * @param activeFrom confidence-weighted count from which a cell is active, &gt; 0
 * @param halfBits surprisal at which the index is 50, &gt; 0
 */
public record SpilloverParams(
    double a0, double b0, int baselineDays, int windowDays, double activeFrom, double halfBits) {

  /** Expert prior, not an estimate. */
  public static final SpilloverParams DEFAULT = new SpilloverParams(0.1, 1, 90, 7, 0.5, 10);

  /** Rejects values that are not positive and finite. */
  public SpilloverParams {
    Checks.positive("a0", a0);
    Checks.positive("b0", b0);
    Checks.positive("baselineDays", baselineDays);
    Checks.positive("windowDays", windowDays);
    Checks.positive("activeFrom", activeFrom);
    Checks.positive("halfBits", halfBits);
  }
}
