package io.brinkwatch.indicators.chart;

import io.brinkwatch.indicators.Checks;

/**
 * The cumulative sum of log-likelihood ratios of a mean that is {@code factor} times as high (Rossi
 * et al. 1999; Höhle and Paul 2008), for Poisson and negative binomial counts.
 *
 * <pre>
 * Poisson            y ln f − m (f − 1)
 * negative binomial  y ln f − (y + 1/α) ln((1 + αmf) / (1 + αm))
 * </pre>
 *
 * @param mean of the counts when nothing happens, &gt; 0
 * @param alpha their dispersion, variance = mean + alpha · mean², ≥ 0; 0 is Poisson
 * @param factor f, &gt; 1
 * @param h decision boundary, &gt; 0; the sum starts again after an alarm
 */
public record LikelihoodRatioCusum(double mean, double alpha, double factor, double h) {

  /** Rejects values out of range. */
  public LikelihoodRatioCusum {
    Checks.positive("mean", mean);
    Checks.within("alpha", alpha, 0, Double.MAX_VALUE);
    Checks.that(factor > 1, "factor must be above 1, was " + factor);
    Checks.positive("h", h);
  }

  /** The sum after one more count; start at 0. */
  public double next(double s, long count) {
    return Math.max(0, (isAlarm(s) ? 0 : s) + logRatio(count));
  }

  /** Whether the sum reaches the boundary. */
  public boolean isAlarm(double s) {
    return s >= h;
  }

  private double logRatio(long y) {
    double gain = y * StrictMath.log(factor);
    if (alpha == 0) {
      return gain - mean * (factor - 1);
    }
    double spread = (1 + alpha * mean * factor) / (1 + alpha * mean);
    return gain - (y + 1 / alpha) * StrictMath.log(spread);
  }
}
