package io.brinkwatch.indicators;

import io.brinkwatch.indicators.math.Normal;
import java.util.Arrays;

/**
 * What a series' own z-values look like when nothing happens, measured robustly (Efron 2004; the
 * genomic control of Devlin and Roeder 1999). Autocorrelated rates spread z-values wider than a
 * standard normal; this takes the excess out.
 *
 * @param median the middle of past z-values
 * @param scale 1.4826 · MAD, the standard deviation of a normal with the same spread
 */
public record EmpiricalNull(double median, double scale) {
  /** 1/Φ⁻¹(¾). */
  private static final double MAD_TO_SIGMA = 1.4826;

  /**
   * Measures past z-values, in any order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static EmpiricalNull of(double[] z) {
    Checks.that(z.length > 0, "an empirical null needs past z-values");
    double median = median(z);
    var deviations = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      deviations[i] = Math.abs(z[i] - median);
    }
    return new EmpiricalNull(median, MAD_TO_SIGMA * median(deviations));
  }

  /** (z − max(0, median)) / max(1, scale): can make an alarm harder, never easier. */
  public double calibrate(double z) {
    return (z - Math.max(0, median)) / Math.max(1, scale);
  }

  /** The p-value of a z-value under this null, 1 − Φ(calibrate(z)). */
  public double upperTail(double z) {
    return Normal.sf(calibrate(z));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
