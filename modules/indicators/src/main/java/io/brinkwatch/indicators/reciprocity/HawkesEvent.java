package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;
import java.util.Comparator;

/**
 * An event of a mutually exciting process.
 *
 * @param component which of the streams it belongs to, from 0
 * @param time since the start of observation, ≥ 0, in the unit of the model
 * @param mark how strongly it excites, &gt; 0; 1 for all if events are alike
 */
public record HawkesEvent(int component, double time, double mark) {

  static final Comparator<HawkesEvent> CANONICAL =
      Comparator.comparingDouble(HawkesEvent::time)
          .thenComparingInt(HawkesEvent::component)
          .thenComparingDouble(HawkesEvent::mark);

  /** Rejects values out of range. */
  public HawkesEvent {
    Checks.that(component >= 0, "component must not be negative, was " + component);
    Checks.within("time", time, 0, Double.MAX_VALUE);
    Checks.positive("mark", mark);
  }
}
