package io.brinkwatch.indicators.chart;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.math.Normal;
import java.util.function.DoubleBinaryOperator;

/**
 * Average run lengths: how many values pass on average until an alarm, from a fresh start, for
 * independent values from N(shift, 1).
 *
 * <pre>
 * L(x) = 1 + P(back to 0 | x) L(0) + ∫ L(y) density(y | x) dy      (Page 1954; Crowder 1987)
 * </pre>
 *
 * <p>The integral is taken by Simpson's rule, which leaves a system of linear equations.
 */
public final class RunLength {
  private static final int NODES = 121;
  private static final double SQRT_TWO_PI = StrictMath.sqrt(2 * Math.PI);

  private RunLength() {}

  /** Of the one-sided CUSUM with reference value {@code k} ≥ 0 and boundary {@code h} &gt; 0. */
  public static double ofCusum(double k, double h, double shift) {
    Checks.within("k", k, 0, Double.MAX_VALUE);
    Checks.positive("h", h);
    double[][] rows = system(0, h, (x, y) -> density(y - x - shift + k));
    for (int i = 0; i < NODES; i++) {
      double x = node(0, h, i);
      rows[i][0] -= Normal.cdf(k - x - shift); // the sum falls back to zero, the first node
    }
    return solve(rows)[0];
  }

  /** Of the two-sided EWMA with the limits of the long run. */
  public static double ofEwma(Ewma chart, double shift) {
    double lambda = chart.lambda();
    double limit = chart.width() * StrictMath.sqrt(lambda / (2 - lambda));
    double[][] rows =
        system(-limit, limit, (x, y) -> density((y - (1 - lambda) * x) / lambda - shift) / lambda);
    return solve(rows)[NODES / 2];
  }

  private static double density(double z) {
    return StrictMath.exp(-z * z / 2) / SQRT_TWO_PI;
  }

  private static double node(double from, double to, int i) {
    return from + (to - from) * i / (NODES - 1);
  }

  /** The coefficients of L(x) − ∫ L(y) kernel(x, y) dy = 1 at the nodes, right side last. */
  private static double[][] system(double from, double to, DoubleBinaryOperator kernel) {
    var rows = new double[NODES][NODES + 1];
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        double weight = simpson(j) * (to - from) / (NODES - 1);
        double density = kernel.applyAsDouble(node(from, to, i), node(from, to, j));
        rows[i][j] = (i == j ? 1 : 0) - weight * density;
      }
      rows[i][NODES] = 1;
    }
    return rows;
  }

  private static double simpson(int j) {
    boolean isEnd = j == 0 || j == NODES - 1;
    return isEnd ? 1 / 3.0 : j % 2 == 1 ? 4 / 3.0 : 2 / 3.0;
  }

  /** By elimination; rows sum to little more than zero off a positive diagonal, so no pivots. */
  private static double[] solve(double[][] rows) {
    for (int pivot = 0; pivot < NODES; pivot++) {
      for (int row = pivot + 1; row < NODES; row++) {
        subtract(rows[row], rows[pivot], rows[row][pivot] / rows[pivot][pivot], pivot);
      }
    }
    var solution = new double[NODES];
    for (int row = NODES - 1; row >= 0; row--) {
      double left = rows[row][NODES];
      for (int column = row + 1; column < NODES; column++) {
        left -= rows[row][column] * solution[column];
      }
      solution[row] = left / rows[row][row];
    }
    return solution;
  }

  private static void subtract(double[] row, double[] other, double factor, int from) {
    for (int column = from; column <= NODES; column++) {
      row[column] -= factor * other[column];
    }
  }
}
