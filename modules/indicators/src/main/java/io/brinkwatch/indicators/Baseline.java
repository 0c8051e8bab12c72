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
    var ones = Pearson.overBlocks(from, end, 1, m, series, days);
    double phi = Math.max(1, ones.shrunk(p.nu0(), p.phi0()));
    if (w > 1) {
      // longer blocks see the clustering of busy days that single bins cannot
      phi = Math.max(phi, Pearson.overBlocks(from, end, w, m, series, days).shrunk(p.nuW(), phi));
    }
    return new Baseline(ones.blocks(), m, phi, p.a0() + sum / phi, p.b0() + time / phi);
  }

  /** Expected incidents in a window of the given effective exposure. */
  double mean(double exposure) {
    return exposure * a / b;
  }

  /** Size of the negative binomial prediction: chance and the uncertainty of the rate. */
  double size(double mean) {
    return 1 / ((phi - 1) / mean + 1 / a);
  }

  /**
   * Pearson's statistic Σ (y − mẽ)²/(mẽ), whose mean over its degrees of freedom is the dispersion
   * (quasi-Poisson, as in Farrington et al. 1996).
   */
  private record Pearson(double statistic, int blocks) {

    /** Over whole blocks of {@code w} bins, counted back from the end, that were half seen. */
    static Pearson overBlocks(
        int from, int end, int w, double m, Series series, CycleFactors days) {
      double statistic = 0;
      int blocks = 0;
      for (int first = from + (end - from + 1) % w; first <= end; first += w) {
        int last = first + w - 1;
        double expected = m * days.effective(first, last);
        if (countsAsBlock(first, last, series, days)) {
          double residual = series.count(first, last) - expected;
          statistic += residual * residual / expected;
          blocks++;
        }
      }
      return new Pearson(statistic, blocks);
    }

    private static boolean countsAsBlock(int first, int last, Series series, CycleFactors days) {
      int w = last - first + 1;
      return w == 1 ? series.seen(first) : days.effective(first, last) >= w / 2.0;
    }

    double shrunk(double weight, double prior) {
      return (weight * prior + statistic) / (weight + Math.max(blocks - 1, 0));
    }
  }
}
