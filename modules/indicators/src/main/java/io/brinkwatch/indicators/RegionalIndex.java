package io.brinkwatch.indicators;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index of the region from those of its theatres.
 *
 * <pre>
 * value = (Σ ω x^p)^(1/p)
 * contribution = ω x^p · value^(1−p)
 * </pre>
 *
 * <p>A power mean lies between the mean and the worst theatre: one war makes a regional crisis
 * however calm the rest is. It is homogeneous of degree one, so by Euler's theorem the
 * contributions sum to it.
 *
 * @param value in [0, 100]
 * @param contributions points of each theatre; sum to the value
 */
public record RegionalIndex(double value, SortedMap<String, Double> contributions) {

  /** The exponent p. Expert prior, not an estimate. */
  public static final double EXPONENT = 4;

  private static final double ROUNDING = 1e-9;

  /** Copies the contributions. */
  public RegionalIndex {
    contributions = Collections.unmodifiableSortedMap(new TreeMap<>(contributions));
  }

  /**
   * Rolls up.
   *
   * @param index of each theatre, [0, 100]
   * @param weight ω of each of them, ≥ 0, sum at most 1; others are ignored
   */
  public static RegionalIndex of(Map<String, Double> index, Map<String, Double> weight) {
    var powers = new TreeMap<String, Double>();
    double weights = 0;
    double sum = 0;
    for (var theatre : new TreeMap<>(index).entrySet()) {
      String name = theatre.getKey();
      double x = Checks.within("index of " + name, theatre.getValue(), 0, 100);
      Checks.that(weight.get(name) != null, "no weight for " + name);
      double omega = Checks.within("weight of " + name, weight.get(name), 0, 1);
      double power = omega * StrictMath.pow(x, EXPONENT);
      powers.put(name, power);
      weights += omega;
      sum += power;
    }
    Checks.within("sum of weights", weights, 0, 1 + ROUNDING);
    double value = Math.min(100, StrictMath.pow(sum, 1 / EXPONENT));
    double scale = sum > 0 ? value / sum : 0;
    powers.replaceAll((name, power) -> power * scale);
    return new RegionalIndex(value, powers);
  }
}
