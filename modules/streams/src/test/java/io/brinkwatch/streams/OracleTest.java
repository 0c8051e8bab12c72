package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Scenario;
import io.brinkwatch.testkit.Ticks;
import io.brinkwatch.testkit.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OracleTest {

  @Property(tries = 20)
  void any_set_in_any_order_within_the_grace_gives_what_the_oracle_says(
      @ForAll long seed, @ForAll @IntRange(max = 60) int incidents) {
    Scenario scenario = Scenario.random(seed, incidents, 16);
    try (var pipeline = PipelineDriver.withChangingPolicy()) {
      pipeline.take(scenario.arrivals());
      Verdict.on(scenario, pipeline.finalReadings(), pipeline.finalLevels()).requireEqual();
    }
  }

  @Property(tries = 6)
  void two_orders_of_one_set_give_the_same_incidents_and_the_same_bytes(@ForAll long seed) {
    Scenario one = Scenario.random(seed, 40, 12);
    Scenario other = one.shuffled(~seed);
    try (var first = PipelineDriver.withChangingPolicy();
        var second = PipelineDriver.withChangingPolicy()) {
      first.take(one.arrivals());
      second.take(other.arrivals());
      assertThat(second.standing()).isEqualTo(first.standing());
      assertThat(Verdict.hash(second.finalReadings(), second.finalLevels()))
          .isEqualTo(Verdict.hash(first.finalReadings(), first.finalLevels()));
    }
  }

  @Test
  void a_scenario_has_a_reading_of_every_indicator() {
    Scenario scenario = Scenario.random(20231007, 60, 16);
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(scenario.arrivals());
      assertThat(pipeline.finalReadings().stream().map(IndicatorReading::getIndicator))
          .containsAll(EnumSet.complementOf(EnumSet.of(Indicator.UNKNOWN)));
    }
  }

  @Test
  void a_strike_raises_the_index_of_its_theatre_and_the_region_and_of_no_other() {
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(Reports.strike("r1", Cast.START.plus(Duration.ofHours(2))).build());
      for (int h = 6; h <= 72; h += 6) {
        pipeline.take(Ticks.wire(Cast.START.plus(Duration.ofHours(h)), Duration.ofHours(6)));
      }
      assertThat(pipeline.finalLevels())
          .filteredOn(level -> level.getIndex() > 0)
          .extracting(EscalationLevel::getSubject)
          .containsOnly("NORTH", "REGION");
    }
  }
}
