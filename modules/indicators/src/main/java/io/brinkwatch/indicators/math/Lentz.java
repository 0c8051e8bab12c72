package io.brinkwatch.indicators.math;

/**
 * A continued fraction b0 + a1/(b1 + a2/(b2 + …)) evaluated from the front by the modified method
 * of Lentz (Thompson and Barnett 1986; Press et al., Numerical Recipes, section 5.2).
 */
final class Lentz {
  private static final double TINY = 1e-300;
  private static final double EPSILON = 0x1p-52;

  /** Far beyond the √max(a, b) steps that the fractions used here need. */
  private static final int LIMIT = 1_000_000;

  private double value;
  private double c;
  private double d;
  private double factor;
  private int steps;

  Lentz(double b0) {
    value = away(b0);
    c = value;
  }

  /** Adds the next partial numerator and denominator. */
  void step(double a, double b) {
    d = 1 / away(b + a * d);
    c = away(b + a / c);
    factor = c * d;
    value *= factor;
    steps++;
  }

  /** Whether the last step still changed the value. */
  boolean moves() {
    return Math.abs(factor - 1) > EPSILON && steps < LIMIT;
  }

  double value() {
    return value;
  }

  private static double away(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }
}
