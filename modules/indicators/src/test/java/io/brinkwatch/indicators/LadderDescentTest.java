package io.brinkwatch.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What is said of a descent is what happens if nothing more comes. */
class LadderDescentTest {
  private static final long HOUR = 3_600_000;
  private static final LadderParams PARAMS = LadderParams.DEFAULT;

  @Property(tries = 300)
  void a_quiet_ladder_comes_down_when_it_was_said_and_not_before(
      @ForAll @DoubleRange(min = 16, max = 99) double index,
      @ForAll @IntRange(max = 6) int floor,
      @ForAll @IntRange(min = 1, max = 400) int floorHours,
      @ForAll @IntRange(max = 30) int quietTicks) {
    long floorUntil = floorHours * HOUR;
    long now = 0;
    LadderState state = Ladder.step(LadderState.START, now, index, floor, true, PARAMS).state();
    int level = state.level();
    for (int i = 0; i < quietTicks && state.level() == level; i++) {
      now += 6 * HOUR;
      state = quiet(state, now, floor, floorUntil);
    }
    if (state.level() == level) {
      requireFallAtOrAfter(state, now, floor, floorUntil);
    }
  }

  private static void requireFallAtOrAfter(LadderState state, long now, int floor, long until) {
    int level = state.level();
    int held = now < until ? floor : 0;
    Ladder.Descent said = Ladder.descent(state, held, until, PARAMS);
    assertThat(said.below()).isEqualTo(PARAMS.down().get(level - 1));
    long time = now;
    LadderState next = state;
    while (next.level() == level) {
      time += 6 * HOUR;
      next = quiet(next, time, floor, until);
    }
    assertThat(time).isGreaterThanOrEqualTo(said.notBeforeMillis());
    // the first tick after that which starts a wait does not count itself: two ticks at most
    assertThat(time).isLessThanOrEqualTo(said.notBeforeMillis() + 12 * HOUR);
  }

  private static LadderState quiet(LadderState state, long now, int floor, long until) {
    return Ladder.step(state, now, 0, now < until ? floor : 0, true, PARAMS).state();
  }
}
