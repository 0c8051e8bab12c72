package io.brinkwatch.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often p-values of series in which nothing happens are small. */
class TempoCalibrationTest {
  private static final TempoParams ESTIMATED = TempoParams.DEFAULT;

  /** The dispersion is known to be that of the prior, as the prediction takes it to be. */
  private static final TempoParams KNOWN =
      new TempoParams(
          TempoBin.DAY,
          ESTIMATED.baseline(),
          ESTIMATED.guard(),
          ESTIMATED.a0(),
          ESTIMATED.b0(),
          ESTIMATED.phi0(),
          1e18,
          1e18,
          ESTIMATED.cycleWindow(),
          ESTIMATED.cycleShrink(),
          ESTIMATED.cycleMinBins(),
          ESTIMATED.minBins(),
          ESTIMATED.degradedBelow(),
          ESTIMATED.nullSize());

  private static final int SERIES = 40_000;
  private static final double[] ALPHAS = {0.001, 0.01, 0.05, 0.2};

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void p_of_series_as_the_model_assumes_them_is_small_no_more_often_than_it_says(int w) {
    var random = new Random(17);
    // the prior of the rate: half the square of a normal variable is Gamma of shape one half
    assertThat(KNOWN.a0()).isEqualTo(0.5);
    double[] p = simulate(random, w, KNOWN, () -> square(random.nextGaussian()) / 2 / KNOWN.b0());
    for (double alpha : ALPHAS) {
      assertNoMoreThan(alpha, alpha, p);
    }
  }

  /**
   * That the dispersion is estimated is not in the prediction: far out, and where there is little
   * to estimate it from, more series surprise than the p-value says.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void an_estimated_dispersion_makes_p_too_small_only_far_out_and_within_bounds(int w) {
    for (double rate : new double[] {0.2, 1, 5, 50}) {
      double[] p = simulate(new Random(18), w, ESTIMATED, () -> rate);
      assertNoMoreThan(0.005, 0.001, p);
      assertNoMoreThan(0.018, 0.01, p);
      assertNoMoreThan(0.05, 0.05, p);
      assertNoMoreThan(0.2, 0.2, p);
    }
  }

  /** Four standard deviations, which one comparison in thirty thousand would exceed by chance. */
  private static void assertNoMoreThan(double share, double alpha, double[] p) {
    long most = Math.round(SERIES * share + 4 * Math.sqrt(SERIES * share * (1 - share)));
    long small = Arrays.stream(p).filter(value -> value <= alpha).count();
    assertThat(small).as("p-values up to " + alpha).isLessThanOrEqualTo(most);
  }

  private static double[] simulate(Random random, int w, TempoParams params, DoubleSupplier rates) {
    int bins = params.baseline() + params.guard() + w;
    var seen = new double[bins];
    Arrays.fill(seen, 1);
    var p = new double[SERIES];
    for (int i = 0; i < SERIES; i++) {
      double rate = rates.getAsDouble();
      var counts = new long[bins];
      Arrays.setAll(counts, bin -> count(random, rate, params.phi0()));
      p[i] = Tempo.window(counts, seen, bins - 1, w, OptionalInt.empty(), params).p();
    }
    return p;
  }

  /** A negative binomial count, by adding up probabilities until they exceed a uniform number. */
  private static long count(Random random, double mean, double dispersion) {
    double size = mean / (dispersion - 1);
    double stop = size / (size + mean);
    double probability = Math.pow(stop, size);
    double left = random.nextDouble();
    long y = 0;
    while (left > probability && probability > Double.MIN_NORMAL) {
      left -= probability;
      probability *= (size + y) / (y + 1) * (1 - stop);
      y++;
    }
    return y;
  }

  private static double square(double x) {
    return x * x;
  }
}
