package io.brinkwatch.indicators;

/**
 * The escalation ladder: levels 0 to 6 with hysteresis.
 *
 * <p>A rung is climbed at once, and several at a time if need be; it is descended one at a time,
 * after the index has been below the dead band for the off-delay and the level has stood for its
 * dwell time. Dead band and off-delay are those of alarm design (ISA-18.2, IEC 62682; OPC UA Part
 * 9). While feeds are missing the level cannot fall and the wait is paused; what was waited before
 * still counts.
 */
public final class Ladder {
  private Ladder() {}

  /**
   * Takes one tick. Ticks must come in event-time order; one from before the last adds no time.
   *
   * @param timeMillis event time of the tick
   * @param index composite index, [0, 100]; NaN neither climbs nor descends
   * @param floor the level that threshold events hold at least, 0 to 6
   * @param coverageOk whether enough of the theatre's feeds are healthy to call quiet quiet
   */
  public static LadderStep step(
      LadderState state,
      long timeMillis,
      double index,
      int floor,
      boolean coverageOk,
      LadderParams params) {
    int byIndex = params.levelOf(index);
    if (justified(index, floor, params) > state.level()) {
      return climb(timeMillis, byIndex, floor);
    }
    if (floor >= state.level() || !params.isBelow(state.level(), index)) {
      return keep(state, timeMillis, 0, false, LadderReason.HOLD);
    }
    return coverageOk
        ? waitBelow(state, timeMillis, index, params)
        : keep(state, timeMillis, state.belowMillis(), false, LadderReason.STALE_HOLD);
  }

  /**
   * The level that an index and a floor justify by themselves, whatever the level before, 0 to 6.
   *
   * @param index composite index, [0, 100]; NaN justifies none
   * @param floor the level that threshold events hold at least, 0 to 6
   */
  public static int justified(double index, int floor, LadderParams params) {
    Checks.that(floor >= 0 && floor <= LadderParams.LEVELS, "no such floor: " + floor);
    return Math.max(params.levelOf(index), floor);
  }

  private static LadderStep climb(long time, int byIndex, int floor) {
    var state = new LadderState(Math.max(byIndex, floor), time, 0, time, false);
    return new LadderStep(state, byIndex >= floor ? LadderReason.INDEX : LadderReason.FLOOR);
  }

  private static LadderStep keep(
      LadderState old, long time, long below, boolean isBelow, LadderReason reason) {
    var state = new LadderState(old.level(), old.lastChangeMillis(), below, time, isBelow);
    return new LadderStep(state, reason);
  }

  private static LadderStep waitBelow(
      LadderState old, long time, double index, LadderParams params) {
    long below = old.belowMillis() + counted(old, time, params);
    boolean waited = below >= params.offMillis(old.level());
    boolean dwelt = time - old.lastChangeMillis() >= params.dwellMillis(old.level());
    return waited && dwelt
        ? descend(old.level() - 1, time, index, params)
        : keep(old, time, below, true, LadderReason.DECAY_PENDING);
  }

  /** The time since the last tick counts only if that tick was below and covered, too. */
  private static long counted(LadderState old, long time, LadderParams params) {
    long since = Math.max(0, time - old.lastTickMillis());
    return old.wasBelow() ? Math.min(since, params.maxGapMillis()) : 0;
  }

  private static LadderStep descend(int level, long time, double index, LadderParams params) {
    var state = new LadderState(level, time, 0, time, params.isBelow(level, index));
    return new LadderStep(state, LadderReason.DECAY);
  }

  /**
   * What it takes to come down from a level.
   *
   * @param below the index has to be below this
   * @param waitMillis for so long still, while feeds are healthy
   * @param notBeforeMillis no tick before this event time can bring it down
   */
  public record Descent(double below, long waitMillis, long notBeforeMillis) {}

  /**
   * What it takes to come down from where a tick has led.
   *
   * @param state after the tick, above level 0
   * @param floor the level that a threshold event holds, 0 to 6
   * @param floorUntilMillis when that ends, epoch milliseconds
   */
  public static Descent descent(
      LadderState state, int floor, long floorUntilMillis, LadderParams params) {
    int level = state.level();
    Checks.that(level > 0, "nothing is below level 0");
    long now = state.lastTickMillis();
    long start = floor >= level ? Math.max(now, floorUntilMillis) : now;
    long wait = Math.max(0, params.offMillis(level) - state.belowMillis());
    long dwelt = state.lastChangeMillis() + params.dwellMillis(level);
    return new Descent(params.down().get(level - 1), wait, Math.max(dwelt, start + wait));
  }

  /**
   * A ladder that goes where others have gone, as that of the region: they have waited already.
   *
   * @param level where it goes, 0 to 6
   */
  public static LadderStep follow(LadderState from, long t, int level) {
    LadderReason reason =
        level > from.level()
            ? LadderReason.THEATRES
            : level < from.level() ? LadderReason.DECAY : LadderReason.HOLD;
    long lastChange = level == from.level() ? from.lastChangeMillis() : t;
    return new LadderStep(new LadderState(level, lastChange, 0, t, false), reason);
  }
}
