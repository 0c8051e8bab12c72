package io.brinkwatch.indicators.duplicates;

import io.brinkwatch.indicators.Checks;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Who belongs to whom. Two names may mean one actor if they are equal, if one is above the other or
 * if one is not known.
 *
 * @param parent the actor directly above each one that has one
 */
public record ActorTree(Map<String, String> parent) implements BiPredicate<String, String> {
  /** The actor nobody knows. */
  public static final String UNKNOWN = "UNK";

  /** Copies the map; rejects a circle. */
  public ActorTree {
    parent = Map.copyOf(parent);
    for (String actor : parent.keySet()) {
      Checks.that(!isAbove(actor, parent.get(actor), parent), actor + " is above itself");
    }
  }

  @Override
  public boolean test(String one, String other) {
    return one.equals(UNKNOWN)
        || other.equals(UNKNOWN)
        || isAbove(one, other, parent)
        || isAbove(other, one, parent);
  }

  /** Whether {@code actor} is met on the way up from {@code from}, itself included. */
  private static boolean isAbove(String actor, String from, Map<String, String> parent) {
    String at = from;
    // a way up longer than the map goes round in a circle that does not hold the actor
    for (int steps = 0; at != null && steps <= parent.size(); steps++) {
      if (at.equals(actor)) {
        return true;
      }
      at = parent.get(at);
    }
    return false;
  }
}
