package io.brinkwatch.indicators.math;

/**
 * A distribution on 0, 1, 2, … whose tails are known in log space, so that neither tail is formed
 * as one minus the other and a probability of 1e-4000 still has a rank.
 */
public sealed interface CountDistribution permits NegativeBinomial, Poisson {

  /** ln P(Y = y); −∞ for y &lt; 0. */
  double logProbability(long y);

  /** ln P(Y ≥ y); 0 for y ≤ 0. */
  double logUpperTail(long y);

  /** ln P(Y ≤ y); −∞ for y &lt; 0. */
  double logLowerTail(long y);

  /** P(Y ≥ y) in [0, 1]; 0 once it is below the smallest double. */
  default double upperTail(long y) {
    return StrictMath.exp(logUpperTail(y));
  }

  /** P(Y ≤ y) in [0, 1]. */
  default double lowerTail(long y) {
    return StrictMath.exp(logLowerTail(y));
  }

  /** The mid-p value P(Y &gt; y) + ½ P(Y = y), whose mean is ½ under the distribution itself. */
  default double midP(long y) {
    return Math.min(1, upperTail(y + 1) + 0.5 * StrictMath.exp(logProbability(y)));
  }

  /** −log10 P(Y ≥ y), finite also where {@link #upperTail} has underflowed. */
  default double negLog10UpperTail(long y) {
    return 0.0 - logUpperTail(y) / StrictMath.log(10);
  }
}
