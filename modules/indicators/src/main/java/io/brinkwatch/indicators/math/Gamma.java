package io.brinkwatch.indicators.math;

/**
 * The log-gamma function and both regularised incomplete gamma functions in log space. Series below
 * x = a+1, continued fraction above (Lentz 1976, Thompson and Barnett 1986), so that the smaller
 * tail is always computed directly.
 */
public final class Gamma {
  private static final double HALF_LN_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
  private static final double EPSILON = 0x1p-53;

  private Gamma() {}

  /** ln Γ(x) for x &gt; 0, to about 1e-15 of max(1, |ln Γ|). */
  public static double logGamma(double x) {
    return (x - 0.5) * StrictMath.log(x) - x + HALF_LN_TWO_PI + SaddlePoint.stirlingError(x);
  }

  /** ln P(a, x), P(a, x) = γ(a, x)/Γ(a), for a &gt; 0 and x ≥ 0. */
  public static double logLower(double a, double x) {
    if (x <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    return x < a + 1 ? logSeries(a, x) : Logs.complement(logFraction(a, x));
  }

  /** ln Q(a, x), Q(a, x) = Γ(a, x)/Γ(a) = 1 − P(a, x), for a &gt; 0 and x ≥ 0. */
  public static double logUpper(double a, double x) {
    if (x <= 0) {
      return 0;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    return x < a + 1 ? Logs.complement(logSeries(a, x)) : logFraction(a, x);
  }

  private static double logSeries(double a, double x) {
    double term = 1;
    double sum = 1;
    for (double k = a + 1; term > sum * EPSILON; k++) {
      term *= x / k;
      sum += term;
    }
    return Math.min(0, SaddlePoint.logPoisson(a, x) + StrictMath.log(sum));
  }

  private static double logFraction(double a, double x) {
    var fraction = new Lentz(x + 1 - a);
    for (int i = 1; fraction.moves(); i++) {
      fraction.step(-i * (i - a), x + 1 - a + 2.0 * i);
    }
    double logPrefactor = StrictMath.log(a) + SaddlePoint.logPoisson(a, x);
    return Math.min(0, logPrefactor - StrictMath.log(fraction.value()));
  }
}
