package io.brinkwatch.indicators.precursor;

import io.brinkwatch.indicators.Checks;

/**
 * Which theatres a transfer of arms concerns. It raises the prior odds of the recipient's theatres
 * for months; it must stay out of the baseline of tempo, where it would hide the surge it predicts.
 */
public final class ArmsTransfer {
  /** Incidents that the configured map is worth. */
  private static final double PRIOR_WEIGHT = 20;

  private static final long LINK_DAYS = 365;

  private ArmsTransfer() {}

  /**
   * How much a transfer concerns a theatre, (n_θ + κ π_θ) / (n + κ), in [0, 1]. Those of all
   * theatres sum to 1 if the priors do.
   *
   * @param there the recipient's incidents in the theatre over 365 days, ≥ 0
   * @param everywhere its incidents in all theatres over the same days, ≥ {@code there}
   * @param prior π_θ, the share that the configured map gives to the theatre, [0, 1]
   */
  public static double affinity(long there, long everywhere, double prior) {
    Checks.that(
        there >= 0 && there <= everywhere, there + " incidents there of " + everywhere + " in all");
    Checks.within("prior", prior, 0, 1);
    return (there + PRIOR_WEIGHT * prior) / (everywhere + PRIOR_WEIGHT);
  }

  /**
   * Whether the first use of a capability is to be explained by its transfer.
   *
   * @param transferDay epoch day
   * @param firstUseDay epoch day
   */
  public static boolean explains(long transferDay, long firstUseDay) {
    return firstUseDay >= transferDay && firstUseDay - transferDay <= LINK_DAYS;
  }
}
