package io.brinkwatch.indicators.chart;

import io.brinkwatch.indicators.Checks;

/**
 * The exponentially weighted moving average of standard normal values (Roberts 1959), Z_t = λz_t +
 * (1−λ)Z_{t−1}, with limits that widen to those of the long run.
 *
 * @param lambda weight of the latest value, (0, 1]
 * @param width L, limit in standard deviations of Z, &gt; 0
 */
public record Ewma(double lambda, double width) {

  /** Rejects values out of range. */
  public Ewma {
    Checks.within("lambda", lambda, Double.MIN_VALUE, 1);
    Checks.positive("width", width);
  }

  /** Z after one more value; start at 0. */
  public double next(double average, double z) {
    return lambda * z + (1 - lambda) * average;
  }

  /** The limit for Z after {@code n} ≥ 1 values, L √(λ/(2−λ) · (1 − (1−λ)^(2n))). */
  public double limit(int n) {
    double variance = lambda / (2 - lambda) * (1 - StrictMath.pow(1 - lambda, 2.0 * n));
    return width * StrictMath.sqrt(variance);
  }

  /** Whether Z after {@code n} values is beyond its limit on the upper side. */
  public boolean isAlarm(double average, int n) {
    return average > limit(n);
  }
}
