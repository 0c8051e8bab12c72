package io.brinkwatch.indicators;

/**
 * Constants of the tempo indicator.
 *
 * @param bin length of a bin, and what follows from it
 * @param baseline most bins in the baseline, &gt; 0
 * @param guard bins between the baseline and the window, so that the beginning of a surge does not
 *     raise its own bar, ≥ 0
 * @param a0 shape of the Gamma prior of the rate, &gt; 0
 * @param b0 rate of the Gamma prior of the rate, in bins, &gt; 0
 * @param phi0 prior dispersion (variance over mean), ≥ 1
 * @param nu0 weight of the prior dispersion, in bins, &gt; 0
 * @param nuW weight of the one-bin dispersion when blocks of a longer window are judged, in blocks
 * @param cycleWindow most bins from which the factors of weekdays, or of hours of the day, are
 *     learnt
 * @param cycleShrink weight of "no such effect", in incidents, &gt; 0
 * @param cycleMinBins fewest bins from which such factors are learnt, a whole cycle at least
 * @param minBins fewest baseline bins with data for an alarm
 * @param degradedBelow baseline bins with data below which the status is DEGRADED
 * @param nullSize number of past z-values that calibrate the p-value, &gt; 0
 */
public record TempoParams(
    TempoBin bin,
    int baseline,
    int guard,
    double a0,
    double b0,
    double phi0,
    double nu0,
    double nuW,
    int cycleWindow,
    double cycleShrink,
    int cycleMinBins,
    int minBins,
    int degradedBelow,
    int nullSize) {

  /** Chosen by simulation for series of 0.2 to 50 incidents a day. */
  public static final TempoParams DEFAULT =
      new TempoParams(TempoBin.DAY, 56, 7, 0.5, 0.1, 2, 7, 4, 182, 20, 56, 7, 28, 180);

  /**
   * The same by the hour: four weeks of baseline, a day of guard, hours of the day in place of
   * weekdays. As by day, a week of data is needed for an alarm, and four for full trust.
   */
  public static final TempoParams HOURLY =
      new TempoParams(
          TempoBin.HOUR, 24 * 28, 24, 0.5, 0.1, 2, 7, 4, 24 * 28, 50, 24 * 8, 24 * 7, 24 * 26, 180);

  /** Rejects values without meaning. */
  public TempoParams {
    Checks.that(baseline > 0, "baseline must be positive, was " + baseline);
    Checks.that(guard >= 0, "guard must not be negative, was " + guard);
    Checks.positive("a0", a0);
    Checks.positive("b0", b0);
    Checks.within("phi0", phi0, 1, Double.MAX_VALUE);
    Checks.positive("nu0", nu0);
    Checks.positive("nuW", nuW);
    Checks.positive("cycleShrink", cycleShrink);
    Checks.that(
        cycleMinBins >= bin.cycle(),
        "cycleMinBins must span a cycle of %d, was %d".formatted(bin.cycle(), cycleMinBins));
    Checks.that(nullSize > 0, "nullSize must be positive, was " + nullSize);
  }
}
