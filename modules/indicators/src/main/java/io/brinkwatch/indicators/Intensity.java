package io.brinkwatch.indicators;

/**
 * How high the violence is: a stock of expected severity that halves every few days, on a
 * logarithmic scale.
 *
 * <pre>
 * X = Σ_days w_day · 2^(−age/h)
 * I = 100 · min(1, ln(1 + X/x0) / ln(1 + x1/x0))
 * </pre>
 *
 * <p>Weights are kept as integers, millionths of a severity unit, because integers may be added in
 * any order and subtracted exactly; decay is applied when reading, by age, which is the same as
 * forward decay (Cormode, Shkapenyuk, Srivastava and Xu 2009) and leaves the stored values alone.
 */
public final class Intensity {
  private static final double MICRO = 1e6;

  private Intensity() {}

  /** A weight in severity units as the integer to store, round(10⁶ · w). */
  public static long toMicro(double weight) {
    return Math.round(MICRO * weight);
  }

  /**
   * What is left of a weight, 2^(−age/h).
   *
   * @param ageDays whole days since the incident's day, ≥ 0
   * @param halfLifeDays h, positive
   */
  public static double decay(int ageDays, double halfLifeDays) {
    Checks.that(ageDays >= 0, "ageDays must not be negative, was " + ageDays);
    Checks.positive("halfLifeDays", halfLifeDays);
    return StrictMath.pow(2, -ageDays / halfLifeDays);
  }

  /**
   * The stock at day {@code t} with calendar ages, {@code t − day}.
   *
   * @param microSeverityByDay integer weights, index = day, oldest first; days after t are ignored
   * @return X in severity units, ≥ 0 for weights ≥ 0
   */
  public static double stock(long[] microSeverityByDay, int t, double halfLifeDays) {
    double sum = 0;
    for (int day = 0; day <= t; day++) {
      sum += microSeverityByDay[day] * decay(t - day, halfLifeDays);
    }
    return sum / MICRO;
  }

  /**
   * The stock with given ages, for feeds whose clock stood still for a while ({@link
   * #healthyAges}).
   *
   * @param microSeverityByDay integer weights, oldest first
   * @param ageDays the age of each, same length
   * @return X in severity units, ≥ 0 for weights ≥ 0
   */
  public static double stock(long[] microSeverityByDay, int[] ageDays, double halfLifeDays) {
    Checks.that(
        microSeverityByDay.length == ageDays.length,
        "one age per day: " + microSeverityByDay.length + " days, " + ageDays.length + " ages");
    double sum = 0;
    for (int i = 0; i < ageDays.length; i++) {
      sum += microSeverityByDay[i] * decay(ageDays[i], halfLifeDays);
    }
    return sum / MICRO;
  }

  /**
   * The age at day {@code t} of each day up to it, counting days on which the feed was seen only:
   * silence is not calm, so a dark feed's stock must not melt away.
   *
   * @param exposure share of each day during which the feed was healthy, in [0, 1]
   */
  public static int[] healthyAges(double[] exposure, int t) {
    var ages = new int[t + 1];
    for (int day = t - 1; day >= 0; day--) {
      ages[day] = ages[day + 1] + (exposure[day + 1] > 0 ? 1 : 0);
    }
    return ages;
  }

  /** The index of a stock X, in [0, 100]; 0 for a stock that is not positive. */
  public static double index(double stock, IntensityAnchors anchors) {
    if (!(stock > 0)) {
      return 0;
    }
    double full = StrictMath.log1p(anchors.x1() / anchors.x0());
    return 100 * Math.min(1, StrictMath.log1p(stock / anchors.x0()) / full);
  }

  /**
   * An incident's share of the index in points, I · w(t) / X. The shares of all incidents sum to I.
   *
   * @param decayedWeight the incident's weight times its decay, severity units
   */
  public static double contribution(double index, double decayedWeight, double stock) {
    return stock > 0 ? index * decayedWeight / stock : 0;
  }
}
