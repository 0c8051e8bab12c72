package io.brinkwatch.indicators;

import java.util.Collection;

/**
 * The level of the region on the ladder: that of its worst theatre, and one more if violence
 * compounds, which is graver than the sum of its parts.
 */
public final class RegionalLevel {
  private static final int MAJOR = 4;
  private static final int SUSTAINED = 3;
  private static final double WIDE_SPREAD_BITS = 20;

  private RegionalLevel() {}

  /**
   * The level, 0 to 6: the highest of the theatres, raised by one if two are at 4 or above, or if
   * three are at 3 or above while violence spreads.
   *
   * @param levels of the theatres, each 0 to 6; no theatre is level 0
   * @param spreadBits surprisal of the cells that are new in the region, ≥ 0
   */
  public static int of(Collection<Integer> levels, double spreadBits) {
    int highest = 0;
    int major = 0;
    int sustained = 0;
    for (int level : levels) {
      Checks.that(level >= 0 && level <= LadderParams.LEVELS, "no such level: " + level);
      highest = Math.max(highest, level);
      major += level >= MAJOR ? 1 : 0;
      sustained += level >= SUSTAINED ? 1 : 0;
    }
    boolean compound = major >= 2 || (sustained >= 3 && spreadBits >= WIDE_SPREAD_BITS);
    return Math.min(LadderParams.LEVELS, compound ? highest + 1 : highest);
  }
}
