package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Tick;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Oracle;
import io.brinkwatch.testkit.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellTest {

  /** Two values that meet in a cell, with the dimensions they belong to. */
  private record Pair(int one, Object valueOfOne, int other, Object valueOfOther) {}

  private static Set<Pair> pairs(List<Cell> cells) {
    var pairs = new HashSet<Pair>();
    for (Cell cell : cells) {
      List<Object> values = cell.values();
      for (int one = 0; one < values.size(); one++) {
        for (int other = one + 1; other < values.size(); other++) {
          pairs.add(new Pair(one, values.get(one), other, values.get(other)));
        }
      }
    }
    return pairs;
  }

  @Test
  void the_chosen_cells_hold_every_pair_of_values_that_the_full_product_holds() {
    assertThat(pairs(Cell.pairs())).isEqualTo(pairs(Cell.all()));
  }

  @Test
  void the_full_product_holds_each_cell_once_and_the_chosen_ones_among_them() {
    assertThat(Cell.all()).hasSize(2 * 3 * 3 * 2 * 3 * 2).doesNotHaveDuplicates();
    assertThat(Cell.all()).containsAll(Cell.pairs());
    assertThat(Cell.all()).extracting(Cell::name).doesNotHaveDuplicates();
  }

  @Test
  void the_scenario_holds_whatever_order_partitions_and_crashes_could_spoil() {
    Scenario scenario = DeterminismIT.SCENARIO;
    assertThat(scenario.reports())
        .anyMatch(report -> report.getVersion() > 2)
        .anyMatch(report -> report.getState() == RecordState.RETRACTED)
        .anyMatch(report -> report.getClaimStage() != ClaimStage.NONE)
        .anyMatch(report -> report.getForceStatus() != ForceStatus.NONE)
        .anyMatch(report -> report.getTally() != null)
        .anyMatch(report -> report.getOccurredFrom().isAfter(Cast.CHANGE));
    assertThat(new HashSet<>(scenario.reports())).hasSizeLessThan(scenario.reports().size());
    assertThat(scenario.ticks())
        .extracting(Tick::getHealth)
        .contains(FeedHealth.HEALTHY, FeedHealth.DOWN, FeedHealth.UNKNOWN);
    List<Oracle.Expected> expected = Oracle.expect(scenario.reports(), scenario.ticks());
    assertThat(expected)
        .anyMatch(e -> e.at() < Cast.CHANGE.toEpochMilli())
        .anyMatch(e -> e.at() > Cast.CHANGE.toEpochMilli())
        .anyMatch(e -> !e.assessment().coverage().ok())
        .anyMatch(e -> e.assessment().reciprocity().orElseThrow().dyads().size() > 2)
        .anyMatch(e -> e.step().state().level() > e.before())
        .anyMatch(e -> e.step().state().level() < e.before());
    assertThat(Oracle.region(expected)).anyMatch(e -> e.region().level() > e.before());
  }

  @Test
  void a_repeated_scenario_is_the_same_set_with_a_third_of_the_reports_more() {
    Scenario scenario = DeterminismIT.SCENARIO;
    Scenario thrice = scenario.repeated(3, 1);
    int reports = scenario.reports().size();
    assertThat(thrice.reports()).hasSize(reports + 2 * ((reports + 2) / 3));
    assertThat(Set.copyOf(thrice.reports())).isEqualTo(Set.copyOf(scenario.reports()));
    assertThat(thrice.ticks()).isEqualTo(scenario.ticks());
    assertThat(scenario.repeated(1, 1)).isEqualTo(scenario);
  }
}
