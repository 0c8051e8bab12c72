package io.brinkwatch.indicators;

/** The scale of the sub-indices that count evidence without an upper end. */
public final class Saturation {
  private Saturation() {}

  /**
   * 100 (1 − 2^(−amount/half)): 0 for nothing, 50 at {@code half}, 75 at twice that.
   *
   * @param amount of evidence; below 0 counts as 0
   * @param half the amount at which the index is 50, &gt; 0
   * @return in [0, 100]
   */
  public static double index(double amount, double half) {
    Checks.positive("half", half);
    return -100 * StrictMath.expm1(-StrictMath.log(2) * Math.max(0, amount) / half) + 0.0;
  }
}
