package io.brinkwatch.indicators.skill;

import io.brinkwatch.indicators.Checks;

/**
 * A forecast and what came of it.
 *
 * @param score the higher, the likelier; for {@link Brier} a probability
 * @param happened whether the event came
 */
public record Forecast(double score, boolean happened) {

  /** Rejects NaN, which has no rank. */
  public Forecast {
    Checks.that(!Double.isNaN(score), "a score must be a number");
  }
}
