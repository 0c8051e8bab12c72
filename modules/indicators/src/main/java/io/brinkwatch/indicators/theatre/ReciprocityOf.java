package io.brinkwatch.indicators.theatre;

import java.util.List;

/**
 * How the sides of a theatre answer each other.
 *
 * @param value of the dyad with the highest value
 * @param dyads by number of acts, the busiest first
 */
public record ReciprocityOf(Valued value, List<DyadOf> dyads) {

  /** Copies the list. */
  public ReciprocityOf {
    dyads = List.copyOf(dyads);
  }
}
