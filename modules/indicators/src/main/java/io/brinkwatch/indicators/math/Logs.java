package io.brinkwatch.indicators.math;

/** Probabilities kept as natural logarithms. */
final class Logs {
  private static final double LN_2 = StrictMath.log(2);

  private Logs() {}

  /** ln(1 − e^x) for x ≤ 0, without cancellation at either end (Mächler 2012). */
  static double complement(double x) {
    return x > -LN_2 ? StrictMath.log(-StrictMath.expm1(x)) : StrictMath.log1p(-StrictMath.exp(x));
  }
}
