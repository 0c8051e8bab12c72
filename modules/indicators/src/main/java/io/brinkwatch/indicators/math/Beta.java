package io.brinkwatch.indicators.math;

/**
 * The regularised incomplete beta function in log space: continued fraction (Press et al.,
 * Numerical Recipes, section 6.4) times a saddle-point prefactor.
 */
public final class Beta {
  private Beta() {}

  /**
   * ln I_x(a, b). Swap the arguments for the other tail: ln(1 − I_x(a, b)) is {@code
   * logRegularized(b, a, y, x)}.
   *
   * @param a first shape, &gt; 0
   * @param b second shape, &gt; 0
   * @param x in [0, 1]
   * @param y 1 − x, given by the caller, who often knows it to more digits than the subtraction
   */
  public static double logRegularized(double a, double b, double x, double y) {
    if (x <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (y <= 0) {
      return 0;
    }
    // the fraction converges fast on this side of the mean only
    return x <= (a + 1) / (a + b + 2)
        ? logFraction(a, b, x, y)
        : Logs.complement(logFraction(b, a, y, x));
  }

  private static double logFraction(double a, double b, double x, double y) {
    var fraction = new Lentz(1);
    fraction.step(odd(a, b, x, 0), 1);
    for (int m = 1; fraction.moves(); m++) {
      fraction.step(even(a, b, x, m), 1);
      fraction.step(odd(a, b, x, m), 1);
    }
    // x^a y^b / (a B(a, b)), written with the binomial term of a and b
    double logPrefactor = StrictMath.log(b / (a + b)) + SaddlePoint.logBinomial(a, b, x, y);
    return Math.min(0, logPrefactor - StrictMath.log(fraction.value()));
  }

  private static double even(double a, double b, double x, int m) {
    return m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
  }

  private static double odd(double a, double b, double x, int m) {
    return -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
  }
}
