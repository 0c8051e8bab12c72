package io.brinkwatch.indicators.duplicates;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A cluster id that is gone after the block was clustered again.
 *
 * @param id the id that no cluster has any longer
 * @param successors the clusters that its reports are in now, ascending: one if it was merged or
 *     has a new anchor, several if it was split, none if its reports were retracted
 */
public record Tombstone(String id, List<String> successors) {

  /** Copies the successors. */
  public Tombstone {
    successors = List.copyOf(successors);
  }

  /** One for each id that {@code before} has and {@code after} has not, in the order of before. */
  public static List<Tombstone> between(Collection<Cluster> before, Collection<Cluster> after) {
    var clusterOf = new HashMap<String, String>();
    var alive = new TreeSet<String>();
    for (Cluster cluster : after) {
      alive.add(cluster.id());
      cluster.members().forEach(member -> clusterOf.put(member, cluster.id()));
    }
    return before.stream()
        .filter(cluster -> !alive.contains(cluster.id()))
        .map(
            cluster ->
                new Tombstone(
                    cluster.id(),
                    cluster.members().stream()
                        .map(clusterOf::get)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList()))
        .toList();
  }
}
