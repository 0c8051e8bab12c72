package io.brinkwatch.indicators.spread;

import io.brinkwatch.indicators.Checks;
import java.util.Objects;

/**
 * A unit that violence can spread to: a directed dyad, an area, a theatre or an initiator.
 * Incidents located no better than a province belong to no area.
 *
 * @param id unique among the cells read together
 * @param baseline incidents in the baseline days, ≥ 0
 * @param current incidents in the current window, each weighted by its confidence, ≥ 0
 */
public record Cell(String id, long baseline, double current) {

  /** Rejects a null id and negative counts. */
  public Cell {
    Objects.requireNonNull(id, "id");
    Checks.that(baseline >= 0, "baseline of " + id + " must not be negative, was " + baseline);
    Checks.within("current of " + id, current, 0, Double.MAX_VALUE);
  }

  boolean isDormant() {
    return baseline == 0;
  }
}
