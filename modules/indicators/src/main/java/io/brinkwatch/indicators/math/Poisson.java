package io.brinkwatch.indicators.math;

/**
 * Poisson counts. P(Y ≥ y) = P(y, μ), the regularised lower incomplete gamma function.
 *
 * @param mean μ &gt; 0
 */
public record Poisson(double mean) implements CountDistribution {

  /** Rejects a mean that is not positive and finite. */
  public Poisson {
    Checks.positive("mean", mean);
  }

  @Override
  public double logProbability(long y) {
    if (y < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return y == 0 ? -mean : SaddlePoint.logPoisson((double) y, mean);
  }

  @Override
  public double logUpperTail(long y) {
    return y <= 0 ? 0 : Gamma.logLower((double) y, mean);
  }

  @Override
  public double logLowerTail(long y) {
    return y < 0 ? Double.NEGATIVE_INFINITY : Gamma.logUpper(y + 1.0, mean);
  }
}
