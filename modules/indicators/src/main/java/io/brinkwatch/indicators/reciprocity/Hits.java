package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.math.Normal;
import io.brinkwatch.indicators.math.PoissonBinomial;
import java.util.OptionalDouble;

/**
 * How many responses fell into the windows after provocations, and how many would by chance.
 *
 * @param responses acts tested, n
 * @param observed those within a window, H
 * @param expected E, the sum of their chances
 * @param variance V of the number under chance
 * @param p P(≥ H), in [0, 1]
 * @param pMid P(&gt; H) + ½ P(= H), in [0, 1]
 */
public record Hits(
    int responses, int observed, double expected, double variance, double p, double pMid) {

  /** Above this the normal approximation is as good, and the convolution too slow. */
  private static final int EXACT_LIMIT = 2000;

  /**
   * Judges a number of hits.
   *
   * @param chances of each response to fall into a window wherever it lies in its block
   */
  static Hits of(int observed, double[] chances) {
    double expected = 0;
    double variance = 0;
    for (double chance : chances) {
      expected += chance;
      variance += chance * (1 - chance);
    }
    return chances.length <= EXACT_LIMIT
        ? exact(observed, expected, variance, chances)
        : normal(observed, expected, variance, chances.length);
  }

  private static Hits exact(int observed, double expected, double variance, double[] chances) {
    var hits = PoissonBinomial.of(chances);
    double p = hits.upperTail(observed);
    return new Hits(chances.length, observed, expected, variance, p, hits.midP(observed));
  }

  private static Hits normal(int observed, double expected, double variance, int responses) {
    // no variance: every chance is 0 or 1, and so the number is what was expected
    double deviation = StrictMath.sqrt(Math.max(variance, Double.MIN_NORMAL));
    double p = Normal.sf((observed - 0.5 - expected) / deviation);
    double pMid = Normal.sf((observed - expected) / deviation);
    return new Hits(responses, observed, expected, variance, p, pMid);
  }

  /** H / E; empty if no hit was to be expected. */
  public OptionalDouble lift() {
    return expected > 0 ? OptionalDouble.of(observed / expected) : OptionalDouble.empty();
  }

  /** (H − E) / n, the share of responses that chance does not explain; 0 without responses. */
  public double attributableFraction() {
    return responses > 0 ? (observed - expected) / responses : 0;
  }
}
