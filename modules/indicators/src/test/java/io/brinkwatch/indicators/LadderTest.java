package io.brinkwatch.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final LadderParams PARAMS = LadderParams.DEFAULT;
  private static final long HOUR = 3_600_000;

  @Test
  void a_ladder_that_follows_goes_where_others_went_at_once_and_in_one_step() {
    LadderStep up = Ladder.follow(LadderState.START, 10 * HOUR, 4);
    assertThat(up.reason()).isEqualTo(LadderReason.THEATRES);
    assertThat(up.state()).isEqualTo(new LadderState(4, 10 * HOUR, 0, 10 * HOUR, false));
    LadderStep same = Ladder.follow(up.state(), 16 * HOUR, 4);
    assertThat(same.reason()).isEqualTo(LadderReason.HOLD);
    assertThat(same.state()).isEqualTo(new LadderState(4, 10 * HOUR, 0, 16 * HOUR, false));
    LadderStep down = Ladder.follow(same.state(), 22 * HOUR, 1);
    assertThat(down.reason()).isEqualTo(LadderReason.DECAY);
    assertThat(down.state()).isEqualTo(new LadderState(1, 22 * HOUR, 0, 22 * HOUR, false));
    assertThatThrownBy(() -> Ladder.follow(down.state(), 23 * HOUR, 7))
        .hasMessage("no such level: 7");
  }

  @Test
  void every_tick_agrees_with_the_reference() {
    var vector = Vectors.json("ladder.json");
    int ticks = 0;
    for (JsonNode history : vector.get("cases")) {
      ticks += assertHistory(history);
    }
    assertThat(ticks).isEqualTo(704);
  }

  private static int assertHistory(JsonNode history) {
    LadderState state = LadderState.START;
    int i = 0;
    for (JsonNode tick : history.get("ticks")) {
      JsonNode expected = history.get("expected").get(i++);
      LadderStep step =
          Ladder.step(
              state,
              tick.get(0).asLong() * HOUR,
              tick.get(1).asDouble(),
              tick.get(2).asInt(),
              tick.get(3).asBoolean(),
              PARAMS);
      state = step.state();
      String at = history.get("name") + " " + expected;
      assertThat(state.lastTickMillis()).as(at).isEqualTo(expected.get("h").asLong() * HOUR);
      assertThat(state.level()).as(at).isEqualTo(expected.get("level").asInt());
      assertThat(step.reason().name()).as(at).isEqualTo(expected.get("reason").asText());
      assertThat((double) state.belowMillis() / HOUR)
          .as(at)
          .isEqualTo(expected.get("below_h").asDouble());
    }
    return i;
  }

  @Test
  void the_default_thresholds_are_the_reference_thresholds() {
    var config = Vectors.json("ladder.json").get("config");
    assertThat(PARAMS)
        .isEqualTo(
            new LadderParams(
                Vectors.doubleList(config.get("up")),
                Vectors.doubleList(config.get("down")),
                Vectors.intList(config.get("off_h")),
                Vectors.intList(config.get("dwell_h")),
                config.get("max_gap_h").asInt()));
  }

  @Property
  void an_outage_never_lowers_the_level(
      @ForAll("ticks") List<Tick> before, @ForAll("ticks") List<Tick> outage) {
    LadderState state = run(LadderState.START, before);
    int level = state.level();
    for (Tick tick : outage) {
      state = tick.dark().take(state).state();
      assertThat(state.level()).isGreaterThanOrEqualTo(level);
      level = state.level();
    }
  }

  @Property
  void it_climbs_at_once_to_what_index_and_floor_demand(
      @ForAll("ticks") List<Tick> before,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 100) double index,
      @ForAll @IntRange(max = 6) int floor) {
    LadderState state = run(LadderState.START, before);
    var step = new Tick(1, index, floor, false).take(state);
    assertThat(step.state().level()).isGreaterThanOrEqualTo(floor);
    for (int level = 1; level <= 5; level++) {
      assertThat(step.state().level() >= level || index < PARAMS.up().get(level - 1)).isTrue();
    }
  }

  @Property
  void it_descends_one_step_at_a_time_and_never_below_the_floor(@ForAll("ticks") List<Tick> ticks) {
    LadderState state = LadderState.START;
    for (Tick tick : ticks) {
      LadderStep step = tick.take(state);
      int change = step.state().level() - state.level();
      assertThat(change).isGreaterThanOrEqualTo(-1);
      assertThat(step.reason() == LadderReason.DECAY).isEqualTo(change == -1);
      assertThat(step.state().level()).isGreaterThanOrEqualTo(tick.floor());
      state = step.state();
    }
  }

  @Test
  void waiting_before_an_outage_still_counts_after_it_but_the_outage_does_not() {
    LadderState state = at(LadderReason.INDEX, new Tick(0, 20, 0, true).take(LadderState.START));
    for (int i = 0; i < 4; i++) {
      state = at(LadderReason.DECAY_PENDING, new Tick(6, 0, 0, true).take(state));
    }
    assertThat(state.belowMillis()).isEqualTo(18 * HOUR);
    for (int i = 0; i < 100; i++) {
      state = at(LadderReason.STALE_HOLD, new Tick(6, 0, 0, false).take(state));
    }
    state = at(LadderReason.DECAY_PENDING, new Tick(6, 0, 0, true).take(state));
    assertThat(state.belowMillis()).isEqualTo(18 * HOUR);
    state = at(LadderReason.DECAY, new Tick(6, 0, 0, true).take(state));
    assertThat(state.level()).isZero();
  }

  @Test
  void a_long_gap_between_ticks_counts_as_the_longest_that_is_allowed() {
    LadderState state = new Tick(0, 20, 0, true).take(LadderState.START).state();
    state = new Tick(1, 0, 0, true).take(state).state();
    state = new Tick(1000, 0, 0, true).take(state).state();
    assertThat(state.belowMillis()).isEqualTo(6 * HOUR);
  }

  @Test
  void the_wait_for_the_next_step_begins_once_the_index_is_below_that_step() {
    var state = new LadderState(2, 0, 48 * HOUR, 100 * HOUR, true);
    // below the dead band of level 2, yet not of level 1
    LadderStep down = new Tick(6, 20, 0, true).take(state);
    assertThat(down.reason()).isEqualTo(LadderReason.DECAY);
    assertThat(down.state().wasBelow()).isFalse();
    assertThat(new Tick(6, 0, 0, true).take(down.state()).state().belowMillis()).isZero();
  }

  @Test
  void a_tick_from_the_past_adds_no_time() {
    var state = new LadderState(1, 0, HOUR, 100 * HOUR, true);
    assertThat(new Tick(-50, 0, 0, true).take(state).state().belowMillis()).isEqualTo(HOUR);
  }

  @Test
  void an_index_that_is_no_number_moves_nothing() {
    var state = new LadderState(3, 0, 1000 * HOUR, 1000 * HOUR, true);
    LadderStep step = new Tick(6, Double.NaN, 0, true).take(state);
    assertThat(step.reason()).isEqualTo(LadderReason.HOLD);
    assertThat(step.state().level()).isEqualTo(3);
  }

  @Test
  void the_highest_rung_is_reached_by_a_floor_only() {
    assertThat(new Tick(0, 100, 0, true).take(LadderState.START).state().level()).isEqualTo(5);
    LadderStep step = new Tick(0, 100, 6, true).take(LadderState.START);
    assertThat(step.state().level()).isEqualTo(6);
    assertThat(step.reason()).isEqualTo(LadderReason.FLOOR);
  }

  @Test
  void levels_and_thresholds_without_meaning_are_rejected() {
    assertThatThrownBy(() -> new Tick(0, 0, 7, true).take(LadderState.START))
        .hasMessage("no such floor: 7");
    assertThatThrownBy(() -> new LadderState(7, 0, 0, 0, false)).hasMessage("no such level: 7");
    var p = PARAMS;
    assertThatThrownBy(() -> new LadderParams(p.down(), p.up(), p.offHours(), p.dwellHours(), 6))
        .hasMessage("down must not exceed up at level 1");
    assertThatThrownBy(() -> new LadderParams(List.of(), p.down(), p.offHours(), p.dwellHours(), 6))
        .hasMessageContaining("up needs one value for each of the six levels");
  }

  private static LadderState at(LadderReason expected, LadderStep step) {
    assertThat(step.reason()).isEqualTo(expected);
    return step.state();
  }

  private static LadderState run(LadderState start, List<Tick> ticks) {
    LadderState state = start;
    for (Tick tick : ticks) {
      state = tick.take(state).state();
    }
    return state;
  }

  /** One tick, some hours after the last. */
  record Tick(int hours, double index, int floor, boolean coverageOk) {
    LadderStep take(LadderState state) {
      long time = state.lastTickMillis() + hours * HOUR;
      return Ladder.step(state, time, index, floor, coverageOk, PARAMS);
    }

    Tick dark() {
      return new Tick(hours, index, floor, false);
    }
  }

  @Provide
  Arbitrary<List<Tick>> ticks() {
    var index =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0, 100), Arbitraries.doubles().between(0, 20));
    var floor = Arbitraries.frequency(Tuple.of(20, 0), Tuple.of(1, 3), Tuple.of(1, 6));
    var covered = Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false));
    return Combinators.combine(Arbitraries.integers().between(0, 12), index, floor, covered)
        .as(Tick::new)
        .list()
        .ofMaxSize(150);
  }
}
