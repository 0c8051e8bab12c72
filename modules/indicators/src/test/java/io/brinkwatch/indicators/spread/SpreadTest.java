package io.brinkwatch.indicators.spread;

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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final SpilloverParams PARAMS = SpilloverParams.DEFAULT;

  @Test
  void spillover_breadth_and_shift_agree_with_the_reference() {
    var cases = Vectors.json("horizontal.json").get("cases");
    assertThat(cases).hasSize(3);
    cases.forEach(SpreadTest::assertCase);
  }

  private static void assertCase(JsonNode vector) {
    double[] baseline = Vectors.doubles(vector.get("baseline_counts_90d"));
    double[] current = Vectors.doubles(vector.get("current_counts_7d"));
    JsonNode expected = vector.get("expected");
    assertSpillover(expected, Spillover.of(cells(baseline, current), PARAMS));
    double[] active = Vectors.doubles(expected.get("p_active"));
    for (int c = 0; c < active.length; c++) {
      assertRelative("p", Spillover.activity((long) baseline[c], PARAMS), active[c], 1e-9);
    }
    var breadth = Breadth.of(current);
    assertRelative("H", breadth.entropy(), expected.get("entropy_nats").asDouble(), 1e-9);
    assertRelative("D1", breadth.fronts(), expected.get("effective_fronts_D1").asDouble(), 1e-9);
    double d2 = expected.get("inverse_simpson_D2").asDouble();
    assertRelative("D2", breadth.dominantFronts(), d2, 1e-9);
    double shift = Shift.between(current, baseline);
    assertRelative("JSD", shift, expected.get("jsd_bits").asDouble(), 1e-9);
  }

  private static void assertSpillover(JsonNode expected, Spillover actual) {
    assertThat(actual.entries()).hasSize(expected.get("newly_active").asInt());
    assertRelative("J", actual.bits(), expected.get("surprisal_bits").asDouble(), 1e-9);
    assertRelative("index", actual.index(), expected.get("index").asDouble(), 1e-9);
    assertRelative("p", actual.p(), expected.get("p_newly_active").asDouble(), 1e-9);
  }

  private static List<Cell> cells(double[] baseline, double[] current) {
    var cells = new ArrayList<Cell>();
    for (int c = 0; c < baseline.length; c++) {
      cells.add(new Cell("c" + c, (long) baseline[c], current[c]));
    }
    return cells;
  }

  @Property
  void order_is_of_no_importance_and_points_sum_to_the_index(
      @ForAll("cells") List<Cell> cells, @ForAll Random random) {
    var spillover = Spillover.of(cells, PARAMS);
    var shuffled = new ArrayList<>(cells);
    Collections.shuffle(shuffled, random);
    assertThat(Spillover.of(shuffled, PARAMS)).isEqualTo(spillover);
    double points = spillover.entries().stream().mapToDouble(Spillover.Entry::points).sum();
    assertAbsolute("points", points, spillover.index(), 1e-9);
    assertThat(Breadth.of(currents(shuffled))).isEqualTo(Breadth.of(currents(cells)));
  }

  @Property
  void one_more_new_cell_never_lowers_the_index_and_is_never_likelier(
      @ForAll("cells") List<Cell> cells) {
    var before = new ArrayList<>(cells);
    before.add(new Cell("quiet", 0, 0.4));
    var after = new ArrayList<>(cells);
    after.add(new Cell("quiet", 0, 0.5));
    assertThat(Spillover.of(after, PARAMS).index())
        .isGreaterThanOrEqualTo(Spillover.of(before, PARAMS).index());
    assertThat(Spillover.of(after, PARAMS).p())
        .isLessThanOrEqualTo(Spillover.of(before, PARAMS).p());
  }

  @Property
  void effective_fronts_are_ordered_and_no_more_than_there_are(@ForAll("cells") List<Cell> cells) {
    var breadth = Breadth.of(currents(cells));
    double rounding = 1e-9;
    assertThat(breadth.dominantFronts()).isLessThanOrEqualTo(breadth.fronts() + rounding);
    assertThat(breadth.fronts()).isLessThanOrEqualTo(cells.size() + rounding);
    assertThat(breadth.index()).isBetween(0.0, 100.0);
  }

  private static double[] currents(List<Cell> cells) {
    return cells.stream().mapToDouble(Cell::current).toArray();
  }

  @Test
  void equal_fronts_count_as_many_as_they_are() {
    assertAbsolute("four", Breadth.of(new double[] {2, 2, 0, 2, 2}).fronts(), 4, 1e-12);
    assertAbsolute("full", Breadth.of(new double[] {1, 1, 1, 1, 1, 1, 1, 1}).index(), 100, 1e-9);
    assertThat(Breadth.of(new double[] {5}).index()).isZero();
    assertThat(Breadth.of(new double[] {0, 0})).isEqualTo(new Breadth(0, 0, 0, 0));
  }

  @Test
  void a_distribution_that_stays_does_not_shift() {
    assertAbsolute("same", Shift.between(new double[] {3, 1}, new double[] {3, 1}), 0, 1e-15);
    assertThat(Shift.between(new double[] {0, 1e6}, new double[] {1e6, 0})).isGreaterThan(0.99);
    assertThatThrownBy(() -> Shift.between(new double[1], new double[2]))
        .hasMessageContaining("one baseline per cell");
  }

  @Test
  void two_of_five_theatres_hardly_surge_together_by_chance() {
    assertAbsolute("p", CoSurge.of(2, 5).p(), 0.008472, 1e-6);
    assertThat(CoSurge.of(0, 5).p()).isEqualTo(1);
    assertThatThrownBy(() -> CoSurge.of(6, 5)).hasMessage("6 surges in 5 theatres");
  }

  @Provide
  Arbitrary<List<Cell>> cells() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99),
            Arbitraries.longs().between(0, 3),
            Arbitraries.of(0.0, 0.4, 0.5, 3.0))
        .as((id, baseline, current) -> new Cell("c" + id, baseline, current))
        .list()
        .uniqueElements(Cell::id)
        .ofMaxSize(12);
  }
}
