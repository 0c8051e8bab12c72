package io.brinkwatch.indicators.theatre;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many of the attacks that officials count are held as incidents. A yardstick for the input: it
 * bears on no other value.
 *
 * @param value share held in percent, of several counts the lowest; its evidence is what is held.
 *     NO_DATA if no count stands
 * @param counts each count with what is held of it, the lowest share first
 */
public record Reconciliation(Valued value, List<Held> counts) {

  private static final double PERCENT = 100;
  private static final Valued NO_COUNT =
      new Valued(0, Status.NO_DATA, OptionalLong.empty(), Evidence.NONE);
  private static final Comparator<Held> LOWEST_FIRST =
      Comparator.comparingDouble(Held::share)
          .thenComparing(held -> held.count().asOf(), Comparator.reverseOrder())
          .thenComparing(held -> held.count().id());

  /**
   * A count beside what is held of it.
   *
   * @param incidents those held, in any order
   */
  public record Held(Yardstick count, List<Accounted> incidents) {

    /** Incidents held as a percentage of those told, 0 to 100; 100 if none were told. */
    public double share() {
      return incidents.size() >= count.told() ? PERCENT : PERCENT * incidents.size() / count.told();
    }
  }

  /**
   * Compares.
   *
   * @param counts one for each pair of sides
   * @param incidents all that are known as of the evaluation
   */
  public static Reconciliation of(
      Collection<Yardstick> counts,
      Collection<Accounted> incidents,
      Parties parties,
      Coverage coverage,
      Rules rules) {
    var all = new ArrayList<Held>();
    for (Yardstick count : counts) {
      all.add(new Held(count, incidents.stream().filter(i -> count.counts(i, parties)).toList()));
    }
    all.sort(LOWEST_FIRST);
    Status status = coverage.ok() ? Status.OK : Status.STALE;
    Valued value = all.isEmpty() ? NO_COUNT : value(all.get(0), status, rules.evidenceLimit());
    return new Reconciliation(value, List.copyOf(all));
  }

  private static Valued value(Held lowest, Status status, int limit) {
    double each = lowest.share() / Math.max(1, lowest.incidents().size());
    List<Share> shares =
        lowest.incidents().stream()
            .map(i -> new Share(i.id(), i.version(), each, i.confidence(), i.summary()))
            .toList();
    double value = shares.isEmpty() ? 0 : lowest.share();
    return new Valued(
        lowest.share(), status, OptionalLong.empty(), Evidence.of(value, shares, limit));
  }
}
