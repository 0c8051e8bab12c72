package io.brinkwatch.indicators.theatre;

import java.util.List;

/**
 * How sides answer each other, wherever what they do happens.
 *
 * @param at evaluation time, epoch milliseconds
 * @param dyads by number of acts, the busiest first
 */
public record Exchanges(long at, Coverage coverage, List<DyadOf> dyads) {

  /** Copies the list. */
  public Exchanges {
    dyads = List.copyOf(dyads);
  }
}
