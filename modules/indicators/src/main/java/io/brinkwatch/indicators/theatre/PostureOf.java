package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import java.util.List;

/**
 * What forces stand in a theatre.
 *
 * @param stock Q, ≥ 0
 * @param usual median of Q over the last year, as far as it was watched
 * @param forces with a weight, the heaviest first
 * @param buildsUpWithTempo whether the stock has risen in a week in which incidents surged
 */
public record PostureOf(
    Valued value, double stock, double usual, List<Standing> forces, boolean buildsUpWithTempo) {

  /**
   * A force that counts.
   *
   * @param name by which it is known
   * @param incidentId what told of it last
   * @param ageDays days since
   * @param weight in the stock, &gt; 0
   */
  public record Standing(
      String name,
      Capability capability,
      Deployment deployment,
      String incidentId,
      int ageDays,
      double weight) {}
}
