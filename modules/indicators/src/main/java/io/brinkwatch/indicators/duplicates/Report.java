package io.brinkwatch.indicators.duplicates;

import io.brinkwatch.indicators.Checks;
import java.util.Objects;

/**
 * What one report says, as far as it matters for telling duplicates. A report that is located no
 * better than a province belongs in no block: near everything, it would match anything.
 *
 * @param id unique in its block
 * @param rootClass what kind of act it is
 * @param actor who did it
 * @param target to whom
 * @param startMillis earliest time it can have happened, epoch milliseconds
 * @param endMillis latest, not before the start; a day-precision report spans its whole day
 */
public record Report(
    String id,
    Feed feed,
    String rootClass,
    String actor,
    String target,
    long startMillis,
    long endMillis,
    Place place) {

  /** Rejects nulls and an interval that ends before it starts. */
  public Report {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(feed, "feed");
    Objects.requireNonNull(rootClass, "rootClass");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(place, "place");
    Checks.that(startMillis <= endMillis, "report " + id + " ends before it starts");
  }

  /** How far apart in time the two acts are at least; 0 if the intervals touch. */
  long gapMillis(Report other) {
    long laterStart = Math.max(startMillis, other.startMillis);
    long earlierEnd = Math.min(endMillis, other.endMillis);
    return Math.max(0, laterStart - earlierEnd);
  }

  long durationMillis() {
    return endMillis - startMillis;
  }
}
