package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class CompositeIndexTest {
  private static final CompositeWeights WEIGHTS = CompositeWeights.DEFAULT;

  @Test
  void the_theatre_fields_agree_with_the_reference() {
    var cases = Vectors.json("composite.json").get("cases");
    assertThat(cases).hasSize(8);
    cases.forEach(CompositeIndexTest::assertCase);
  }

  private static void assertCase(JsonNode vector) {
    var index = CompositeIndex.of(Vectors.enumMap(SubIndex.class, vector.get("sub")), WEIGHTS);
    JsonNode expected = vector.get("expected");
    assertRelative("state", index.state(), expected.get("state").asDouble(), 1e-12);
    assertRelative("pressure", index.pressure(), expected.get("pressure").asDouble(), 1e-12);
    assertRelative("index", index.value(), expected.get("index").asDouble(), 1e-12);
    var contributions = Vectors.enumMap(SubIndex.class, expected.get("contributions"));
    assertThat(index.contributions()).containsOnlyKeys(SubIndex.values());
    contributions.forEach(
        (key, value) -> assertRelative("" + key, index.contributions().get(key), value, 1e-12));
  }

  @Test
  void the_default_weights_are_the_reference_weights() {
    var vector = Vectors.json("composite.json");
    assertThat(WEIGHTS.state())
        .isEqualTo(Vectors.enumMap(SubIndex.class, vector.get("stateWeights")));
    assertThat(WEIGHTS.pressure())
        .isEqualTo(Vectors.enumMap(SubIndex.class, vector.get("pressureWeights")));
    assertThat(WEIGHTS.headroom()).isEqualTo(vector.get("kappa").asDouble());
  }

  @Property
  void contributions_sum_to_the_value_which_stays_in_range(
      @ForAll("present") Map<SubIndex, Double> present) {
    var index = CompositeIndex.of(present, WEIGHTS);
    double sum = index.contributions().values().stream().mapToDouble(x -> x).sum();
    assertAbsolute("sum", sum, index.value(), 1e-9);
    assertThat(index.value()).isBetween(0.0, 100.0);
    assertThat(index.contributions()).containsOnlyKeys(present.keySet());
  }

  @Property
  void raising_one_sub_index_never_lowers_the_composite(
      @ForAll("present") Map<SubIndex, Double> present,
      @ForAll SubIndex which,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 100) double rise) {
    var raised = new EnumMap<SubIndex, Double>(SubIndex.class);
    raised.putAll(present);
    raised.merge(which, rise, (old, more) -> Math.min(100, old + more));
    double rounding = 1e-12;
    assertThat(CompositeIndex.of(raised, WEIGHTS).value())
        .isGreaterThanOrEqualTo(CompositeIndex.of(present, WEIGHTS).value() - rounding);
  }

  @Test
  void an_absent_sub_index_leaves_the_terms_of_the_others_alone() {
    var state = Map.of(SubIndex.INTENSITY, 50.0);
    var index = CompositeIndex.of(state, WEIGHTS);
    assertThat(index.value()).isEqualTo(40);
    assertThat(index.contributions()).containsExactly(Map.entry(SubIndex.INTENSITY, 40.0));
  }

  @Test
  void pressure_alone_makes_a_crisis_but_not_a_war() {
    var pressure = new EnumMap<SubIndex, Double>(SubIndex.class);
    WEIGHTS.pressure().keySet().forEach(key -> pressure.put(key, 100.0));
    assertThat(CompositeIndex.of(pressure, WEIGHTS).value()).isEqualTo(60);
  }

  @Test
  void a_sub_index_out_of_range_is_rejected() {
    for (double value : new double[] {-1, 100.1, Double.NaN}) {
      assertThatThrownBy(() -> CompositeIndex.of(Map.of(SubIndex.TEMPO, value), WEIGHTS))
          .hasMessageContaining("TEMPO must be within [0.0, 100.0]");
    }
  }

  @Test
  void weights_that_could_leave_the_scale_are_rejected() {
    Map<SubIndex, Double> none = Map.of();
    assertThatThrownBy(() -> new CompositeWeights(Map.of(SubIndex.BREADTH, 1.1), none, 0.6))
        .hasMessageContaining("state weight of BREADTH");
    assertThatThrownBy(
            () ->
                new CompositeWeights(none, Map.of(SubIndex.TEMPO, 0.6, SubIndex.POSTURE, 0.5), 0.6))
        .hasMessageContaining("sum of pressure weights");
    var tempo = Map.of(SubIndex.TEMPO, 0.5);
    assertThatThrownBy(() -> new CompositeWeights(tempo, tempo, 0.6))
        .hasMessage("TEMPO is both state and pressure");
  }

  @Provide
  Arbitrary<Map<SubIndex, Double>> present() {
    return Arbitraries.maps(
        Arbitraries.of(SubIndex.class), Arbitraries.doubles().between(0, 100).ofScale(4));
  }
}
