package io.brinkwatch.indicators.math;

/** Argument checks with one wording. */
final class Checks {
  private Checks() {}

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
    }
  }
}
