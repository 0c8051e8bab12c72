package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A mutually exciting point process with exponential kernels (Hawkes 1971; Ogata 1981).
 *
 * <pre>
 * λ_i(t) = μ_i(t) + Σ_j Σ_{t_k of j, t_k &lt; t} mark_k α_ij β_ij e^(−β_ij (t − t_k))
 * Λ_i(T) = ∫μ_i + Σ_j α_ij Σ_k mark_k (1 − e^(−β_ij (T − t_k)))
 * ℓ      = Σ_i [Σ_k ln λ_i(t_k) − Λ_i(T)]
 * </pre>
 *
 * <p>Times known to the day only would have to be jittered first.
 *
 * @param intensities λ of each component just before each of its events, in time order
 * @param compensators Λ of each component, the number of events the model expects
 * @param logLikelihood ℓ; −∞ if an event came where the model has no rate
 */
public record Hawkes(
    List<List<Double>> intensities, List<Double> compensators, double logLikelihood) {

  /** Copies the lists. */
  public Hawkes {
    intensities = intensities.stream().map(List::copyOf).toList();
    compensators = List.copyOf(compensators);
  }

  /**
   * Evaluates a model along events in any order.
   *
   * @param horizon end of observation, not before any event
   */
  public static Hawkes along(Collection<HawkesEvent> events, double horizon, HawkesParams params) {
    List<HawkesEvent> sorted = sorted(events, horizon, params.components());
    var intensities = new ArrayList<List<Double>>();
    for (int i = 0; i < params.components(); i++) {
      intensities.add(new ArrayList<>());
    }
    Excitation.walk(
        sorted,
        horizon,
        params,
        (event, before) ->
            intensities.get(event.component()).add(before.intensity(event.component())));
    List<Double> compensators =
        components(params).mapToObj(i -> compensator(i, sorted, horizon, params)).toList();
    double logLikelihood = 0;
    for (int i = 0; i < params.components(); i++) {
      for (double intensity : intensities.get(i)) {
        logLikelihood += StrictMath.log(intensity);
      }
      logLikelihood -= compensators.get(i);
    }
    return new Hawkes(intensities, compensators, logLikelihood);
  }

  /**
   * The intensity of each component at a time, from the events strictly before it.
   *
   * @param events in any order
   */
  public static List<Double> intensityAt(
      double time, Collection<HawkesEvent> events, HawkesParams params) {
    Excitation now = before(time, events, params);
    return components(params).mapToObj(now::intensity).toList();
  }

  /**
   * The share of each component's intensity at a time that stems from the other components, [0, 1]:
   * how far it answers rather than follows itself or the background. 0 where there is no intensity.
   */
  public static List<Double> crossShareAt(
      double time, Collection<HawkesEvent> events, HawkesParams params) {
    Excitation now = before(time, events, params);
    return components(params).mapToObj(i -> crossShare(i, now, params)).toList();
  }

  private static double crossShare(int i, Excitation now, HawkesParams params) {
    double others = 0;
    for (int j = 0; j < params.components(); j++) {
      others += j == i ? 0 : now.from(i, j);
    }
    return others > 0 ? others / now.intensity(i) : 0;
  }

  private static Excitation before(
      double time, Collection<HawkesEvent> events, HawkesParams params) {
    List<HawkesEvent> past = events.stream().filter(event -> event.time() < time).toList();
    return Excitation.walk(
        sorted(past, time, params.components()), time, params, (event, excitation) -> {});
  }

  /** In canonical order, because the last bits of a sum depend on it. */
  static List<HawkesEvent> sorted(Collection<HawkesEvent> events, double horizon, int components) {
    for (HawkesEvent event : events) {
      Checks.within("time", event.time(), 0, horizon);
      Checks.that(event.component() < components, "no such component: " + event.component());
    }
    return events.stream().sorted(HawkesEvent.CANONICAL).toList();
  }

  private static IntStream components(HawkesParams params) {
    return IntStream.range(0, params.components());
  }

  private static double compensator(
      int i, List<HawkesEvent> events, double horizon, HawkesParams params) {
    double sum = 0;
    for (int piece = 0; piece < params.mu().get(i).size(); piece++) {
      sum += params.mu().get(i).get(piece) * params.exposure(i, piece, horizon);
    }
    for (HawkesEvent event : events) {
      double alpha = params.alpha().get(i).get(event.component());
      double beta = params.beta().get(i).get(event.component());
      sum -= alpha * event.mark() * StrictMath.expm1(-beta * (horizon - event.time()));
    }
    return sum;
  }
}
