package io.brinkwatch.indicators.reciprocity;

import java.util.List;

/**
 * What is left of the excitation by past events, kept up by recursion (Ozaki 1979):
 *
 * <pre>
 * R_ij(t) = Σ mark e^(−β_ij (t − t_k)),  D_ij(t) = Σ mark (t − t_k) e^(−β_ij (t − t_k))
 * </pre>
 */
final class Excitation {
  private final HawkesParams params;
  private final double[][] left;
  private final double[][] delay;
  private double time;

  private Excitation(HawkesParams params) {
    int size = params.components();
    this.params = params;
    this.left = new double[size][size];
    this.delay = new double[size][size];
  }

  /**
   * Walks through events in time order. The visitor sees every event with the excitation just
   * before it: the past is strict, and events at one instant do not excite each other, or data
   * stamped with the day would show excitation that is not there.
   *
   * @return the excitation at the end
   */
  static Excitation walk(
      List<HawkesEvent> events, double end, HawkesParams params, Visitor visitor) {
    var excitation = new Excitation(params);
    int next = 0;
    while (next < events.size()) {
      double now = events.get(next).time();
      int first = next;
      while (next < events.size() && events.get(next).time() == now) {
        next++;
      }
      List<HawkesEvent> together = events.subList(first, next);
      excitation.advance(now);
      together.forEach(event -> visitor.visit(event, excitation));
      together.forEach(excitation::excite);
    }
    excitation.advance(end);
    return excitation;
  }

  /** Sees an event and the excitation just before it. */
  interface Visitor {
    void visit(HawkesEvent event, Excitation before);
  }

  private void advance(double to) {
    double elapsed = to - time;
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < left.length; j++) {
        double fade = StrictMath.exp(-params.beta().get(i).get(j) * elapsed);
        delay[i][j] = (delay[i][j] + elapsed * left[i][j]) * fade;
        left[i][j] *= fade;
      }
    }
    time = to;
  }

  private void excite(HawkesEvent event) {
    for (double[] row : left) {
      row[event.component()] += event.mark();
    }
  }

  double background(int i) {
    return params.background(i, time);
  }

  /** The part of the intensity of i that stems from j. */
  double from(int i, int j) {
    return params.alpha().get(i).get(j) * params.beta().get(i).get(j) * left[i][j];
  }

  /** The same, each past event weighted by the time since. */
  double delayFrom(int i, int j) {
    return params.alpha().get(i).get(j) * params.beta().get(i).get(j) * delay[i][j];
  }

  double intensity(int i) {
    double sum = background(i);
    for (int j = 0; j < left.length; j++) {
      sum += from(i, j);
    }
    return sum;
  }
}
