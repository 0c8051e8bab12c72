package io.brinkwatch.indicators.chart;

import io.brinkwatch.indicators.Checks;

/**
 * The one-sided cumulative sum of residuals, S_t = max(0, S_{t−1} + residual − k), which is not
 * reset by an alarm.
 *
 * @param residual how counts are standardised
 * @param mean of the counts when nothing happens, &gt; 0
 * @param alpha their dispersion, variance = mean + alpha · mean², ≥ 0
 * @param k reference value, half the shift to detect in standard deviations, ≥ 0
 * @param h decision boundary, &gt; 0
 */
public record Cusum(Residual residual, double mean, double alpha, double k, double h) {

  /** Rejects values out of range. */
  public Cusum {
    Checks.positive("mean", mean);
    Checks.within("alpha", alpha, 0, Double.MAX_VALUE);
    Checks.within("k", k, 0, Double.MAX_VALUE);
    Checks.positive("h", h);
  }

  /** S after one more count; start at 0. */
  public double next(double s, long count) {
    return Math.max(0, s + residual.of(count, mean, alpha) - k);
  }

  /** Whether S reaches the boundary. */
  public boolean isAlarm(double s) {
    return s >= h;
  }
}
