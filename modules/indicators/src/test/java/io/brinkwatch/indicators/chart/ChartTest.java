package io.brinkwatch.indicators.chart;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Vectors;
import io.brinkwatch.indicators.math.CountDistribution;
import io.brinkwatch.indicators.math.GammaPoissonSeries;
import io.brinkwatch.indicators.math.NegativeBinomial;
import io.brinkwatch.indicators.math.Poisson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
  private static final Map<String, Residual> RESIDUALS =
      Map.of(
          "standard", Residual.PEARSON,
          "rossi", Residual.ROSSI,
          "anscombe", Residual.ANSCOMBE,
          "anscombe2nd", Residual.ANSCOMBE_SECOND_ORDER,
          "pearsonNegBin", Residual.PEARSON_NEGATIVE_BINOMIAL);

  static Stream<String> series() {
    return GammaPoissonSeries.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("series")
  void ears_agrees_with_surveillance(String series) {
    var rows = Vectors.csv("ears_" + series + ".csv");
    long[] counts = GammaPoissonSeries.counts(rows);
    List<String> variants =
        rows.get(0).keySet().stream().filter(column -> column.endsWith("_ub")).sorted().toList();
    assertThat(variants).hasSize(12);
    for (String column : variants) {
      String variant = column.substring(0, column.length() - "_ub".length());
      for (int t = 0; t < counts.length; t++) {
        assertBound(variant, counts, t, rows.get(t));
      }
    }
  }

  /** Columns are named METHOD_bBASELINE_aALPHA_sMINSIGMA. */
  private static void assertBound(String variant, long[] counts, int t, Map<String, String> row) {
    String[] parts = variant.split("_");
    var ears =
        new Ears(
            Ears.Method.valueOf(parts[0]),
            Integer.parseInt(parts[1].substring(1)),
            Double.parseDouble(parts[2].substring(1)),
            Double.parseDouble(parts[3].substring(1)));
    String expected = row.get(variant + "_ub");
    String at = variant + " at " + t;
    assertThat(ears.bound(counts, t).isPresent()).as(at).isEqualTo(!expected.equals("NA"));
    if (expected.equals("NaN")) {
      assertThat(ears.bound(counts, t)).as(at).hasValue(Double.NaN);
    } else if (!expected.equals("NA")) {
      double bound = ears.bound(counts, t).orElseThrow();
      assertAbsolute(at, bound, Double.parseDouble(expected), 1e-12 * Math.max(1, bound));
    }
    boolean alarm = row.get(variant + "_alarm").equals("1");
    assertThat(ears.isAlarm(counts, t)).as(at).isEqualTo(alarm);
  }

  @ParameterizedTest
  @MethodSource("series")
  void cusum_agrees_with_surveillance(String series) {
    var rows = Vectors.csv("cusum_" + series + ".csv");
    RESIDUALS.forEach(
        (name, residual) -> {
          var cusum = new Cusum(residual, header(series, "m"), header(series, "alpha"), 0.5, 4);
          double s = 0;
          for (var row : rows) {
            s = cusum.next(s, Long.parseLong(row.get("y")));
            double expected = Double.parseDouble(row.get(name + "_cusum"));
            assertAbsolute(name + row, s, expected, 1e-12 * Math.max(1, expected));
            assertThat(cusum.isAlarm(s)).isEqualTo(row.get(name + "_alarm").equals("1"));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("series")
  void likelihood_ratio_cusum_agrees_with_surveillance(String series) {
    double mean = header(series, "m");
    assertSums("lrcusum_pois_" + series, new LikelihoodRatioCusum(mean, 0, 2, 5));
    double alpha = header(series, "alpha");
    assertSums("lrcusum_nb_" + series, new LikelihoodRatioCusum(mean, alpha, 2, 5));
  }

  private static void assertSums(String file, LikelihoodRatioCusum cusum) {
    double s = 0;
    for (var row : Vectors.csv(file + ".csv")) {
      s = cusum.next(s, Long.parseLong(row.get("y")));
      double expected = Double.parseDouble(row.get("value"));
      assertAbsolute(file + row, s, expected, 1e-12 * Math.max(1, expected));
      assertThat(cusum.isAlarm(s)).isEqualTo(row.get("alarm").equals("1"));
    }
  }

  /** Sums of m1 are cut off at 0 with every count: they are the same for any input near it. */
  @ParameterizedTest
  @ValueSource(strings = {"pois", "nb"})
  void sums_of_every_series_but_one_rise_above_zero(String kind) {
    assertThat(series().filter(name -> !rises("lrcusum_" + kind + "_" + name))).containsOnly("m1");
  }

  private static boolean rises(String file) {
    return Vectors.csv(file + ".csv").stream()
        .anyMatch(row -> Double.parseDouble(row.get("value")) > 0);
  }

  @ParameterizedTest
  @MethodSource("series")
  void far_from_both_boundaries_a_sum_grows_by_the_log_likelihood_ratio(String series) {
    double mean = header(series, "m");
    double alpha = header(series, "alpha");
    for (long count : monitored(series)) {
      assertGrowth(mean, 0, count, new Poisson(2 * mean), new Poisson(mean));
      var risen = new NegativeBinomial(1 / alpha, 2 * mean);
      assertGrowth(mean, alpha, count, risen, new NegativeBinomial(1 / alpha, mean));
    }
  }

  private static void assertGrowth(
      double mean, double alpha, long count, CountDistribution risen, CountDistribution usual) {
    double growth = new LikelihoodRatioCusum(mean, alpha, 2, 2000).next(1000, count) - 1000;
    double expected = risen.logProbability(count) - usual.logProbability(count);
    assertAbsolute(mean + " " + alpha + " " + count, growth, expected, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("series")
  void charts_are_given_what_follows_the_counts_that_their_mean_is_of(String series) {
    long[] all = GammaPoissonSeries.counts(GammaPoissonSeries.rows(series));
    int start = (int) header(series, "T0");
    assertThat(all).hasSize((int) header(series, "n"));
    double mean = Arrays.stream(all).limit(start).average().orElseThrow();
    assertRelative(series, header(series, "m"), mean, 1e-14);
    long[] rest = Arrays.copyOfRange(all, start, all.length);
    assertThat(monitored(series)).isEqualTo(rest);
    for (String chart : List.of("cusum_", "lrcusum_pois_")) {
      assertThat(GammaPoissonSeries.counts(Vectors.csv(chart + series + ".csv"))).isEqualTo(rest);
    }
    assertThat(GammaPoissonSeries.counts(Vectors.csv("ears_" + series + ".csv"))).isEqualTo(all);
  }

  private static long[] monitored(String series) {
    return GammaPoissonSeries.counts(Vectors.csv("lrcusum_nb_" + series + ".csv"));
  }

  private static double header(String series, String name) {
    return Vectors.json("r_series_meta.json").get(series).get(name).asDouble();
  }

  @Test
  void ewma_agrees_with_pandas() {
    JsonNode vector = Vectors.json("ewma.json");
    var chart = new Ewma(vector.get("lam").asDouble(), vector.get("L").asDouble());
    double[] z = Vectors.doubles(vector.get("z"));
    double average = 0;
    for (int i = 0; i < z.length; i++) {
      average = chart.next(average, z[i]);
      assertAbsolute("ewma", average, vector.get("expected_ewma").get(i).asDouble(), 1e-12);
      double limit = vector.get("expected_limit").get(i).asDouble();
      assertAbsolute("limit", chart.limit(i + 1), limit, 1e-12);
      boolean alarm = vector.get("expected_alarm").get(i).asBoolean();
      assertThat(chart.isAlarm(average, i + 1)).isEqualTo(alarm);
    }
  }

  @Test
  void average_run_lengths_agree_with_spc() {
    var rows = Vectors.csv("arl_cusum_ewma.csv");
    assertThat(rows).hasSize(24);
    for (var row : rows) {
      double p1 = Double.parseDouble(row.get("p1"));
      double p2 = Double.parseDouble(row.get("p2"));
      double shift = Double.parseDouble(row.get("mu"));
      double actual =
          row.get("chart").equals("cusum_one_sided")
              ? RunLength.ofCusum(p1, p2, shift)
              : RunLength.ofEwma(new Ewma(p1, p2), shift);
      assertRelative("" + row, actual, Double.parseDouble(row.get("arl")), 1e-5);
    }
  }

  @Test
  void the_run_length_is_what_simulated_charts_run() {
    var random = new Random(11);
    long values = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      for (double s = 0; s < 4; s = Math.max(0, s + random.nextGaussian() + 0.5 - 0.5)) {
        values++;
      }
    }
    assertRelative("mean", (double) values / runs, RunLength.ofCusum(0.5, 4, 0.5), 0.06);
  }

  @Test
  void settings_without_meaning_are_rejected() {
    assertThatThrownBy(() -> new Ears(Ears.Method.C1, 2, 0.01, 0)).hasMessageContaining("baseline");
    assertThatThrownBy(() -> new Cusum(Residual.ROSSI, 0, 0, 0.5, 4)).hasMessageContaining("mean");
    assertThatThrownBy(() -> new LikelihoodRatioCusum(1, 0, 1, 5)).hasMessageContaining("factor");
    assertThatThrownBy(() -> new Ewma(0, 3)).hasMessageContaining("lambda");
  }
}
