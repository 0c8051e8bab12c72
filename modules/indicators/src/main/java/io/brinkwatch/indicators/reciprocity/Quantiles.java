package io.brinkwatch.indicators.reciprocity;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Quantiles with linear interpolation between order statistics, the default of R and NumPy. */
final class Quantiles {
  private Quantiles() {}

  /** The quantile at {@code q} in [0, 1], or empty without values. */
  static OptionalDouble of(DoubleStream values, double q) {
    double[] sorted = values.toArray();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return OptionalDouble.of(sorted[below] + (at - below) * (sorted[above] - sorted[below]));
  }

  static OptionalDouble median(DoubleStream values) {
    return of(values, 0.5);
  }
}
