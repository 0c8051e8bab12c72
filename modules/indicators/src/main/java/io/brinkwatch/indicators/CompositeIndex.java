package io.brinkwatch.indicators;

import java.util.EnumMap;
import java.util.Map;

/**
 * The composite index of a theatre.
 *
 * <pre>
 * S = Σ state weight · sub-index            how high
 * M = Σ pressure weight · sub-index         where to
 * value = S + headroom · (1 − S/100) · M
 * </pre>
 *
 * <p>Pressure moves only the room that the state leaves: a steady war, whose tempo is nil, stays as
 * high as it is, and pressure alone can make a crisis but not a war. The value is monotone in every
 * sub-index and is the exact sum of its contributions. That additive sums compensate (OECD/JRC
 * Handbook on Constructing Composite Indicators, 2008) is why levels also have floors.
 *
 * @param state S in [0, 100]
 * @param pressure M in [0, 100]
 * @param value the index in [0, 100]
 * @param contributions points of each sub-index that is present and has a weight; sum to the value
 */
public record CompositeIndex(
    double state, double pressure, double value, Map<SubIndex, Double> contributions) {

  /** Copies the contributions. */
  public CompositeIndex {
    contributions = Checks.ordered(SubIndex.class, contributions);
  }

  /**
   * Composes the sub-indices that are present. One that is absent has no term, and the other
   * weights are not scaled up in its stead: what 40 means must not jump on the day an indicator is
   * added or a feed is lost.
   *
   * @param present values in [0, 100]; anything else is an IllegalArgumentException
   */
  public static CompositeIndex of(Map<SubIndex, Double> present, CompositeWeights weights) {
    var points = new EnumMap<SubIndex, Double>(SubIndex.class);
    double state = Math.min(100, add(points, present, weights.state(), 1));
    double room = weights.headroom() * (1 - state / 100);
    double pressure = Math.min(100, add(points, present, weights.pressure(), room));
    double value = Math.min(100, state + room * pressure);
    return new CompositeIndex(state, pressure, value, points);
  }

  /** The weighted sum; the points of each term, times {@code scale}, go to {@code points}. */
  private static double add(
      Map<SubIndex, Double> points,
      Map<SubIndex, Double> present,
      Map<SubIndex, Double> weights,
      double scale) {
    double sum = 0;
    for (var weight : weights.entrySet()) {
      Double value = present.get(weight.getKey());
      if (value != null) {
        double term = weight.getValue() * Checks.within("" + weight.getKey(), value, 0, 100);
        sum += term;
        points.put(weight.getKey(), scale * term);
      }
    }
    return sum;
  }
}
