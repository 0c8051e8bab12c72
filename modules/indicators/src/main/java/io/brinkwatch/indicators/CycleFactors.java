package io.brinkwatch.indicators;

import java.util.Arrays;

/**
 * How much busier each day of the week is, or each hour of the day, shrunk towards no difference
 * and with mean 1.
 *
 * <pre>s_d = (K + Y_d) / (K + m · N_d),  divided by the mean of s</pre>
 *
 * <p>Y and N are the incidents and exposure seen on that day, m their overall rate, over whole
 * cycles only. All factors are 1 without phases or with too few bins.
 */
final class CycleFactors {
  private final Series series;
  private final double[] factors;

  private CycleFactors(Series series, double[] factors) {
    this.series = series;
    this.factors = factors;
  }

  /** Learns from the bins up to and including {@code end}. */
  static CycleFactors upTo(int end, Series series, TempoParams params) {
    int cycle = params.bin().cycle();
    int bins = cycle * (Math.min(params.cycleWindow(), end + 1) / cycle);
    boolean enough = series.hasPhases() && bins >= params.cycleMinBins();
    int from = end - bins + 1;
    return enough && series.exposure(from, end) > 0
        ? new CycleFactors(series, learn(from, end, series, params))
        : new CycleFactors(series, ones(cycle));
  }

  /** The exposure of a bin in average bins. */
  double effective(int bin) {
    return series.exposure(bin) * factors[series.phase(bin)];
  }

  /** The effective exposure from one bin to another, both included. */
  double effective(int from, int to) {
    double sum = 0;
    for (int bin = from; bin <= to; bin++) {
      sum += effective(bin);
    }
    return sum;
  }

  private static double[] learn(int from, int end, Series series, TempoParams params) {
    var counts = new long[params.bin().cycle()];
    var exposures = new double[params.bin().cycle()];
    for (int bin = from; bin <= end; bin++) {
      counts[series.phase(bin)] += series.count(bin);
      exposures[series.phase(bin)] += series.exposure(bin);
    }
    double rate = series.count(from, end) / series.exposure(from, end);
    return normalised(raw(counts, exposures, rate, params.cycleShrink()));
  }

  private static double[] raw(long[] counts, double[] exposures, double rate, double shrink) {
    var raw = new double[counts.length];
    for (int phase = 0; phase < raw.length; phase++) {
      raw[phase] = (shrink + counts[phase]) / (shrink + rate * exposures[phase]);
    }
    return raw;
  }

  private static double[] normalised(double[] raw) {
    double sum = 0;
    for (double factor : raw) {
      sum += factor;
    }
    var factors = new double[raw.length];
    for (int phase = 0; phase < raw.length; phase++) {
      factors[phase] = raw[phase] / (sum / raw.length);
    }
    return factors;
  }

  private static double[] ones(int cycle) {
    var ones = new double[cycle];
    Arrays.fill(ones, 1);
    return ones;
  }
}
