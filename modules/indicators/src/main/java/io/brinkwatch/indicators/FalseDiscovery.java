package io.brinkwatch.indicators;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which of many series alarm, so that on average no more than a share q of the alarms is false
 * (Benjamini and Hochberg 1995). Holds for series that are independent or rise together.
 */
public final class FalseDiscovery {
  /** One alarm in ten may be false. Expert prior, not an estimate. */
  public static final double DEFAULT_RATE = 0.1;

  private FalseDiscovery() {}

  /**
   * The keys whose p-value is at most that of rank k, k the largest rank with p_(k) ≤ q · k / m.
   *
   * @param pValues of all m series judged at one time, quiet ones included, each in [0, 1]
   * @param rate q, (0, 1]
   */
  public static SortedSet<String> alarms(Map<String, Double> pValues, double rate) {
    Checks.within("rate", rate, Double.MIN_VALUE, 1);
    pValues.forEach((key, p) -> Checks.within("p-value of " + key, p, 0, 1));
    double threshold = threshold(pValues.values(), rate);
    var alarms = new TreeSet<String>();
    pValues.forEach(
        (key, p) -> {
          if (p <= threshold) {
            alarms.add(key);
          }
        });
    return alarms;
  }

  /** −1, below every p-value, if none passes. */
  private static double threshold(Collection<Double> pValues, double rate) {
    List<Double> ascending = pValues.stream().sorted(Comparator.naturalOrder()).toList();
    for (int k = ascending.size(); k > 0; k--) {
      double p = ascending.get(k - 1);
      if (p <= rate * k / ascending.size()) {
        return p;
      }
    }
    return -1;
  }
}
