package io.brinkwatch.indicators;

import java.util.List;

/**
 * Thresholds of the escalation ladder. Position k of each list belongs to level k+1.
 *
 * @param up index at which a level is climbed, ascending
 * @param down index below which it may be left; not above {@code up}, the gap is the dead band
 * @param offHours covered hours below {@code down} before one step down (off-delay)
 * @param dwellHours least hours between the last change and a step down
 * @param maxGapHours what one tick can add to the wait at most, however long ago the last one was
 */
public record LadderParams(
    List<Double> up,
    List<Double> down,
    List<Integer> offHours,
    List<Integer> dwellHours,
    int maxGapHours) {

  /** The number of levels above 0. */
  public static final int LEVELS = 6;

  /** Out of the index's reach: level 6 is held by a floor or not at all. */
  private static final double FLOOR_ONLY = 1000;

  private static final long MILLIS_PER_HOUR = 3_600_000;

  /** Expert prior, not an estimate. */
  public static final LadderParams DEFAULT =
      new LadderParams(
          List.of(15.0, 30.0, 50.0, 65.0, 80.0, FLOOR_ONLY),
          List.of(8.0, 23.0, 43.0, 58.0, 73.0, FLOOR_ONLY),
          List.of(24, 48, 72, 120, 168, 168),
          List.of(12, 24, 48, 72, 72, 72),
          6);

  /** Rejects lists of another length than six, disorder and negative times. */
  public LadderParams {
    up = sixOf("up", up);
    down = sixOf("down", down);
    offHours = sixOf("offHours", offHours);
    dwellHours = sixOf("dwellHours", dwellHours);
    for (int k = 0; k < LEVELS; k++) {
      Checks.that(k == 0 || up.get(k - 1) <= up.get(k), "up must ascend: " + up);
      Checks.that(down.get(k) <= up.get(k), "down must not exceed up at level " + (k + 1));
      Checks.that(offHours.get(k) >= 0, "offHours must not be negative: " + offHours);
      Checks.that(dwellHours.get(k) >= 0, "dwellHours must not be negative: " + dwellHours);
    }
    Checks.that(maxGapHours > 0, "maxGapHours must be positive, was " + maxGapHours);
  }

  private static <T> List<T> sixOf(String name, List<T> list) {
    Checks.that(list.size() == LEVELS, name + " needs one value for each of the six levels");
    return List.copyOf(list);
  }

  /** The highest level whose threshold the index reaches. */
  int levelOf(double index) {
    int level = LEVELS;
    while (level > 0 && !(index >= up.get(level - 1))) {
      level--;
    }
    return level;
  }

  /** Whether the index is below the dead band of a level; never for level 0. */
  boolean isBelow(int level, double index) {
    return level > 0 && index < down.get(level - 1);
  }

  long offMillis(int level) {
    return offHours.get(level - 1) * MILLIS_PER_HOUR;
  }

  long dwellMillis(int level) {
    return dwellHours.get(level - 1) * MILLIS_PER_HOUR;
  }

  long maxGapMillis() {
    return maxGapHours * MILLIS_PER_HOUR;
  }
}
