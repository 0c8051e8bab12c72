package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.math.ChiSquared;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether one prewhitened series leads another by days (Haugh 1976; Pierce and Haugh 1977), for
 * acts known to the day only or too frequent for {@link Responsiveness}.
 *
 * <pre>
 * r_k = Σ (x_t − x̄)(y_{t+k} − ȳ) / √(Sxx Syy),  k = 1 … M
 * S = n Σ r_k²,  S* = n² Σ r_k² / (n − k),  both ~ χ²_M
 * </pre>
 *
 * <p>Lag 0 is left out: it does not tell who answers whom. The z-values of tempo are prewhitened by
 * their adaptive baseline.
 *
 * @param correlations r_1 … r_M, each in [−1, 1]
 * @param s Haugh's statistic
 * @param sStar the same with the correction for short series
 * @param p of s
 * @param pStar of sStar, the one to use
 */
public record LaggedCorrelation(
    List<Double> correlations, double s, double sStar, double p, double pStar) {

  /** Copies the correlations. */
  public LaggedCorrelation {
    correlations = List.copyOf(correlations);
  }

  /**
   * Correlates with lags of 1 to {@code lags} bins. A series without variance has correlation 0.
   *
   * @param x the series that may lead, one value per bin
   * @param y the one that may follow, of the same length, longer than {@code lags}
   */
  public static LaggedCorrelation of(double[] x, double[] y, int lags) {
    Checks.that(x.length == y.length, "series of " + x.length + " and " + y.length + " bins");
    Checks.that(lags > 0 && lags < x.length, lags + " lags in " + x.length + " bins");
    double[] dx = deviations(x);
    double[] dy = deviations(y);
    double norm = StrictMath.sqrt(product(dx, dx, 0) * product(dy, dy, 0));
    int n = x.length;
    var correlations = new ArrayList<Double>();
    double s = 0;
    double sStar = 0;
    for (int k = 1; k <= lags; k++) {
      double r = norm > 0 ? product(dx, dy, k) / norm : 0;
      correlations.add(r);
      s += n * r * r;
      sStar += (double) n * n * r * r / (n - k);
    }
    double p = ChiSquared.sf(s, lags);
    return new LaggedCorrelation(correlations, s, sStar, p, ChiSquared.sf(sStar, lags));
  }

  /** Σ r_k: positive if more of one is followed by more of the other. */
  public double direction() {
    double sum = 0;
    for (double r : correlations) {
      sum += r;
    }
    return sum;
  }

  private static double[] deviations(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    var deviations = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      deviations[t] = values[t] - sum / values.length;
    }
    return deviations;
  }

  private static double product(double[] x, double[] y, int lag) {
    double sum = 0;
    for (int t = 0; t + lag < y.length; t++) {
      sum += x[t] * y[t + lag];
    }
    return sum;
  }
}
