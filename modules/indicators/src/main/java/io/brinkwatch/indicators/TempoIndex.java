package io.brinkwatch.indicators;

/**
 * The tempo sub-index.
 *
 * <pre>100 · clamp((−log10 p − 1) / 5, 0, 1) · clamp(log2(rr) / 2, 0, 1)</pre>
 *
 * <p>Zero for p ≥ 0.1, full only if p ≤ 1e-6 and the rate is at least four times the expected one:
 * a large feed must not score on significance alone.
 */
public final class TempoIndex {
  private TempoIndex() {}

  /**
   * The sub-index in [0, 100].
   *
   * @param negLog10P −log10 of the p-value, ≥ 0
   * @param rr rate ratio, observed over expected, &gt; 0
   */
  public static double of(double negLog10P, double rr) {
    double surprise = clamp((negLog10P - 1) / 5);
    double size = clamp(StrictMath.log(rr) / StrictMath.log(2) / 2);
    return 100 * surprise * size;
  }

  private static double clamp(double x) {
    return x > 0 ? Math.min(x, 1) : 0;
  }
}
