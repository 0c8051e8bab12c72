package io.brinkwatch.indicators.theatre;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Between whom something happened, or was counted.
 *
 * @param initiators who did it: ids, or names of those who have none; of an incident also those of
 *     their sponsors
 * @param targets to whom, likewise
 * @param directed whether initiators acted on targets; false: two sides, and nobody says who did it
 */
public record Sides(Set<String> initiators, Set<String> targets, boolean directed) {

  /** Nobody is named. */
  public static final Sides OPEN = new Sides(Set.of(), Set.of(), true);

  /** The sides of an incident, with those who stand behind them. */
  static Sides of(Traits traits, Parties parties) {
    return new Sides(
        all(traits.initiators(), parties), all(traits.targets(), parties), traits.directed());
  }

  private static Set<String> all(List<String> names, Parties parties) {
    var all = new TreeSet<String>();
    for (String name : names) {
      String id = parties.id(name);
      all.add(id);
      all.addAll(parties.sponsors(id));
    }
    return all;
  }

  public Sides {
    initiators = Set.copyOf(initiators);
    targets = Set.copyOf(targets);
  }

  /**
   * Whether an incident between these sides is one of those counted. A side that either leaves open
   * excludes nothing; but one that is counted has to fit, if any is named.
   *
   * @param counted sides of a count
   */
  public boolean areAmong(Sides counted) {
    return areAmong(initiators, targets, counted)
        || (!directed && areAmong(targets, initiators, counted));
  }

  private static boolean areAmong(Set<String> by, Set<String> on, Sides counted) {
    boolean open = counted.initiators.isEmpty() && counted.targets.isEmpty();
    return !differ(by, counted.initiators)
        && !differ(on, counted.targets)
        && (open || meet(by, counted.initiators) || meet(on, counted.targets));
  }

  private static boolean differ(Set<String> one, Set<String> other) {
    return !one.isEmpty() && !other.isEmpty() && !meet(one, other);
  }

  private static boolean meet(Set<String> one, Set<String> other) {
    return !Collections.disjoint(one, other);
  }
}
