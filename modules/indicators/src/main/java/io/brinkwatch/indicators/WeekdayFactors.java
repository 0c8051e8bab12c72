package io.brinkwatch.indicators;

import java.util.Arrays;

/**
 * How much busier each day of the week is, shrunk towards no difference and with mean 1.
 *
 * <pre>s_d = (K + Y_d) / (K + m · N_d),  divided by the mean of s</pre>
 *
 * <p>Y and N are the incidents and exposure seen on that weekday, m their overall rate, over whole
 * weeks only. All factors are 1 without weekdays or with too few bins.
 */
final class WeekdayFactors {
  private static final int WEEK = 7;

  private final Series series;
  private final double[] factors;

  private WeekdayFactors(Series series, double[] factors) {
    this.series = series;
    this.factors = factors;
  }

  /** Learns from the bins up to and including {@code end}. */
  static WeekdayFactors upTo(int end, Series series, TempoParams params) {
    int bins = WEEK * (Math.min(params.weekdayWindow(), end + 1) / WEEK);
    boolean enough = series.hasWeekdays() && bins >= params.weekdayMinBins();
    int from = end - bins + 1;
    return enough && series.exposure(from, end) > 0
        ? new WeekdayFactors(series, learn(from, end, series, params.weekdayShrink()))
        : new WeekdayFactors(series, ones());
  }

  /** The exposure of a bin in average days. */
  double effective(int bin) {
    return series.exposure(bin) * factors[series.weekday(bin)];
  }

  /** The effective exposure from one bin to another, both included. */
  double effective(int from, int to) {
    double sum = 0;
    for (int bin = from; bin <= to; bin++) {
      sum += effective(bin);
    }
    return sum;
  }

  private static double[] learn(int from, int end, Series series, double shrink) {
    var counts = new long[WEEK];
    var exposures = new double[WEEK];
    for (int bin = from; bin <= end; bin++) {
      counts[series.weekday(bin)] += series.count(bin);
      exposures[series.weekday(bin)] += series.exposure(bin);
    }
    double rate = series.count(from, end) / series.exposure(from, end);
    return normalised(raw(counts, exposures, rate, shrink));
  }

  private static double[] raw(long[] counts, double[] exposures, double rate, double shrink) {
    var raw = new double[WEEK];
    for (int day = 0; day < WEEK; day++) {
      raw[day] = (shrink + counts[day]) / (shrink + rate * exposures[day]);
    }
    return raw;
  }

  private static double[] normalised(double[] raw) {
    double sum = 0;
    for (double factor : raw) {
      sum += factor;
    }
    var factors = new double[WEEK];
    for (int day = 0; day < WEEK; day++) {
      factors[day] = raw[day] / (sum / WEEK);
    }
    return factors;
  }

  private static double[] ones() {
    var ones = new double[WEEK];
    Arrays.fill(ones, 1);
    return ones;
  }
}
