package io.brinkwatch.streams.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.reciprocity.HawkesFitSettings;
import io.brinkwatch.indicators.reciprocity.HawkesParams;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.HawkesSide;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.streams.reference.Reference;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PairFitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Bravo answers within hours; Alpha does not answer, but goes on by itself. */
  private static final HawkesParams TRUTH =
      HawkesParams.constant(
          List.of(0.5, 0.3),
          List.of(List.of(0.3, 0.0), List.of(0.5, 0.1)),
          List.of(List.of(2.0, 2.0), List.of(4.0, 2.0)));

  private static final int DAYS = 700;

  private static PairActs acts(List<Incident> told) {
    Policy policy = Cast.policy();
    var reference =
        new Reference(
            Map.of(),
            Cast.actors().stream()
                .collect(
                    Collectors.toMap(a -> new ReferenceKey(a.getId(), a.getVersion()), a -> a)),
            Map.of(new ReferenceKey(policy.getId(), policy.getVersion()), policy),
            Map.of());
    var acts =
        new PairActs(
            "bravo", "alpha", reference.actorVersions().at(Cast.START), reference.policyVersions());
    told.forEach(acts::take);
    return acts;
  }

  private static HawkesParameters fit(PairActs acts) throws UnfitException {
    return PairFit.of(acts, "NORTH", new PairActs.Stretch(Cast.START, day(DAYS)), 3);
  }

  private static Instant day(double days) {
    return Cast.START.plusMillis((long) (days * DAY.toMillis()));
  }

  @Test
  void what_was_simulated_is_found_again() throws UnfitException {
    var blows = new ArrayList<>(Exchange.simulated(TRUTH, DAYS, 7));
    Collections.shuffle(blows, new Random(1));

    HawkesParameters fitted = fit(acts(blows));

    // two standard deviations or so, and the pull of the prior towards 0.2
    assertThat(fitted.getFirst().getActor()).isEqualTo("alpha");
    assertThat(fitted.getFirst().getOwn().getAlpha()).isCloseTo(0.3, within(0.12));
    assertThat(fitted.getFirst().getOther().getAlpha()).isCloseTo(0.0, within(0.12));
    assertThat(fitted.getSecond().getOther().getAlpha()).isCloseTo(0.5, within(0.12));
    assertThat(fitted.getSecond().getOwn().getAlpha()).isCloseTo(0.1, within(0.12));
    assertThat(fitted.getSecond().getOther().getBeta()).isCloseTo(4, within(2.0));
    assertThat(fitted.getSecond().getP()).isLessThan(1e-6);
    assertThat(fitted.getFirst().getP()).isGreaterThan(0.01);
    assertThat(fitted.getFirst().getActs() + fitted.getSecond().getActs()).isEqualTo(blows.size());
    assertThat(fitted.getFirst().getMu()).hasSize(50).allMatch(mu -> mu >= 0);
    assertThat(fitted.getPieceDays()).isCloseTo(14, within(1e-9));
    assertThat(fitted.getSpectralRadius()).isLessThan(1);
    assertThat(fitted.getVersion()).isEqualTo(3);
    assertThat(fitted.getEffectiveFrom()).isEqualTo(day(DAYS)).isEqualTo(fitted.getFittedTo());
  }

  @Test
  void the_order_in_which_incidents_are_told_makes_no_difference() throws UnfitException {
    List<Incident> blows = Exchange.simulated(TRUTH, 300, 8);
    var back = new ArrayList<>(blows);
    Collections.reverse(back);

    assertThat(fit(acts(back))).isEqualTo(fit(acts(blows)));
  }

  @Test
  void a_slip_in_a_date_that_was_corrected_or_withdrawn_does_not_stretch_the_period() {
    List<Incident> told = new ArrayList<>(Exchange.simulated(TRUTH, 30, 7));
    PairActs.Stretch before = acts(told).told("NORTH").orElseThrow();
    told.add(Exchange.blow("slip", "alpha", "bravo", day(-3650), MINUTE).build());
    told.add(Exchange.blow("slip", "alpha", "bravo", day(3), MINUTE).build());
    told.add(
        Exchange.blow("gone", "alpha", "bravo", day(3650), MINUTE)
            .setState(RecordState.RETRACTED)
            .build());

    assertThat(acts(told).told("NORTH")).contains(before);
  }

  @Test
  void the_last_word_on_an_incident_counts_and_those_known_by_the_day_are_left_out()
      throws UnfitException {
    List<Incident> blows = new ArrayList<>(Exchange.simulated(TRUTH, DAYS, 9));
    HawkesParameters before = fit(acts(blows));
    blows.add(Exchange.blow("day", "alpha", "bravo", day(3), DAY).build());
    blows.add(Exchange.blow("moved", "alpha", "bravo", day(3.2), MINUTE).build());
    blows.add(Exchange.blow("moved", "alpha", "bravo", day(3), MINUTE).setTheatre("SOUTH").build());
    blows.add(Exchange.blow("gone", "bravo", "alpha", day(4), MINUTE).build());
    blows.add(
        Exchange.blow("gone", "bravo", "alpha", day(4), MINUTE)
            .setState(RecordState.RETRACTED)
            .build());
    blows.add(
        Exchange.blow("unclear", "bravo", "alpha", day(5), MINUTE).setDirected(false).build());
    blows.add(Exchange.blow("before", "bravo", "alpha", day(0), MINUTE).build());
    blows.add(Exchange.blow("after", "bravo", "alpha", day(DAYS + 0.1), MINUTE).build());
    PairActs acts = acts(blows);

    HawkesParameters after = fit(acts);

    assertThat(after.getFirst().getActsByDay()).isOne();
    HawkesSide first = HawkesSide.newBuilder(after.getFirst()).setActsByDay(0).build();
    assertThat(HawkesParameters.newBuilder(after).setFirst(first).build()).isEqualTo(before);
    assertThat(acts.theatres()).containsExactly("NORTH", "SOUTH");
    assertThat(acts.told("NORTH").orElseThrow().to()).isEqualTo(day(DAYS + 0.1));
  }

  @Test
  void too_few_acts_in_one_direction_are_refused() {
    var blows = new ArrayList<Incident>();
    for (int i = 0; i < 200; i++) {
      blows.add(Exchange.blow("a" + i, "alpha", "bravo", day(i + 0.5), MINUTE).build());
      Duration length = i < 99 ? MINUTE : DAY;
      blows.add(Exchange.blow("b" + i, "bravo", "alpha", day(i + 0.7), length).build());
    }

    assertThatThrownBy(() -> fit(acts(blows)))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("100 acts in each direction")
        .hasMessageContaining("of bravo against alpha there are 99 in NORTH from 2023-10-02")
        .hasMessageContaining("and 101 known by the day only");
  }

  @Test
  void a_stream_that_only_grows_is_refused() {
    var blows = new ArrayList<Incident>();
    for (int i = 0; i < 800; i++) {
      double day = 2 * Math.log1p(i);
      String by = i % 2 == 0 ? "alpha" : "bravo";
      String on = i % 2 == 0 ? "bravo" : "alpha";
      blows.add(Exchange.blow("b" + i, by, on, day(day + 0.001), MINUTE).build());
    }
    var during = new PairActs.Stretch(Cast.START, day(2 * Math.log1p(800)));

    assertThatThrownBy(() -> PairFit.of(acts(blows), "NORTH", during, 1))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("not stable");
  }

  @Test
  void a_fit_that_does_not_converge_is_refused() {
    HawkesFitSettings prior = HawkesFitSettings.DEFAULT;
    var hasty =
        new HawkesFitSettings(
            prior.pieceLength(), prior.alpha(), prior.beta(), 0.2, 2, 1e-7, 3, prior.minEvents());
    PairActs acts = acts(Exchange.simulated(TRUTH, DAYS, 7));
    var during = new PairActs.Stretch(Cast.START, day(DAYS));

    assertThatThrownBy(() -> PairFit.of(acts, "NORTH", during, 1, hasty))
        .isInstanceOf(UnfitException.class)
        .hasMessage("the fit with priors has not converged after 3 steps");
  }
}
