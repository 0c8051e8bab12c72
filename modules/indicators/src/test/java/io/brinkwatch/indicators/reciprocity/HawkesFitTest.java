package io.brinkwatch.indicators.reciprocity;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HawkesFitTest {
  private static final HawkesParams TRUTH =
      HawkesParams.constant(
          List.of(0.5, 0.3),
          List.of(List.of(0.3, 0.2), List.of(0.4, 0.1)),
          List.of(List.of(2.0, 2.0), List.of(4.0, 2.0)));
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** By branching: immigrants at the background rate, each event's offspring after it. */
  private static List<HawkesEvent> simulate(HawkesParams params, double horizon, Random random) {
    var open = new ArrayDeque<HawkesEvent>();
    for (int i = 0; i < params.components(); i++) {
      double rate = params.background(i, 0);
      for (double t = exponential(random) / rate; t < horizon; t += exponential(random) / rate) {
        open.add(new HawkesEvent(i, t, 1));
      }
    }
    var events = new ArrayList<HawkesEvent>();
    while (!open.isEmpty()) {
      HawkesEvent parent = open.remove();
      events.add(parent);
      for (int i = 0; i < params.components(); i++) {
        double alpha = params.alpha().get(i).get(parent.component());
        double beta = params.beta().get(i).get(parent.component());
        for (double sum = exponential(random); sum < alpha; sum += exponential(random)) {
          double time = parent.time() + exponential(random) / beta;
          if (time < horizon) {
            open.add(new HawkesEvent(i, time, 1));
          }
        }
      }
    }
    return events;
  }

  private static double exponential(Random random) {
    return -StrictMath.log(1 - random.nextDouble());
  }

  private static HawkesFitSettings flat(double pieceLength, int maxSteps) {
    return new HawkesFitSettings(
        pieceLength, GammaPrior.FLAT, GammaPrior.FLAT, 0.2, 2, 1e-6, maxSteps, 100);
  }

  @Test
  void simulated_parameters_are_recovered() {
    double horizon = 3000;
    var events = simulate(TRUTH, horizon, new Random(1));
    var fit = HawkesFit.of(events, horizon, 2, Set.of(), flat(NEVER, 5000));
    assertThat(fit.converged()).isTrue();
    for (int i = 0; i < 2; i++) {
      assertAbsolute("mu " + i, fit.params().mu().get(i).get(0), TRUTH.mu().get(i).get(0), 0.05);
      for (int j = 0; j < 2; j++) {
        double alpha = fit.params().alpha().get(i).get(j);
        assertAbsolute("alpha " + i + j, alpha, TRUTH.alpha().get(i).get(j), 0.06);
      }
    }
    // the delays of the two busiest arrows; of the weakest, hardly a hundred offspring tell
    assertRelative("beta 00", fit.params().beta().get(0).get(0), 2, 0.3);
    assertRelative("beta 10", fit.params().beta().get(1).get(0), 4, 0.3);
    double truth = Hawkes.along(events, horizon, TRUTH).logLikelihood();
    assertThat(fit.logLikelihood()).isBetween(truth, truth + 15);
  }

  @Test
  void no_step_lowers_the_posterior_and_more_of_them_end_at_a_summit() {
    var events = simulate(TRUTH, 400, new Random(2));
    var settings = HawkesFitSettings.DEFAULT;
    double before = Double.NEGATIVE_INFINITY;
    for (int steps = 1; steps <= 40; steps++) {
      double reached = HawkesFit.of(events, 400, 2, Set.of(), with(settings, steps)).logPosterior();
      assertThat(reached).isGreaterThanOrEqualTo(before);
      before = reached;
    }
    var summit = HawkesFit.of(events, 400, 2, Set.of(), settings);
    assertThat(summit.converged()).isTrue();
    assertThat(summit.logPosterior()).isGreaterThanOrEqualTo(before);
    assertThat(summit.params().spectralRadius()).isLessThan(1);
  }

  private static HawkesFitSettings with(HawkesFitSettings s, int maxSteps) {
    return new HawkesFitSettings(
        s.pieceLength(),
        s.alpha(),
        s.beta(),
        s.startAlpha(),
        s.startBeta(),
        s.tolerance(),
        maxSteps,
        s.minEvents());
  }

  @Test
  void an_arrow_that_is_there_is_significant_and_one_that_is_not_is_not() {
    var oneWay =
        HawkesParams.constant(
            List.of(0.5, 0.5),
            List.of(List.of(0.2, 0.0), List.of(0.4, 0.2)),
            List.of(List.of(2.0, 2.0), List.of(2.0, 2.0)));
    var events = simulate(oneWay, 1000, new Random(3));
    var full = HawkesFit.of(events, 1000, 2, Set.of(), flat(NEVER, 2000));
    var there = new HawkesFit.Link(1, 0);
    var absent = new HawkesFit.Link(0, 1);
    assertThat(HawkesFit.likelihoodRatioP(full, without(there, events))).isLessThan(1e-6);
    assertThat(HawkesFit.likelihoodRatioP(full, without(absent, events))).isGreaterThan(0.05);
    assertThat(without(there, events).params().alpha().get(1).get(0)).isZero();
  }

  private static HawkesFit without(HawkesFit.Link link, List<HawkesEvent> events) {
    return HawkesFit.of(events, 1000, 2, Set.of(link), flat(NEVER, 2000));
  }

  @Test
  void a_drift_that_the_background_cannot_follow_is_read_as_excitation() {
    var random = new Random(4);
    var events = new ArrayList<HawkesEvent>();
    for (int day = 0; day < 280; day++) {
      int rate = day / 14 % 2 == 0 ? 1 : 5;
      for (double t = exponential(random) / rate; t < 1; t += exponential(random) / rate) {
        events.add(new HawkesEvent(0, day + t, 1));
      }
    }
    assertThat(offspring(events, NEVER)).isGreaterThan(0.5);
    assertThat(offspring(events, 14)).isLessThan(0.2);
  }

  private static double offspring(List<HawkesEvent> events, double pieceLength) {
    var fit = HawkesFit.of(events, 280, 1, Set.of(), flat(pieceLength, 2000));
    return fit.params().alpha().get(0).get(0);
  }

  @Test
  void too_few_events_are_not_fitted() {
    var one = List.of(new HawkesEvent(0, 1, 1));
    assertThatThrownBy(() -> HawkesFit.of(one, 2, 1, Set.of(), HawkesFitSettings.DEFAULT))
        .hasMessage("component 0 needs 100 events to fit, has 1");
  }
}
