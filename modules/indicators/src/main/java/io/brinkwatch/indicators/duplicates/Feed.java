package io.brinkwatch.indicators.duplicates;

import java.util.Objects;

/**
 * Where a report comes from, as far as it matters for telling duplicates.
 *
 * @param name of the feed
 * @param priority 0 is the best curated; the report of the best feed names the incident
 * @param selfDuplicating whether it tells one incident more than once, as a wire does. Two reports
 *     of a feed that does not are two incidents, however alike
 */
public record Feed(String name, int priority, boolean selfDuplicating) {

  /** Rejects a null name. */
  public Feed {
    Objects.requireNonNull(name, "name");
  }
}
