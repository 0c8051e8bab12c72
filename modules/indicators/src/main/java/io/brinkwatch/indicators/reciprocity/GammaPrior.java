package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;

/**
 * A Gamma prior, whose mode a fit seeks.
 *
 * @param shape ≥ 1, so that it has a mode
 * @param rate ≥ 0
 */
public record GammaPrior(double shape, double rate) {
  /** No prior: the fit is by maximum likelihood. */
  public static final GammaPrior FLAT = new GammaPrior(1, 0);

  /** Rejects values out of range. */
  public GammaPrior {
    Checks.within("shape", shape, 1, Double.MAX_VALUE);
    Checks.within("rate", rate, 0, Double.MAX_VALUE);
  }

  /** Logarithm of the density but for a constant. */
  double log(double x) {
    return (shape > 1 ? (shape - 1) * StrictMath.log(x) : 0) - rate * x;
  }
}
