package io.brinkwatch.indicators.reciprocity;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HawkesTest {
  private static final double TOLERANCE = 1e-9;
  private static final JsonNode CASES = Vectors.json("hawkes.json").get("cases");

  @Test
  void intensities_compensators_and_likelihood_agree_with_sixty_digit_arithmetic() {
    assertThat(CASES).hasSize(6);
    CASES.forEach(HawkesTest::assertCase);
  }

  private static void assertCase(JsonNode vector) {
    HawkesParams params = params(vector);
    List<HawkesEvent> events = events(vector);
    var actual = Hawkes.along(events, vector.get("T").asDouble(), params);
    JsonNode expected = vector.get("expected");
    String name = vector.get("name").asText();
    assertMatrix(name, actual.intensities(), expected.get("intensity_at_events"));
    double[] compensators = Vectors.doubles(expected.get("compensator"));
    for (int i = 0; i < compensators.length; i++) {
      assertRelative(name, actual.compensators().get(i), compensators[i], TOLERANCE);
    }
    assertRelative(name, actual.logLikelihood(), expected.get("loglik").asDouble(), TOLERANCE);
    double radius = expected.get("spectral_radius_unit_marks").asDouble();
    assertRelative(name, params.spectralRadius(), radius, TOLERANCE);
    var atQuery = new ArrayList<List<Double>>();
    for (double t : Vectors.doubles(expected.get("query_times"))) {
      atQuery.add(Hawkes.intensityAt(t, events, params));
    }
    assertMatrix(name, atQuery, expected.get("intensity_at_query"));
  }

  private static void assertMatrix(String name, List<List<Double>> actual, JsonNode expected) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      double[] row = Vectors.doubles(expected.get(i));
      assertThat(actual.get(i)).as(name).hasSize(row.length);
      for (int k = 0; k < row.length; k++) {
        assertRelative(name, actual.get(i).get(k), row[k], TOLERANCE);
      }
    }
  }

  private static HawkesParams params(JsonNode vector) {
    return HawkesParams.constant(
        Vectors.doubleList(vector.get("mu")),
        matrix(vector.get("alpha")),
        matrix(vector.get("beta")));
  }

  private static List<List<Double>> matrix(JsonNode rows) {
    var matrix = new ArrayList<List<Double>>();
    rows.forEach(row -> matrix.add(Vectors.doubleList(row)));
    return matrix;
  }

  private static List<HawkesEvent> events(JsonNode vector) {
    var events = new ArrayList<HawkesEvent>();
    for (int i = 0; i < vector.get("events").size(); i++) {
      double[] times = Vectors.doubles(vector.get("events").get(i));
      for (int k = 0; k < times.length; k++) {
        JsonNode marks = vector.get("marks");
        double mark = marks.isNull() ? 1 : marks.get(i).get(k).asDouble();
        events.add(new HawkesEvent(i, times[k], mark));
      }
    }
    return events;
  }

  @Property(tries = 50)
  void every_order_gives_the_same_bits(@ForAll Random random) {
    for (JsonNode vector : CASES) {
      var events = events(vector);
      var shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      assertThat(Hawkes.along(shuffled, 30, params(vector)))
          .isEqualTo(Hawkes.along(events, 30, params(vector)));
    }
  }

  @Test
  void the_cross_share_is_what_the_other_side_adds() {
    var params =
        HawkesParams.constant(
            List.of(1.0, 1.0),
            List.of(List.of(0.0, 0.5), List.of(0.5, 0.0)),
            List.of(List.of(2.0, 2.0), List.of(2.0, 2.0)));
    var justNow = List.of(new HawkesEvent(1, 1, 1));
    List<Double> shares = Hawkes.crossShareAt(1 + 1e-12, justNow, params);
    assertAbsolute("answers", shares.get(0), 0.5, 1e-9);
    assertThat(shares.get(1)).isZero();
    assertThat(Hawkes.crossShareAt(1, justNow, params)).containsOnly(0.0);
  }

  @Test
  void the_background_may_change_and_its_last_rate_holds_on() {
    var params =
        new HawkesParams(
            10, List.of(List.of(1.0, 3.0)), List.of(List.of(0.0)), List.of(List.of(1.0)));
    assertThat(Hawkes.intensityAt(9, List.of(), params)).containsExactly(1.0);
    assertThat(Hawkes.intensityAt(25, List.of(), params)).containsExactly(3.0);
    assertThat(Hawkes.along(List.of(), 25, params).compensators()).containsExactly(55.0);
    assertThat(Hawkes.along(List.of(), 5, params).compensators()).containsExactly(5.0);
  }

  @Test
  void a_matrix_without_way_back_has_no_offspring_in_the_long_run() {
    var oneWay = List.of(List.of(0.0, 5.0), List.of(0.0, 0.0));
    var ones = List.of(List.of(1.0, 1.0), List.of(1.0, 1.0));
    assertThat(HawkesParams.constant(List.of(1.0, 1.0), oneWay, ones).spectralRadius()).isZero();
  }

  @Test
  void shapes_that_do_not_fit_are_rejected() {
    var one = List.of(List.of(1.0));
    assertThatThrownBy(() -> HawkesParams.constant(List.of(1.0, 1.0), one, one))
        .hasMessage("alpha must be 2 by 2");
    var params = HawkesParams.constant(List.of(1.0), one, one);
    assertThatThrownBy(() -> Hawkes.along(List.of(new HawkesEvent(1, 1, 1)), 2, params))
        .hasMessage("no such component: 1");
    assertThatThrownBy(() -> Hawkes.along(List.of(new HawkesEvent(0, 3, 1)), 2, params))
        .hasMessageContaining("time must be within");
  }
}
