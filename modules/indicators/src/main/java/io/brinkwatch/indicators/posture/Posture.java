package io.brinkwatch.indicators.posture;

import io.brinkwatch.indicators.Checks;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How much force is in place, against what is usual.
 *
 * <pre>
 * Q     = Σ weight · share · confidence · staleness
 * index = 100 · clamp((Q − median of Q over a year) / span, 0, 1)
 * </pre>
 *
 * <p>A stock, not a count of events: a carrier that stays is as much there on its tenth day.
 */
public final class Posture {
  private static final double SURGE = 0.01;

  private Posture() {}

  /** The stock Q on an epoch day, ≥ 0; assets in any order. */
  public static double stock(Collection<Asset> assets, int today, PostureTable table) {
    List<Asset> sorted = assets.stream().sorted(Comparator.comparing(Asset::id)).toList();
    double sum = 0;
    for (Asset asset : sorted) {
      sum += table.weigh(asset, today);
    }
    return sum;
  }

  /**
   * The sub-index in [0, 100].
   *
   * @param stock Q today
   * @param year Q of each of the last 365 days or as many as there are, in any order; not empty
   */
  public static double index(double stock, double[] year, PostureTable table) {
    Checks.that(year.length > 0, "posture needs past stocks to compare with");
    double excess = (stock - usual(year)) / table.span();
    return 100 * Math.max(0, Math.min(1, excess));
  }

  /**
   * Whether forces build up while the tempo surges, which is graver than either alone.
   *
   * @param weekAgo Q seven days ago
   * @param leastP least tempo p-value of the last seven days, [0, 1]
   */
  public static boolean buildsUpWithTempo(double stock, double weekAgo, double leastP) {
    return stock > weekAgo && leastP <= SURGE;
  }

  /** What is usual: the median of past stocks, in any order; not empty. */
  public static double usual(double[] year) {
    double[] sorted = year.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
