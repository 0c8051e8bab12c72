package io.brinkwatch.indicators;

import java.util.Map;

/**
 * The weights of the composite index.
 *
 * @param state weights of the sub-indices that say how high; none negative, sum at most 1
 * @param pressure weights of those that say where to; none negative, sum at most 1, none in both
 * @param headroom the share of the room above the state that full pressure fills, in [0, 1]
 */
public record CompositeWeights(
    Map<SubIndex, Double> state, Map<SubIndex, Double> pressure, double headroom) {

  /** Expert prior, not an estimate. */
  public static final CompositeWeights DEFAULT =
      new CompositeWeights(
          Map.of(SubIndex.INTENSITY, 0.8, SubIndex.BREADTH, 0.2),
          Map.of(
              SubIndex.TEMPO, 0.30,
              SubIndex.PRECURSOR, 0.30,
              SubIndex.HORIZONTAL, 0.15,
              SubIndex.RECIPROCITY, 0.15,
              SubIndex.POSTURE, 0.10),
          0.6);

  /** A sum of decimal weights that should be 1 may miss it by a few roundings. */
  private static final double ROUNDING = 1e-9;

  /** Rejects weights that could take the index out of [0, 100]. */
  public CompositeWeights {
    state = Checks.ordered(SubIndex.class, state);
    pressure = Checks.ordered(SubIndex.class, pressure);
    checkSum("state", state);
    checkSum("pressure", pressure);
    for (SubIndex subIndex : pressure.keySet()) {
      Checks.that(!state.containsKey(subIndex), subIndex + " is both state and pressure");
    }
    Checks.within("headroom", headroom, 0, 1);
  }

  private static void checkSum(String name, Map<SubIndex, Double> weights) {
    double sum = 0;
    for (var weight : weights.entrySet()) {
      sum += Checks.within(name + " weight of " + weight.getKey(), weight.getValue(), 0, 1);
    }
    Checks.within("sum of " + name + " weights", sum, 0, 1 + ROUNDING);
  }
}
