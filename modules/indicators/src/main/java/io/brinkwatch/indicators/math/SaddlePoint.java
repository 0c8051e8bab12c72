package io.brinkwatch.indicators.math;

/**
 * Logarithms of Poisson and binomial terms without the cancellation of large log-gammas (C. Loader,
 * "Fast and accurate computation of binomial probabilities", 2000). Real arguments are allowed, so
 * the same terms serve as prefactors of the incomplete gamma and beta functions.
 */
final class SaddlePoint {
  private static final double TWO_PI = 2 * Math.PI;
  private static final double SERIES_FROM = 16;

  private SaddlePoint() {}

  /** ln( mean^x e^-mean / Γ(x+1) ) for x &gt; 0 and mean &gt; 0. */
  static double logPoisson(double x, double mean) {
    return -0.5 * StrictMath.log(TWO_PI * x) - stirlingError(x) - deviance(x, mean);
  }

  /** ln( Γ(a+b+1) / (Γ(a+1) Γ(b+1)) · x^a y^b ) for positive arguments with x + y = 1. */
  static double logBinomial(double a, double b, double x, double y) {
    double n = a + b;
    double stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
    double deviance = deviance(a, n * x) + deviance(b, n * y);
    // two quotients, since the product a·b can leave the range of double
    return 0.5 * StrictMath.log(n / a / b / TWO_PI) + stirling - deviance;
  }

  /** The error of Stirling's formula: ln Γ(z+1) − (z+½) ln z + z − ½ ln 2π, for z &gt; 0. */
  static double stirlingError(double z) {
    double sum = 0;
    double at = z;
    while (at < SERIES_FROM) {
      sum += (at + 0.5) * StrictMath.log1p(1 / at) - 1;
      at++;
    }
    return sum + stirlingSeries(at);
  }

  private static double stirlingSeries(double z) {
    double u = 1 / (z * z);
    double tail = 1.0 / 1260 - u * (1.0 / 1680 - u * (1.0 / 1188));
    return (1.0 / 12 - u * (1.0 / 360 - u * tail)) / z;
  }

  /** x ln(x/m) + m − x, accurate also where x is close to m. */
  static double deviance(double x, double m) {
    return Math.abs(x - m) < 0.1 * (x + m)
        ? devianceSeries(x, m)
        : x * StrictMath.log(x / m) + m - x;
  }

  private static double devianceSeries(double x, double m) {
    double v = (x - m) / (x + m);
    double term = 2 * x * v;
    double sum = (x - m) * v;
    double previous;
    int odd = 1;
    do {
      previous = sum;
      term *= v * v;
      odd += 2;
      sum += term / odd;
    } while (sum != previous);
    return sum;
  }
}
