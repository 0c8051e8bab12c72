package io.brinkwatch.indicators.math;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.indicators.Vectors;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountDistributionTest {
  @Test
  void tails_agree_with_sixty_digit_arithmetic() {
    var rows = Vectors.csv("tails.csv");
    assertThat(rows).hasSize(157);
    rows.forEach(CountDistributionTest::assertTails);
  }

  private static void assertTails(Map<String, String> row) {
    long y = Long.parseLong(row.get("y"));
    double p = Double.parseDouble(row.get("p_ge"));
    double negLog10P = Double.parseDouble(row.get("nlog10_p_ge"));
    CountDistribution actual = distribution(row);
    assertAbsolute("-log10 p " + row, actual.negLog10UpperTail(y), negLog10P, 1e-7);
    if (p >= 1e-30) {
      assertRelative("p " + row, actual.upperTail(y), p, 1e-9);
      assertRelative("mid-p " + row, actual.midP(y), Double.parseDouble(row.get("p_mid")), 1e-9);
    }
  }

  private static CountDistribution distribution(Map<String, String> row) {
    double mean = Double.parseDouble(row.get("mu"));
    return row.get("dist").equals("pois")
        ? new Poisson(mean)
        : new NegativeBinomial(Double.parseDouble(row.get("r")), mean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w7", "w14", "w28"})
  void the_posterior_prediction_agrees_with_the_bayesian_detector_of_r(String window) {
    int w = Integer.parseInt(window.substring(1));
    for (String series : GammaPoissonSeries.NAMES) {
      var rows = GammaPoissonSeries.rows(series);
      for (int i = w; i < rows.size(); i++) {
        assertBounds(window, rows.get(i), GammaPoissonSeries.prediction(rows, i, w));
      }
    }
  }

  private static void assertBounds(String window, Map<String, String> row, CountDistribution nb) {
    long y = Long.parseLong(row.get("y"));
    for (String alpha : new String[] {"0.05", "0.01", "0.001"}) {
      String prefix = window + "_a" + alpha;
      double level = 1 - Double.parseDouble(alpha);
      long bound = Long.parseLong(row.get(prefix + "_ub"));
      assertThat(nb.lowerTail(bound)).as(prefix + " " + row).isGreaterThanOrEqualTo(level);
      assertThat(nb.lowerTail(bound - 1)).as(prefix + " " + row).isLessThan(level);
      boolean alarm = nb.lowerTail(y - 1) >= level;
      assertThat(alarm).as(prefix + " " + row).isEqualTo(row.get(prefix + "_alarm").equals("1"));
    }
    if (row.containsKey(window + "_ptail")) {
      double expected = Double.parseDouble(row.get(window + "_ptail"));
      assertRelative(window + " " + row, nb.upperTail(y), expected, 1e-9);
    }
  }

  /** Sums of the probabilities with the 40 digits of mpmath. */
  @ParameterizedTest
  @CsvSource({
    "250000.0, 100000.0, 101500, 3.2267079830701118e-5",
    "1000000.0, 200000.0, 199000, 0.97951216668197667",
    "0.025, 2.2, 1, 0.10614875408151739",
    "0.025, 2.2, 400, 5.3876777539296289e-5",
    "30000.0, 5000.0, 4800, 0.99588672887818699",
    "Infinity, 100000.0, 101500, 1.1193749619998004e-6",
    "Infinity, 1000000.0, 995000, 0.99999971997760571",
    "Infinity, 2.5, 30, 2.9188886929921953e-22"
  })
  void tails_of_large_counts_keep_their_digits(double size, double mean, long y, double expected) {
    CountDistribution counts =
        Double.isInfinite(size) ? new Poisson(mean) : new NegativeBinomial(size, mean);
    assertRelative("P(Y >= " + y + ")", counts.upperTail(y), expected, 1e-9);
  }

  @Property
  void the_two_tails_and_the_point_between_them_sum_to_one(
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1e4) double size,
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1e4) double mean,
      @ForAll @IntRange(max = 20_000) int y) {
    for (CountDistribution counts :
        new CountDistribution[] {new NegativeBinomial(size, mean), new Poisson(mean)}) {
      double point = StrictMath.exp(counts.logProbability(y));
      double sum = counts.lowerTail(y) + counts.upperTail(y) - point;
      assertAbsolute(counts + " at " + y, sum, 1, 1e-11);
    }
  }

  @Property
  void one_more_is_never_likelier(
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1e4) double size,
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1e4) double mean,
      @ForAll @IntRange(max = 20_000) int y) {
    var counts = new NegativeBinomial(size, mean);
    double here = counts.negLog10UpperTail(y);
    assertThat(counts.negLog10UpperTail(y + 1)).isGreaterThanOrEqualTo(here * (1 - 1e-12));
  }

  @Test
  void a_tail_below_the_smallest_double_still_has_a_logarithm() {
    var counts = new Poisson(1);
    assertThat(counts.upperTail(1000)).isZero();
    assertThat(counts.negLog10UpperTail(1000)).isBetween(2567.0, 2569.0);
  }

  @Test
  void no_count_is_below_zero() {
    for (CountDistribution counts :
        new CountDistribution[] {new NegativeBinomial(2, 3), new Poisson(3)}) {
      assertThat(counts.upperTail(0)).isEqualTo(1);
      assertThat(counts.lowerTail(-1)).isZero();
      assertThat(counts.midP(-1)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_mean_must_be_positive_and_finite(double mean) {
    assertThatThrownBy(() -> new Poisson(mean)).hasMessageContaining("mean must be positive");
    assertThatThrownBy(() -> new NegativeBinomial(mean, 1)).hasMessageContaining("size must be");
  }
}
