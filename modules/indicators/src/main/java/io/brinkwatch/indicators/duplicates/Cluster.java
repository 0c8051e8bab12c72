package io.brinkwatch.indicators.duplicates;

import java.util.List;

/**
 * Reports of one incident.
 *
 * @param id of its anchor, the report of the best feed
 * @param members ids of all its reports, ascending; the anchor is among them
 */
public record Cluster(String id, List<String> members) {

  /** Copies the members. */
  public Cluster {
    members = List.copyOf(members);
  }
}
