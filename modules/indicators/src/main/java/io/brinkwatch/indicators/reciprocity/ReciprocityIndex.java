package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;

/**
 * The reciprocity sub-index of a dyad.
 *
 * <pre>
 * timing = 100 · min(1, 2 √(AF⁺_AB · AF⁺_BA))  if max(p_AB, p_BA) ≤ 0.01, else 0
 * value  = max(unanswered, timing)
 * </pre>
 *
 * <p>Both directions must be significant (intersection–union test): one side that follows the other
 * is no exchange.
 *
 * @param value in [0, 100]
 * @param unanswered index of the ledger, [0, 100]
 * @param timing index of mutual response within hours, [0, 100]; 0 if SATURATED
 * @param status SATURATED if either direction is: timing then says nothing, and {@link
 *     LaggedCorrelation} is the test to read
 */
public record ReciprocityIndex(
    double value, double unanswered, double timing, ResponseStatus status) {

  private static final double ALPHA = 0.01;

  /**
   * Joins ledger and timing.
   *
   * @param unanswered index of the {@link ProvocationLedger}, the higher one of the two directions
   * @param forth whether B answers A
   * @param back whether A answers B
   */
  public static ReciprocityIndex of(double unanswered, Responsiveness forth, Responsiveness back) {
    Checks.within("unanswered", unanswered, 0, 100);
    boolean isSaturated =
        forth.status() == ResponseStatus.SATURATED || back.status() == ResponseStatus.SATURATED;
    double timing = isSaturated ? 0 : timing(forth.hits(), back.hits());
    return new ReciprocityIndex(
        Math.max(unanswered, timing),
        unanswered,
        timing,
        isSaturated ? ResponseStatus.SATURATED : ResponseStatus.OK);
  }

  private static double timing(Hits forth, Hits back) {
    if (Math.max(forth.p(), back.p()) > ALPHA) {
      return 0;
    }
    double both =
        Math.max(0, forth.attributableFraction()) * Math.max(0, back.attributableFraction());
    return 100 * Math.min(1, 2 * StrictMath.sqrt(both));
  }
}
