package io.brinkwatch.indicators.skill;

import io.brinkwatch.indicators.Checks;

/**
 * What makes a warning a hit.
 *
 * @param lead most days by which it may come before the event, ≥ 0
 * @param late most days by which it may come after, ≥ 0
 * @param quiet days from one alarm to the next from which the next is a new episode, &gt; 0
 */
public record WarningParams(int lead, int late, int quiet) {

  /** A fortnight before to a day after; episodes after a week. */
  public static final WarningParams DEFAULT = new WarningParams(14, 1, 7);

  /** Rejects negative days. */
  public WarningParams {
    Checks.that(lead >= 0, "lead must not be negative, was " + lead);
    Checks.that(late >= 0, "late must not be negative, was " + late);
    Checks.that(quiet > 0, "quiet must be positive, was " + quiet);
  }
}
