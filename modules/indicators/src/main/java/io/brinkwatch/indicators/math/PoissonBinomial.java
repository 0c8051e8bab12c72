package io.brinkwatch.indicators.math;

import java.util.Arrays;

/**
 * The number of successes in independent trials whose probabilities may differ, by exact
 * convolution: time grows with the square of the number of trials, memory with the number.
 */
public final class PoissonBinomial {
  private final double[] probabilities;

  private PoissonBinomial(double[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * Trials with these probabilities of success, each in [0, 1]; the order is of no importance but
   * for the last bits.
   */
  public static PoissonBinomial of(double... success) {
    var probabilities = new double[success.length + 1];
    probabilities[0] = 1;
    for (int trial = 0; trial < success.length; trial++) {
      add(probabilities, trial, Checks.probability("success", success[trial]));
    }
    return new PoissonBinomial(probabilities);
  }

  /** The binomial distribution: trials that share one probability. */
  public static PoissonBinomial binomial(int trials, double success) {
    var same = new double[trials];
    Arrays.fill(same, success);
    return of(same);
  }

  /** Only products and sums of positive numbers, so that far tails keep their digits. */
  private static void add(double[] probabilities, int trials, double p) {
    for (int k = trials + 1; k > 0; k--) {
      probabilities[k] = probabilities[k] * (1 - p) + probabilities[k - 1] * p;
    }
    probabilities[0] *= 1 - p;
  }

  /** P(Y = y). */
  public double probability(int y) {
    return y < 0 || y >= probabilities.length ? 0 : probabilities[y];
  }

  /** P(Y ≥ y) in [0, 1]. */
  public double upperTail(int y) {
    if (y <= 0) {
      return 1;
    }
    double sum = 0;
    for (int k = probabilities.length - 1; k >= y; k--) {
      sum += probabilities[k];
    }
    return Math.min(1, sum);
  }

  /** The mid-p value P(Y &gt; y) + ½ P(Y = y). */
  public double midP(int y) {
    return Math.min(1, upperTail(y + 1) + 0.5 * probability(y));
  }
}
