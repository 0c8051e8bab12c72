package io.brinkwatch.indicators;

import io.brinkwatch.indicators.math.NegativeBinomial;
import io.brinkwatch.indicators.math.Normal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tempo: are incidents coming faster than this series' own recent past allows?
 *
 * <p>A Gamma-Poisson adaptive threshold. The counts of the last weeks, before a guard, give a Gamma
 * posterior of the rate; the count of the current window is judged by its negative binomial
 * prediction. With dispersion φ = 1 and a Jeffreys prior this is the Bayesian outbreak detector of
 * Riebler (2004; Höhle 2007, {@code surveillance::algo.bayes}); with an infinite baseline it is the
 * threshold of Farrington flexible (Noufaily et al. 2013). To these it adds exposure, weekdays (or
 * hours of the day) and overdispersion:
 *
 * <pre>
 * ẽ = e · s(phase)       S = Σ y,  T = Σ ẽ over the baseline     E = Σ ẽ,  y = Σ y over the window
 * m = (a0 + S)/(b0 + T)
 * φ1 = max(1, (ν0 φ0 + Σ (y − mẽ)²/(mẽ)) / (ν0 + n − 1))        shrunken Pearson dispersion
 * φ  = max(φ1, the same over blocks of w bins with prior φ1 and weight νw)   if w &gt; 1, else φ1
 * a = a0 + S/φ,  b = b0 + T/φ                                   tempered posterior
 * μ = E a/b,  1/r = (φ − 1)/μ + 1/a                              prediction: NB(size r, mean μ)
 * p = P(Y ≥ y)
 * </pre>
 *
 * <p>Bins without exposure are absent, not zero, whatever their count says. The baseline adapts to
 * a war within two months: tempo says <em>changing</em>, never <em>how high</em>.
 */
public final class Tempo {
  private static final double SCAN_BELOW = 5;
  private static final double LEAST_MEAN_EXPOSURE = 0.5;
  private static final double Z_CLIP = 1e-12;
  private static final double FALLING_P = 0.01;
  private static final double FALLING_EXPOSURE = 0.8;

  private Tempo() {}

  /**
   * One window judged against its baseline. Without a baseline bin, and under NO_DATA, only status,
   * t and w have a meaning: n and y are 0 and the doubles NaN.
   *
   * @param status how far to trust it
   * @param t index of the window's last bin
   * @param w bins in the window
   * @param n baseline bins with data
   * @param y incidents in the window
   * @param exposure effective exposure E of the window, in average bins
   * @param m baseline rate per bin
   * @param phi dispersion φ ≥ 1
   * @param a shape of the rate's posterior
   * @param b rate of the rate's posterior, bins
   * @param mu incidents expected
   * @param r size of the negative binomial
   * @param p P(Y ≥ y), in [0, 1]
   * @param negLog10P −log10 p, finite where p has underflowed
   * @param pMid P(Y &gt; y) + ½ P(Y = y), in [0, 1]
   * @param pLow P(Y ≤ y), in [0, 1]
   * @param z Φ⁻¹(1 − pMid), pMid clipped to [1e-12, 1 − 1e-12]; high when incidents are many
   * @param rr rate ratio (y + ½)/(μ + ½)
   */
  public record Window(
      TempoStatus status,
      int t,
      int w,
      int n,
      long y,
      double exposure,
      double m,
      double phi,
      double a,
      double b,
      double mu,
      double r,
      double p,
      double negLog10P,
      double pMid,
      double pLow,
      double z,
      double rr) {

    /** Whether there was something to judge and something to judge it by. */
    public boolean hasValues() {
      return n > 0;
    }

    private static Window without(TempoStatus status, int t, int w) {
      double nan = Double.NaN;
      return new Window(
          status, t, w, 0, 0, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan);
    }

    private static Window of(
        TempoStatus status, int t, int w, long y, double exposure, Baseline base) {
      double mu = base.mean(exposure);
      var nb = new NegativeBinomial(base.size(mu), mu);
      double pMid = nb.midP(y);
      return new Window(
          status,
          t,
          w,
          base.n(),
          y,
          exposure,
          base.m(),
          base.phi(),
          base.a(),
          base.b(),
          mu,
          nb.size(),
          nb.upperTail(y),
          nb.negLog10UpperTail(y),
          pMid,
          nb.lowerTail(y),
          -Normal.quantile(Math.max(Z_CLIP, Math.min(pMid, 1 - Z_CLIP))),
          (y + 0.5) / (mu + 0.5));
    }
  }

  /**
   * The tempo of a series at one bin.
   *
   * <p>If there is nothing to judge, p and rr are 1: no evidence of change. Only the status tells
   * that from evidence of no change.
   *
   * @param status status of the chosen window
   * @param chosen the window the reading rests on
   * @param sustained the longest window, whichever was chosen
   * @param p p-value after scan correction and calibration, in [0, 1]
   * @param negLog10P −log10 p
   * @param rr rate ratio of the chosen window
   * @param index tempo sub-index in [0, 100]; 0 under WARMUP and NO_DATA
   * @param alarm NONE under WARMUP and NO_DATA
   * @param falling whether fewer incidents than expected may be called a decrease
   * @param calibrated whether enough past z-values were there to calibrate p
   */
  public record Reading(
      TempoStatus status,
      Window chosen,
      Window sustained,
      double p,
      double negLog10P,
      double rr,
      double index,
      Alarm alarm,
      boolean falling,
      boolean calibrated) {

    /** The points of the index that each incident of the chosen window gets, index / y. */
    public double pointsPerIncident() {
      return chosen.y() > 0 ? index / chosen.y() : 0;
    }
  }

  /**
   * Judges the window of {@code w} bins that ends at bin {@code t}. Cost O(baseline).
   *
   * @param counts incidents per bin, ≥ 0, oldest first
   * @param exposure share of each bin during which the feed was healthy, in [0, 1]; above 1 where a
   *     feed was larger than usual. 0, negative or NaN is no data
   * @param phaseOfIndex0 weekday 0 to 6 of the first bin, by any numbering, or its hour of the day;
   *     empty turns such factors off
   * @throws IllegalArgumentException if t is not a bin, w is not positive or lengths differ
   */
  public static Window window(
      long[] counts,
      double[] exposure,
      int t,
      int w,
      OptionalInt phaseOfIndex0,
      TempoParams params) {
    return window(new Series(counts, exposure, phaseOfIndex0, params.bin().cycle()), t, w, params);
  }

  /**
   * Reads the tempo at bin {@code t}; arguments as for {@link #window}.
   *
   * <p>A series below 5 a bin is scanned with every window and p = min(1, 3 · least p), the
   * Bonferroni bound; a busier one is judged by its last bin. With enough past z-values of the
   * chosen window that end before the guard, p is then raised to what the series' own {@link
   * EmpiricalNull} gives: calibration can make an alarm harder, never easier.
   *
   * <p>A decrease needs P(Y ≤ y) ≤ 0.01 and an exposure of at least 0.8 on every bin of the window:
   * the last bin of a busy series, the longest window of a slow one, where an empty bin is
   * ordinary.
   */
  public static Reading read(
      long[] counts, double[] exposure, int t, OptionalInt phaseOfIndex0, TempoParams params) {
    var series = new Series(counts, exposure, phaseOfIndex0, params.bin().cycle());
    List<Window> windows =
        params.bin().windows().stream().map(w -> window(series, t, w, params)).toList();
    Window last = windows.get(0);
    Window longest = windows.get(windows.size() - 1);
    boolean scan = isSlow(windows);
    Window chosen = scan ? leastP(windows) : last;
    boolean falling = isFalling(series, scan ? longest : last);
    return chosen.status().usable()
        ? usable(series, chosen, longest, scan ? windows.size() : 1, falling, params)
        : unusable(chosen, longest);
  }

  private static Window window(Series series, int t, int w, TempoParams params) {
    Checks.that(t >= 0 && t < series.size(), "no bin " + t + " among " + series.size());
    Checks.that(w > 0, "w must be positive, was " + w);
    int end = t - w - params.guard();
    if (end < 0) {
      return Window.without(TempoStatus.WARMUP, t, w);
    }
    if (series.exposure(t - w + 1, t) / w < LEAST_MEAN_EXPOSURE) {
      return Window.without(TempoStatus.NO_DATA, t, w);
    }
    var days = CycleFactors.upTo(end, series, params);
    var base = Baseline.upTo(end, w, series, days, params);
    return base.n() == 0
        ? Window.without(TempoStatus.WARMUP, t, w)
        : judge(series, t, w, days, base, params);
  }

  private static Window judge(
      Series series, int t, int w, CycleFactors days, Baseline base, TempoParams params) {
    int from = t - w + 1;
    var status = status(base.n(), params);
    return Window.of(status, t, w, series.count(from, t), days.effective(from, t), base);
  }

  private static TempoStatus status(int n, TempoParams params) {
    if (n < params.minBins()) {
      return TempoStatus.WARMUP;
    }
    return n < params.degradedBelow() ? TempoStatus.DEGRADED : TempoStatus.OK;
  }

  /** By the shortest window that has data; its rate differs from the others' by few bins. */
  private static boolean isSlow(List<Window> windows) {
    for (Window window : windows) {
      if (window.hasValues()) {
        return window.m() < SCAN_BELOW;
      }
    }
    return true;
  }

  /** The shorter window on a tie, the shortest if none can be used. */
  private static Window leastP(List<Window> windows) {
    Window least = windows.get(0);
    for (Window window : windows) {
      boolean first = window.status().usable() && !least.status().usable();
      // NaN, of a window without values, compares false
      if (first || (window.status().usable() && window.negLog10P() > least.negLog10P())) {
        least = window;
      }
    }
    return least;
  }

  private static boolean isFalling(Series series, Window window) {
    if (!window.status().usable() || window.pLow() > FALLING_P) {
      return false;
    }
    for (int bin = window.t() - window.w() + 1; bin <= window.t(); bin++) {
      if (series.exposure(bin) < FALLING_EXPOSURE) {
        return false;
      }
    }
    return true;
  }

  private static Reading usable(
      Series series,
      Window chosen,
      Window longest,
      int tests,
      boolean falling,
      TempoParams params) {
    double p = Math.min(1, tests * chosen.p());
    double negLog10P = Math.max(0, chosen.negLog10P() - StrictMath.log10(tests));
    Optional<EmpiricalNull> past = past(series, chosen, params);
    double floor = past.map(own -> own.upperTail(chosen.z())).orElse(0.0);
    if (floor > p) {
      p = floor;
      negLog10P = 0.0 - StrictMath.log10(floor);
    }
    return new Reading(
        chosen.status(),
        chosen,
        longest,
        p,
        negLog10P,
        chosen.rr(),
        TempoIndex.of(negLog10P, chosen.rr()),
        Alarm.of(p),
        falling,
        past.isPresent());
  }

  private static Reading unusable(Window chosen, Window longest) {
    boolean judged = chosen.hasValues();
    return new Reading(
        chosen.status(),
        chosen,
        longest,
        judged ? chosen.p() : 1,
        judged ? chosen.negLog10P() : 0,
        judged ? chosen.rr() : 1,
        0,
        Alarm.NONE,
        false,
        false);
  }

  /** The latest z-values that end at least the guard before the reading, if there are enough. */
  private static Optional<EmpiricalNull> past(Series series, Window chosen, TempoParams params) {
    var z = new double[params.nullSize()];
    int found = 0;
    for (int t = chosen.t() - params.guard(); t >= 0 && found < z.length; t--) {
      Window window = window(series, t, chosen.w(), params);
      if (window.status().usable()) {
        z[found++] = window.z();
      }
    }
    return found == z.length ? Optional.of(EmpiricalNull.of(z)) : Optional.empty();
  }
}
