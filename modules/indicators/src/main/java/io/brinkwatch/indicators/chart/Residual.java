package io.brinkwatch.indicators.chart;

/** Ways to make a count nearly standard normal. */
public enum Residual {
  /** (y − m) / √m. */
  PEARSON {
    @Override
    double of(double y, double m, double alpha) {
      return (y - m) / StrictMath.sqrt(m);
    }
  },
  /** (y − 3m + 2√(ym)) / (2√m) (Rossi, Lampugnani and Marchi 1999). */
  ROSSI {
    @Override
    double of(double y, double m, double alpha) {
      return (y - 3 * m + 2 * StrictMath.sqrt(y * m)) / (2 * StrictMath.sqrt(m));
    }
  },
  /** 3/2 (y^⅔ − m^⅔) / m^⅙. */
  ANSCOMBE {
    @Override
    double of(double y, double m, double alpha) {
      return 1.5 * (twoThirds(y) - twoThirds(m)) / StrictMath.pow(m, 1 / 6.0);
    }
  },
  /** The same with the mean of y^⅔ to second order (Pierce and Schafer 1986). */
  ANSCOMBE_SECOND_ORDER {
    @Override
    double of(double y, double m, double alpha) {
      double mean = twoThirds(m) - StrictMath.pow(m, -1 / 3.0) / 9;
      return 1.5 * (twoThirds(y) - mean) / StrictMath.pow(m, 1 / 6.0);
    }
  },
  /** (y − m) / √(m + αm²), for negative binomial counts. */
  PEARSON_NEGATIVE_BINOMIAL {
    @Override
    double of(double y, double m, double alpha) {
      return (y - m) / StrictMath.sqrt(m + alpha * m * m);
    }
  };

  /**
   * The residual.
   *
   * @param y count, ≥ 0
   * @param m its mean, &gt; 0
   * @param alpha dispersion, ≥ 0; used by the negative binomial only
   */
  abstract double of(double y, double m, double alpha);

  private static double twoThirds(double x) {
    return StrictMath.pow(x, 2 / 3.0);
  }
}
