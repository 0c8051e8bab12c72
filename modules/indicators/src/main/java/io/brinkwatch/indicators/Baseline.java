package io.brinkwatch.indicators;

/**
 * What a window's past says of the rate of incidents: a tempered Gamma posterior and a dispersion.
 *
 * @param n bins with data
 * @param m rate per bin, (a0 + S) / (b0 + T)
 * @param phi dispersion φ ≥ 1
 * @param a shape of the posterior, a0 + S/φ
 * @param b rate of the posterior, b0 + T/φ
 */
record Baseline(int n, double m, double phi, double a, double b) {

  /** The baseline of windows of {@code w} bins, from the bins up to and including {@code end}. */
  static Baseline upTo(int end, int w, Series series, CycleFactors days, TempoParams p) {
    int from = Math.max(0, end - p.baseline() + 1);
    double sum = series.count(from, end);
    double time = days.effective(from, end);
    double m = (p.a0() + sum) / (p.b0() + time);
    var spread = Dispersion.of(from, end, w, m, series, days);
    double phi = Math.max(1, spread.bins.shrunk(p.nu0(), p.phi0()));
    if (w > 1) {
      // longer blocks see the clustering of busy days that single bins cannot
      phi = Math.max(phi, spread.blocks.shrunk(p.nuW(), phi));
    }
    return new Baseline(spread.bins.size, m, phi, p.a0() + sum / phi, p.b0() + time / phi);
  }

  /** Expected incidents in a window of the given effective exposure. */
  double mean(double exposure) {
    return exposure * a / b;
  }

  /** Size of the negative binomial prediction: chance and the uncertainty of the rate. */
  double size(double mean) {
    return 1 / ((phi - 1) / mean + 1 / a);
  }

  /** Of the bins that were seen, and of whole blocks of {@code w} that were half seen. */
  private static final class Dispersion {
    private final Pearson bins = new Pearson();
    private final Pearson blocks = new Pearson();

    /** In one pass, so that a long window costs no more than a short one. */
    static Dispersion of(int from, int end, int w, double m, Series series, CycleFactors days) {
      var all = new Dispersion();
      int firstBlock = from + (end - from + 1) % w; // they are counted back from the end
      double exposure = 0;
      long count = 0;
      for (int bin = from; bin <= end; bin++) {
        double effective = days.effective(bin);
        if (series.seen(bin)) {
          all.bins.add(series.count(bin), m * effective);
        }
        if (bin >= firstBlock) {
          exposure += effective;
          count += series.count(bin);
        }
        if ((end - bin) % w == 0) {
          if (exposure >= w / 2.0) {
            all.blocks.add(count, m * exposure);
          }
          exposure = 0;
          count = 0;
        }
      }
      return all;
    }
  }

  /**
   * Pearson's statistic Σ (y − mẽ)²/(mẽ), whose mean over its degrees of freedom is the dispersion
   * (quasi-Poisson, as in Farrington et al. 1996).
   */
  private static final class Pearson {
    private double statistic;
    private int size;

    void add(long count, double expected) {
      double residual = count - expected;
      statistic += residual * residual / expected;
      size++;
    }

    double shrunk(double weight, double prior) {
      return (weight * prior + statistic) / (weight + Math.max(size - 1, 0));
    }
  }
}
