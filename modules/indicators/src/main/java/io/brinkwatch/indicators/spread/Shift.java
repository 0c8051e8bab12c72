package io.brinkwatch.indicators.spread;

import io.brinkwatch.indicators.Checks;
import java.util.Arrays;

/**
 * How far the distribution of violence over cells has moved: the Jensen–Shannon divergence of two
 * windows, base 2 (Lin 1991).
 */
public final class Shift {
  /** Added to every cell, so that one incident in a new cell is not all there is to say. */
  private static final double PSEUDO_COUNT = 0.5;

  private Shift() {}

  /**
   * The divergence in bits, [0, 1]; 0 if both windows are spread alike.
   *
   * @param current count or severity of each cell in the current window, ≥ 0
   * @param baseline the same in the baseline, in the same order of cells
   */
  public static double between(double[] current, double[] baseline) {
    Checks.that(
        current.length == baseline.length,
        "one baseline per cell: " + current.length + " and " + baseline.length);
    double[] p = shares(current);
    double[] q = shares(baseline);
    double sum = 0;
    for (int cell = 0; cell < p.length; cell++) {
      double mean = (p[cell] + q[cell]) / 2;
      sum += p[cell] * StrictMath.log(p[cell] / mean) + q[cell] * StrictMath.log(q[cell] / mean);
    }
    return Math.max(0, Math.min(1, sum / 2 / StrictMath.log(2)));
  }

  private static double[] shares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += Checks.within("count", value, 0, Double.MAX_VALUE) + PSEUDO_COUNT;
    }
    double total = sum;
    return Arrays.stream(values).map(value -> (value + PSEUDO_COUNT) / total).toArray();
  }
}
