package io.brinkwatch.indicators.reciprocity;

import java.util.ArrayList;
import java.util.List;

/** One step of expectation and maximisation. */
final class HawkesStep {
  private final HawkesParams params;
  private final double horizon;
  private final List<HawkesEvent> events;
  private final HawkesFitSettings settings;

  /** Expected immigrants of each component in each piece of the background. */
  private final double[][] immigrants;

  /** Expected offspring of i begotten by j. */
  private final double[][] offspring;

  /** Expected sum of their delays. */
  private final double[][] delays;

  private HawkesStep(
      HawkesParams params, List<HawkesEvent> events, double horizon, HawkesFitSettings settings) {
    int size = params.components();
    this.params = params;
    this.events = events;
    this.horizon = horizon;
    this.settings = settings;
    this.immigrants = new double[size][params.mu().get(0).size()];
    this.offspring = new double[size][size];
    this.delays = new double[size][size];
  }

  /** Parameters that are no less probable. */
  static HawkesParams from(
      HawkesParams params, List<HawkesEvent> events, double horizon, HawkesFitSettings settings) {
    var step = new HawkesStep(params, events, horizon, settings);
    Excitation.walk(events, horizon, params, step::attribute);
    return step.maximise();
  }

  /** Divides an event among its possible causes, in proportion to their intensities. */
  private void attribute(HawkesEvent event, Excitation before) {
    int i = event.component();
    double intensity = before.intensity(i);
    immigrants[i][params.piece(i, event.time())] += before.background(i) / intensity;
    for (int j = 0; j < offspring.length; j++) {
      offspring[i][j] += before.from(i, j) / intensity;
      delays[i][j] += before.delayFrom(i, j) / intensity;
    }
  }

  private HawkesParams maximise() {
    var mu = new ArrayList<List<Double>>();
    var alpha = new ArrayList<List<Double>>();
    var beta = new ArrayList<List<Double>>();
    for (int i = 0; i < offspring.length; i++) {
      mu.add(background(i));
      var alphas = new ArrayList<Double>();
      var betas = new ArrayList<Double>();
      for (int j = 0; j < offspring.length; j++) {
        double a = alpha(i, j);
        alphas.add(a);
        betas.add(beta(i, j, a));
      }
      alpha.add(alphas);
      beta.add(betas);
    }
    return new HawkesParams(params.pieceLength(), mu, alpha, beta);
  }

  private List<Double> background(int i) {
    var rates = new ArrayList<Double>();
    for (int piece = 0; piece < immigrants[i].length; piece++) {
      rates.add(immigrants[i][piece] / params.exposure(i, piece, horizon));
    }
    return rates;
  }

  private double alpha(int i, int j) {
    if (params.alpha().get(i).get(j) == 0) {
      return 0; // an absent arrow stays absent, whatever the prior
    }
    double beta = params.beta().get(i).get(j);
    double seen = 0;
    for (HawkesEvent event : events) {
      if (event.component() == j) {
        seen -= event.mark() * StrictMath.expm1(-beta * (horizon - event.time()));
      }
    }
    return (offspring[i][j] + settings.alpha().shape() - 1) / (seen + settings.alpha().rate());
  }

  private double beta(int i, int j, double alpha) {
    double beta = params.beta().get(i).get(j);
    double born = offspring[i][j] + settings.beta().shape() - 1;
    if (alpha == 0 || born == 0) {
      return beta;
    }
    // slope of the offspring that the horizon hides: they, too, have their delays
    double hidden = 0;
    for (HawkesEvent event : events) {
      if (event.component() == j) {
        double left = horizon - event.time();
        hidden += event.mark() * left * StrictMath.exp(-beta * left);
      }
    }
    return born / (delays[i][j] + alpha * hidden + settings.beta().rate());
  }
}
