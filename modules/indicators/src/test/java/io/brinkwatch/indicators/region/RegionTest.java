package io.brinkwatch.indicators.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.spread.CoSurge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RegionTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final Map<String, Double> WEIGHTS = Map.of("A", 0.5, "B", 0.25, "C", 0.25);

  private static Standing standing(String name, double index, int level, double bits) {
    return new Standing(name, index, level, 0, bits, OptionalDouble.empty(), false);
  }

  private static Standing tempo(String name, double p, boolean surged) {
    return new Standing(name, 0, 0, 0, 0, OptionalDouble.of(p), surged);
  }

  private static Standing unjudged(String name, boolean surged) {
    return new Standing(name, 0, 0, 0, 0, OptionalDouble.empty(), surged);
  }

  private static Region region(Standing... theatres) {
    return Region.of(List.of(theatres), WEIGHTS);
  }

  @Test
  void the_index_is_the_power_mean_of_those_with_a_weight() {
    Region region =
        region(standing("A", 60, 3, 0), standing("B", 40, 2, 0), standing("D", 90, 5, 0));
    double sum = 0.5 * Math.pow(60, 4) + 0.25 * Math.pow(40, 4);
    double value = Math.sqrt(Math.sqrt(sum));
    assertThat(region.index().value()).isCloseTo(value, CLOSE);
    assertThat(region.index().contributions().get("A"))
        .isCloseTo(value * 0.5 * Math.pow(60, 4) / sum, CLOSE);
    assertThat(region.index().contributions().get("D")).isZero();
    // it is a theatre all the same
    assertThat(region.level()).isEqualTo(5);
  }

  @Test
  void the_level_is_one_more_where_violence_compounds() {
    assertThat(region(standing("A", 0, 4, 0), standing("B", 0, 4, 0)).level()).isEqualTo(5);
    assertThat(region(standing("A", 0, 4, 90), standing("B", 0, 3, 90)).level()).isEqualTo(4);
    assertThat(threeAtThree(6.7, 6.7, 6.6).level()).isEqualTo(4);
    assertThat(threeAtThree(6.7, 6.7, 6.6).spreadBits()).isCloseTo(20, CLOSE);
    assertThat(threeAtThree(6.7, 6.7, 6.5).level()).isEqualTo(3);
  }

  private static Region threeAtThree(double a, double b, double c) {
    return region(standing("A", 0, 3, a), standing("B", 0, 3, b), standing("C", 0, 3, c));
  }

  @Test
  void it_is_under_the_pressure_of_the_theatre_under_most() {
    Region region =
        region(
            new Standing("A", 0, 0, 20, 0, OptionalDouble.empty(), false),
            new Standing("B", 0, 0, 55, 0, OptionalDouble.empty(), false),
            new Standing("C", 0, 0, 30, 0, OptionalDouble.empty(), false));
    assertThat(region.pressure()).isEqualTo(55);
  }

  @Test
  void theatres_surge_together_out_of_those_that_can_be_judged() {
    Region region =
        region(
            tempo("A", 0.5, true),
            tempo("B", 0.001, true),
            tempo("C", 1, false),
            unjudged("D", true));
    // at least two of three at 0.03 each
    double p = 3 * 0.03 * 0.03 * 0.97 + 0.03 * 0.03 * 0.03;
    assertThat(region.coSurge().surging()).isEqualTo(2);
    assertThat(region.coSurge().theatres()).isEqualTo(3);
    assertThat(region.coSurge().p()).isCloseTo(p, CLOSE);
  }

  @Test
  void alarms_are_those_that_pass_among_as_many_as_were_judged() {
    // ranks of three: 0.1/3, 0.2/3, 0.1
    assertThat(
            region(tempo("A", 0.06, false), tempo("B", 0.03, false), tempo("C", 0.5, false))
                .alarms())
        .containsExactly("A", "B");
    assertThat(
            region(tempo("A", 0.06, false), tempo("B", 0.5, false), unjudged("C", false)).alarms())
        .isEmpty();
    // what was in the last three days is no alarm today
    assertThat(region(tempo("A", 0.5, true)).alarms()).isEmpty();
  }

  @Test
  void a_region_without_theatres_is_calm() {
    Region region = region();
    assertThat(region.index().value()).isZero();
    assertThat(region.level()).isZero();
    assertThat(region.coSurge()).isEqualTo(new CoSurge(0, 0, 1));
    assertThat(region.alarms()).isEmpty();
  }

  @Test
  void a_standing_out_of_range_is_rejected() {
    assertThatThrownBy(() -> standing("A", 100.1, 0, 0)).hasMessageContaining("index of A");
    assertThatThrownBy(() -> standing("A", 0, 0, -1)).hasMessageContaining("spreadBits of A");
    assertThatThrownBy(() -> new Standing("A", 0, 0, Double.NaN, 0, OptionalDouble.empty(), false))
        .hasMessageContaining("pressure of A");
    assertThatThrownBy(() -> region(standing("A", 0, 7, 0))).hasMessage("no such level: 7");
    assertThatThrownBy(() -> region(tempo("A", 1.5, false))).hasMessageContaining("p-value of A");
  }

  @Property(tries = 200)
  void the_order_of_theatres_is_of_no_importance(
      @ForAll("standings") List<Standing> standings, @ForAll Random random) {
    var shuffled = new ArrayList<>(standings);
    Collections.shuffle(shuffled, random);
    assertThat(Region.of(shuffled, WEIGHTS)).isEqualTo(Region.of(standings, WEIGHTS));
  }

  @Property(tries = 200)
  void contributions_sum_to_the_index_and_the_level_is_that_of_the_worst_or_one_more(
      @ForAll("standings") List<Standing> standings) {
    Region region = Region.of(standings, WEIGHTS);
    double sum = region.index().contributions().values().stream().mapToDouble(x -> x).sum();
    assertThat(sum).isCloseTo(region.index().value(), CLOSE);
    int worst = standings.stream().mapToInt(Standing::level).max().orElse(0);
    assertThat(region.level()).isBetween(worst, Math.min(6, worst + 1));
  }

  @Provide
  Arbitrary<List<Standing>> standings() {
    return Combinators.combine(
            Arbitraries.of("A", "B", "C", "D", "E"),
            Arbitraries.doubles().between(0, 100),
            Arbitraries.integers().between(0, 6),
            Arbitraries.doubles().between(0, 30),
            Arbitraries.doubles().between(0, 1).optional(),
            Arbitraries.of(true, false))
        .as(
            (name, index, level, bits, p, surged) ->
                new Standing(
                    name,
                    index,
                    level,
                    index / 2,
                    bits,
                    p.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    surged))
        .list()
        .uniqueElements(Standing::theatre)
        .ofMaxSize(5);
  }
}
