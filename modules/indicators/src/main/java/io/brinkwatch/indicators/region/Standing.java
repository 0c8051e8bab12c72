package io.brinkwatch.indicators.region;

import io.brinkwatch.indicators.Checks;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A theatre as the region sees it.
 *
 * @param index [0, 100]
 * @param level 0 to 6
 * @param pressure of its index, [0, 100]
 * @param spreadBits surprisal of what is newly active in it, ≥ 0
 * @param tempo p-value of its tempo, [0, 1]; empty if it cannot be judged
 * @param surged whether its p-value was at most 0.01 in the last three days
 */
public record Standing(
    String theatre,
    double index,
    int level,
    double pressure,
    double spreadBits,
    OptionalDouble tempo,
    boolean surged) {

  /** The p-value from which on tempo surges. */
  public static final double SURGE = 0.01;

  /** Rejects a null theatre and values out of range. */
  public Standing {
    Objects.requireNonNull(theatre, "theatre");
    Checks.within("index of " + theatre, index, 0, 100);
    Checks.within("pressure of " + theatre, pressure, 0, 100);
    Checks.within("spreadBits of " + theatre, spreadBits, 0, Double.MAX_VALUE);
  }
}
