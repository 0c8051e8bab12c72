package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;
import java.util.List;

/**
 * Parameters of a mutually exciting process. Lists are indexed by component; of two indices the
 * first is the component that is excited, the second the one that excites.
 *
 * @param pieceLength time for which a background rate holds, &gt; 0; the last one holds on
 * @param mu background rate of each component in each piece, ≥ 0
 * @param alpha expected direct offspring of an event of mark 1, ≥ 0
 * @param beta rate at which excitation fades, &gt; 0; its inverse is the mean delay
 */
public record HawkesParams(
    double pieceLength, List<List<Double>> mu, List<List<Double>> alpha, List<List<Double>> beta) {

  private static final int SQUARINGS = 50;

  /** Copies the lists; rejects shapes that do not fit and values out of range. */
  public HawkesParams {
    Checks.that(pieceLength > 0, "pieceLength must be positive, was " + pieceLength);
    mu = mu.stream().map(List::copyOf).toList();
    alpha = alpha.stream().map(List::copyOf).toList();
    beta = beta.stream().map(List::copyOf).toList();
    checkShape("alpha", alpha, mu.size());
    checkShape("beta", beta, mu.size());
    for (List<Double> rates : mu) {
      Checks.that(!rates.isEmpty(), "mu needs a rate for every component");
      rates.forEach(rate -> Checks.within("mu", rate, 0, Double.MAX_VALUE));
    }
    alpha.forEach(row -> row.forEach(a -> Checks.within("alpha", a, 0, Double.MAX_VALUE)));
    beta.forEach(row -> row.forEach(b -> Checks.positive("beta", b)));
  }

  /** Parameters with background rates that do not change. */
  public static HawkesParams constant(
      List<Double> mu, List<List<Double>> alpha, List<List<Double>> beta) {
    return new HawkesParams(
        Double.POSITIVE_INFINITY, mu.stream().map(List::of).toList(), alpha, beta);
  }

  private static void checkShape(String name, List<List<Double>> matrix, int size) {
    boolean isSquare = matrix.stream().allMatch(row -> row.size() == size);
    Checks.that(matrix.size() == size && isSquare, name + " must be " + size + " by " + size);
  }

  /** The number of components. */
  public int components() {
    return mu.size();
  }

  /** Background rate of a component at a time. */
  double background(int component, double time) {
    return mu.get(component).get(piece(component, time));
  }

  int piece(int component, double time) {
    return (int) Math.min(time / pieceLength, mu.get(component).size() - 1.0);
  }

  /** How long a piece is seen before {@code horizon}; the last one lasts until then. */
  double exposure(int component, int piece, double horizon) {
    double start = piece == 0 ? 0 : piece * pieceLength;
    boolean isLast = piece == mu.get(component).size() - 1;
    return Math.max(0, (isLast ? horizon : Math.min(horizon, start + pieceLength)) - start);
  }

  /**
   * The spectral radius of alpha: expected offspring per event in the long run. The process is
   * stable below 1. By Gelfand's formula, ρ = lim ‖Aⁿ‖^(1/n), with n doubled at every step.
   */
  public double spectralRadius() {
    double[][] power =
        alpha.stream()
            .map(row -> row.stream().mapToDouble(a -> a).toArray())
            .toArray(double[][]::new);
    double log = 0;
    double exponent = 1;
    for (int step = 0; step < SQUARINGS; step++) {
      double norm = largest(power);
      if (norm == 0) {
        return 0;
      }
      log += StrictMath.log(norm) / exponent;
      exponent *= 2;
      power = squared(power, norm);
    }
    return StrictMath.exp(log);
  }

  private static double largest(double[][] matrix) {
    double largest = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }

  /** (matrix / norm)², divided first so that no power overflows. */
  private static double[][] squared(double[][] matrix, double norm) {
    int size = matrix.length;
    var squared = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size; k++) {
          squared[i][j] += matrix[i][k] / norm * (matrix[k][j] / norm);
        }
      }
    }
    return squared;
  }
}
