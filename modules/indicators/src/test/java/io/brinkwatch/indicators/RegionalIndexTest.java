package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RegionalIndexTest {
  @Test
  void the_regional_fields_agree_with_the_reference() {
    var cases = Vectors.json("composite.json").get("cases");
    assertThat(cases).hasSize(8);
    for (JsonNode vector : cases) {
      assertThat(vector.get("p").asDouble()).isEqualTo(RegionalIndex.EXPONENT);
      var region =
          RegionalIndex.of(
              named(Vectors.doubleList(vector.get("theatres"))),
              named(Vectors.doubleList(vector.get("omega"))));
      JsonNode expected = vector.get("expected");
      assertRelative("value", region.value(), expected.get("regional").asDouble(), 1e-12);
      named(Vectors.doubleList(expected.get("regional_contributions")))
          .forEach(
              (name, points) ->
                  assertRelative(name, region.contributions().get(name), points, 1e-12));
    }
  }

  private static Map<String, Double> named(List<Double> values) {
    var named = new TreeMap<String, Double>();
    for (int i = 0; i < values.size(); i++) {
      named.put("theatre" + i, values.get(i));
    }
    return named;
  }

  @Property
  void contributions_sum_to_the_value_which_is_monotone_and_at_most_the_worst(
      @ForAll @Size(5) List<@DoubleRange(min = 0, max = 100) Double> theatres,
      @ForAll @DoubleRange(min = 0, max = 100) double rise) {
    var weights = named(List.of(0.25, 0.25, 0.2, 0.15, 0.15));
    var index = named(theatres);
    var region = RegionalIndex.of(index, weights);
    double sum = region.contributions().values().stream().mapToDouble(x -> x).sum();
    assertAbsolute("sum", sum, region.value(), 1e-9);
    double worst = index.values().stream().mapToDouble(x -> x).max().orElseThrow();
    assertThat(region.value()).isLessThanOrEqualTo(worst + 1e-9);
    index.merge("theatre0", rise, (old, more) -> Math.min(100, old + more));
    assertThat(RegionalIndex.of(index, weights).value())
        .isGreaterThanOrEqualTo(region.value() - 1e-9);
  }

  @Test
  void a_theatre_without_weight_and_weights_beyond_one_are_rejected() {
    assertThatThrownBy(() -> RegionalIndex.of(Map.of("GAZA", 1.0), Map.of()))
        .hasMessage("no weight for GAZA");
    assertThatThrownBy(
            () -> RegionalIndex.of(Map.of("A", 1.0, "B", 1.0), Map.of("A", 0.6, "B", 0.6)))
        .hasMessageContaining("sum of weights");
  }

  @Test
  void the_region_is_at_the_level_of_its_worst_theatre() {
    assertThat(RegionalLevel.of(List.of(), 0)).isZero();
    assertThat(RegionalLevel.of(List.of(5, 3, 0), 0)).isEqualTo(5);
  }

  @Test
  void compound_escalation_is_one_level_more() {
    assertThat(RegionalLevel.of(List.of(4, 4, 0), 0)).isEqualTo(5);
    assertThat(RegionalLevel.of(List.of(6, 5, 0), 0)).isEqualTo(6);
    assertThat(RegionalLevel.of(List.of(3, 3, 3), 20)).isEqualTo(4);
    assertThat(RegionalLevel.of(List.of(3, 3, 3), 19)).isEqualTo(3);
    assertThatThrownBy(() -> RegionalLevel.of(List.of(7), 0)).hasMessage("no such level: 7");
  }
}
