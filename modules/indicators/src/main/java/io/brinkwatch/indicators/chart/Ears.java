package io.brinkwatch.indicators.chart;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.math.Normal;
import java.util.OptionalDouble;

/**
 * The detectors of the Early Aberration Reporting System (Hutwagner et al. 2003): a moving mean and
 * standard deviation of the bins before.
 *
 * <pre>
 * C1, C2  bound = mean + z · s                      C2 leaves a gap of two bins
 * C3      bound = max(0, y + s · (z − Σ_{i=1,2} max(0, C2(t−i) − 1)))
 * </pre>
 *
 * <p>C3 follows {@code earsC} of the R package surveillance, in which the excess of the day itself
 * is not summed. With a longer baseline and a least s, C2 detects more at the same rate of alarms
 * (Tokars et al. 2009): 28 bins and 1 are the variant to beat.
 *
 * @param method which of the three
 * @param baseline bins of the baseline, at least 3
 * @param alpha nominal rate of false alarms, (0, 1)
 * @param minSigma least standard deviation, ≥ 0
 */
public record Ears(Method method, int baseline, double alpha, double minSigma) {

  /** The detectors, and how many bins each leaves out before the one it judges. */
  public enum Method {
    C1(0, 0),
    C2(2, 0),
    C3(2, 2);

    private final int gap;
    private final int memory;

    Method(int gap, int memory) {
      this.gap = gap;
      this.memory = memory;
    }
  }

  /** Rejects values out of range. */
  public Ears {
    Checks.that(baseline >= 3, "baseline must be at least 3 bins, was " + baseline);
    Checks.within("alpha", alpha, Double.MIN_VALUE, 1);
    Checks.within("minSigma", minSigma, 0, Double.MAX_VALUE);
  }

  /**
   * The count above which bin {@code t} is an alarm; empty while the baseline is not full. C3 with
   * {@code minSigma} 0 gives NaN where a baseline has no variance: 0/0 is no evidence either way.
   */
  public OptionalDouble bound(long[] counts, int t) {
    if (t < baseline + method.gap + method.memory) {
      return OptionalDouble.empty();
    }
    double z = Normal.quantile(1 - alpha);
    Moments before = moments(counts, t);
    if (method != Method.C3) {
      return OptionalDouble.of(before.mean + z * before.sigma);
    }
    double excess = excess(counts, t - 1) + excess(counts, t - 2);
    return OptionalDouble.of(Math.max(0, counts[t] + before.sigma * (z - excess)));
  }

  /** Whether bin {@code t} exceeds its bound. */
  public boolean isAlarm(long[] counts, int t) {
    OptionalDouble bound = bound(counts, t);
    return bound.isPresent() && counts[t] > bound.getAsDouble();
  }

  private double excess(long[] counts, int t) {
    Moments before = moments(counts, t);
    return Math.max(0, (counts[t] - before.mean) / before.sigma - 1);
  }

  private Moments moments(long[] counts, int t) {
    int end = t - method.gap;
    double sum = 0;
    for (int i = end - baseline; i < end; i++) {
      sum += counts[i];
    }
    double mean = sum / baseline;
    double squares = 0;
    for (int i = end - baseline; i < end; i++) {
      squares += (counts[i] - mean) * (counts[i] - mean);
    }
    return new Moments(mean, Math.max(minSigma, StrictMath.sqrt(squares / (baseline - 1))));
  }

  private record Moments(double mean, double sigma) {}
}
