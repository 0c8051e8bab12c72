package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.spread.Breadth;
import io.brinkwatch.indicators.spread.Spillover;
import java.util.List;
import java.util.Optional;

/**
 * Where violence has spread to, and over how much it is spread.
 *
 * @param horizontal what new cells score
 * @param breadth what the number of fronts scores
 * @param spillover pairs, areas, initiators and the theatre itself that were quiet
 * @param fronts areas over which the severity of the window is spread
 * @param shift how far it has moved from where it was in the baseline, [0, 1] bits
 * @param firstUses means and kinds of targets not seen before in the horizon
 * @param baselineDays days of baseline on which somebody watched
 */
public record SpreadOf(
    Valued horizontal,
    Valued breadth,
    Spillover spillover,
    Breadth fronts,
    double shift,
    List<FirstUse> firstUses,
    int baselineDays) {

  /**
   * Something done for the first time.
   *
   * @param what what it was done with or to, such as {@code means:BALLISTIC_MISSILE}
   * @param initiator who did it; "" for a kind of target
   * @param incidentId the first incident
   * @param transfer the transfer of arms within a year before that explains it
   */
  public record FirstUse(
      String what, String initiator, String incidentId, Optional<String> transfer) {}
}
