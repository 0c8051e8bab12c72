package io.brinkwatch.indicators.spread;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.math.PoissonBinomial;

/**
 * Whether more theatres surge together than independent ones would.
 *
 * @param surging theatres with a tempo p-value of at most 0.01 on any of the last three days
 * @param theatres all that were judged
 * @param p P(Binomial(theatres, 0.03) ≥ surging), in [0, 1]
 */
public record CoSurge(int surging, int theatres, double p) {

  /** Three days at one in a hundred. */
  private static final double CHANCE = 0.03;

  /** Judges a number of surges. */
  public static CoSurge of(int surging, int theatres) {
    Checks.that(
        surging >= 0 && surging <= theatres, surging + " surges in " + theatres + " theatres");
    double p = PoissonBinomial.binomial(theatres, CHANCE).upperTail(surging);
    return new CoSurge(surging, theatres, p);
  }
}
