package io.brinkwatch.indicators;

/**
 * What the ladder remembers between ticks.
 *
 * @param level 0 to 6
 * @param lastChangeMillis event time of the last change of level
 * @param belowMillis covered time spent below the level's dead band so far
 * @param lastTickMillis event time of the last tick
 * @param wasBelow whether the last tick was covered and below, so that the time since then counts
 */
public record LadderState(
    int level, long lastChangeMillis, long belowMillis, long lastTickMillis, boolean wasBelow) {

  /** Before the first tick: level 0, which has nothing to wait for. */
  public static final LadderState START = new LadderState(0, 0, 0, 0, false);

  /** Rejects a level that does not exist and a negative wait. */
  public LadderState {
    Checks.that(level >= 0 && level <= LadderParams.LEVELS, "no such level: " + level);
    Checks.that(belowMillis >= 0, "belowMillis must not be negative, was " + belowMillis);
  }
}
