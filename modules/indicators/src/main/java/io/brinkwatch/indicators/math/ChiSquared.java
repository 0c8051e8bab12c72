package io.brinkwatch.indicators.math;

/** The chi-squared distribution. */
public final class ChiSquared {
  private ChiSquared() {}

  /** P(X &gt; x) with {@code degrees} &gt; 0 degrees of freedom; 1 for x ≤ 0. */
  public static double sf(double x, double degrees) {
    Checks.positive("degrees", degrees);
    return StrictMath.exp(Gamma.logUpper(degrees / 2, x / 2));
  }
}
