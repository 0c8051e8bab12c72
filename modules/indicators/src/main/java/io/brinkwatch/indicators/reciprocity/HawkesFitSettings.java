package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;

/**
 * How a Hawkes process is fitted.
 *
 * @param pieceLength time for which a background rate holds, &gt; 0. A drift of the background that
 *     the model cannot follow is read as excitation
 * @param alpha prior of the expected offspring
 * @param beta prior of the rate of fading
 * @param startAlpha where the search starts, &gt; 0
 * @param startBeta likewise
 * @param tolerance gain of the log posterior per step below which the search ends, &gt; 0
 * @param maxSteps most steps, &gt; 0
 * @param minEvents fewest events of each component
 */
public record HawkesFitSettings(
    double pieceLength,
    GammaPrior alpha,
    GammaPrior beta,
    double startAlpha,
    double startBeta,
    double tolerance,
    int maxSteps,
    int minEvents) {

  /**
   * For times in days: a background that may change every fortnight, offspring of 0.2 expected,
   * answers after half a day. Expert prior, not an estimate.
   */
  public static final HawkesFitSettings DEFAULT =
      new HawkesFitSettings(
          14, new GammaPrior(2, 10), new GammaPrior(2, 1), 0.2, 2, 1e-7, 5000, 100);

  /** Rejects values without meaning. */
  public HawkesFitSettings {
    Checks.that(pieceLength > 0, "pieceLength must be positive, was " + pieceLength);
    Checks.positive("startAlpha", startAlpha);
    Checks.positive("startBeta", startBeta);
    Checks.positive("tolerance", tolerance);
    Checks.that(maxSteps > 0, "maxSteps must be positive, was " + maxSteps);
  }
}
