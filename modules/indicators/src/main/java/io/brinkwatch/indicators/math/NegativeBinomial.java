package io.brinkwatch.indicators.math;

/**
 * Negative binomial counts: mean μ, variance μ + μ²/r.
 *
 * <p>P(Y ≥ y) = I_{μ/(r+μ)}(y, r), the regularised incomplete beta function.
 *
 * @param size r &gt; 0; the Poisson distribution is the limit r → ∞
 * @param mean μ &gt; 0
 */
public record NegativeBinomial(double size, double mean) implements CountDistribution {

  /** Rejects a size or mean that is not positive and finite. */
  public NegativeBinomial {
    Checks.positive("size", size);
    Checks.positive("mean", mean);
  }

  @Override
  public double logProbability(long y) {
    if (y < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return y == 0
        ? -size * StrictMath.log1p(mean / size)
        : StrictMath.log(size / (size + y))
            + SaddlePoint.logBinomial(size, (double) y, stop(), go());
  }

  @Override
  public double logUpperTail(long y) {
    return y <= 0 ? 0 : Beta.logRegularized((double) y, size, go(), stop());
  }

  @Override
  public double logLowerTail(long y) {
    return y < 0 ? Double.NEGATIVE_INFINITY : Beta.logRegularized(size, y + 1.0, stop(), go());
  }

  private double go() {
    return mean / (size + mean);
  }

  private double stop() {
    return size / (size + mean);
  }
}
