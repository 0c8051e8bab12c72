package io.brinkwatch.bench;

/** What is measured must also be right: a wrong result ends the run. */
final class Verdicts {
  private Verdicts() {}

  static void same(String what, long expected, long actual) {
    if (expected != actual) {
      throw new IllegalStateException("%s: %,d, not %,d".formatted(what, actual, expected));
    }
  }

  static void same(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException("%s: %s, not %s".formatted(what, actual, expected));
    }
  }

  static void near(String what, double expected, double actual) {
    if (!(Math.abs(expected - actual) <= 1e-9 * Math.max(1, Math.abs(expected)))) {
      throw new IllegalStateException("%s: %s, not %s".formatted(what, actual, expected));
    }
  }
}
