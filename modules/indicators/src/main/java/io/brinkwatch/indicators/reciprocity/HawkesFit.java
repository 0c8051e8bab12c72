package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.math.ChiSquared;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A Hawkes process fitted to events, for use offline.
 *
 * <p>By expectation–maximisation over who begot whom (Veen and Schoenberg 2008), to the mode of the
 * posterior. Where the compensator is not linear in beta, its tangent takes its place, which lies
 * below it; so no step lowers the posterior, and no step size has to be chosen.
 *
 * @param logLikelihood of the fitted model
 * @param logPosterior the same with the priors, but for a constant
 * @param steps taken
 * @param converged whether the search ended before the most steps
 */
public record HawkesFit(
    HawkesParams params, double logLikelihood, double logPosterior, int steps, boolean converged) {

  /** An arrow of excitation. */
  public record Link(int excited, int exciting) {}

  /**
   * Fits.
   *
   * @param events in any order, at least {@code settings.minEvents()} of each component
   * @param horizon end of observation, not before any event
   * @param components number of components
   * @param absent arrows left out, to test whether they are needed
   */
  public static HawkesFit of(
      Collection<HawkesEvent> events,
      double horizon,
      int components,
      Set<Link> absent,
      HawkesFitSettings settings) {
    List<HawkesEvent> sorted = Hawkes.sorted(events, horizon, components);
    checkEnough(sorted, components, settings.minEvents());
    HawkesParams params = start(sorted, horizon, components, absent, settings);
    double posterior = posterior(sorted, horizon, params, settings);
    for (int step = 1; step <= settings.maxSteps(); step++) {
      HawkesParams better = HawkesStep.from(params, sorted, horizon, settings);
      double reached = posterior(sorted, horizon, better, settings);
      boolean converged = reached - posterior < settings.tolerance();
      params = better;
      posterior = reached;
      if (converged) {
        return fit(sorted, horizon, params, posterior, step, true);
      }
    }
    return fit(sorted, horizon, params, posterior, settings.maxSteps(), false);
  }

  /**
   * The p-value of one arrow, from the fits with and without it. Under the null the arrow is on the
   * edge of what is possible, so twice the gain is half the time nil and else χ²_1 (Self and Liang
   * 1987). Meant for fits with flat priors.
   */
  public static double likelihoodRatioP(HawkesFit with, HawkesFit without) {
    double twiceGain = 2 * (with.logLikelihood - without.logLikelihood);
    return twiceGain > 0 ? 0.5 * ChiSquared.sf(twiceGain, 1) : 1;
  }

  private static HawkesFit fit(
      List<HawkesEvent> events,
      double horizon,
      HawkesParams params,
      double posterior,
      int steps,
      boolean converged) {
    double likelihood = Hawkes.along(events, horizon, params).logLikelihood();
    return new HawkesFit(params, likelihood, posterior, steps, converged);
  }

  private static void checkEnough(List<HawkesEvent> events, int components, int least) {
    for (int i = 0; i < components; i++) {
      int component = i;
      long count = events.stream().filter(event -> event.component() == component).count();
      Checks.that(
          count >= least, "component " + i + " needs " + least + " events to fit, has " + count);
    }
  }

  private static HawkesParams start(
      List<HawkesEvent> events,
      double horizon,
      int components,
      Set<Link> absent,
      HawkesFitSettings settings) {
    int pieces = (int) Math.max(1, StrictMath.ceil(horizon / settings.pieceLength()));
    var mu = new ArrayList<List<Double>>();
    var alpha = new ArrayList<List<Double>>();
    var beta = new ArrayList<List<Double>>();
    for (int i = 0; i < components; i++) {
      var row = new ArrayList<Double>();
      for (int j = 0; j < components; j++) {
        row.add(absent.contains(new Link(i, j)) ? 0 : settings.startAlpha());
      }
      mu.add(Collections.nCopies(pieces, events.size() / (components * horizon)));
      alpha.add(row);
      beta.add(Collections.nCopies(components, settings.startBeta()));
    }
    return new HawkesParams(settings.pieceLength(), mu, alpha, beta);
  }

  private static double posterior(
      List<HawkesEvent> events, double horizon, HawkesParams params, HawkesFitSettings settings) {
    double sum = Hawkes.along(events, horizon, params).logLikelihood();
    for (int i = 0; i < params.components(); i++) {
      for (int j = 0; j < params.components(); j++) {
        double alpha = params.alpha().get(i).get(j);
        if (alpha > 0) {
          sum += settings.alpha().log(alpha) + settings.beta().log(params.beta().get(i).get(j));
        }
      }
    }
    return sum;
  }
}
