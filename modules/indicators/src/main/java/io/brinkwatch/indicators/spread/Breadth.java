package io.brinkwatch.indicators.spread;

import io.brinkwatch.indicators.Checks;
import java.util.Arrays;

/**
 * Over how many fronts violence is spread: the effective numbers of Hill (1973).
 *
 * <pre>
 * s_c = share of cell c in the severity of the window
 * H = −Σ s ln s,  D1 = e^H,  D2 = 1 / Σ s²
 * index = 100 · clamp((D1 − 1) / 7, 0, 1)
 * </pre>
 *
 * <p>It describes: a war that shrinks evenly grows broader.
 *
 * @param entropy H in nats, ≥ 0
 * @param fronts D1, as many equal fronts as have this entropy; 0 without severity
 * @param dominantFronts D2, likewise but for the inverse Simpson index, at most D1
 * @param index in [0, 100]; 0 for one front, 100 from eight
 */
public record Breadth(double entropy, double fronts, double dominantFronts, double index) {

  private static final double FULL = 7;

  /**
   * Measures the severity of each cell, in any order.
   *
   * @param severity ≥ 0
   */
  public static Breadth of(double[] severity) {
    double[] shares = shares(severity);
    double entropy = 0;
    double squares = 0;
    for (double share : shares) {
      entropy -= share * StrictMath.log(share);
      squares += share * share;
    }
    if (shares.length == 0) {
      return new Breadth(0, 0, 0, 0);
    }
    double fronts = StrictMath.exp(entropy);
    double index = 100 * Math.max(0, Math.min(1, (fronts - 1) / FULL));
    return new Breadth(Math.max(0, entropy), fronts, 1 / squares, index);
  }

  /** The positive ones, sorted because the last bits of a sum depend on its order. */
  private static double[] shares(double[] severity) {
    double[] sorted = severity.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (double value : sorted) {
      sum += Checks.within("severity", value, 0, Double.MAX_VALUE);
    }
    double total = sum;
    return Arrays.stream(sorted).filter(value -> value > 0).map(value -> value / total).toArray();
  }
}
