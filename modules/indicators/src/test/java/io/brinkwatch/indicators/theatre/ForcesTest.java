package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of 366 days the last is 365; the year that tells what is usual begins with day 1. */
class ForcesTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private static Stage stage() {
    return Stage.of(366);
  }

  private static Told carrier(String id, int day, Deployment deployment) {
    return Told.of(id, day).by("navy").force("carrier one", deployment, Capability.CSG);
  }

  @Test
  void forces_weigh_by_kind_stage_and_confidence_above_what_is_usual() {
    PostureOf posture =
        stage()
            .tell(
                carrier("a", 360, Deployment.ENROUTE).confidence(0.5),
                Told.of("b", 361)
                    .by("army")
                    .force("battery", Deployment.ARRIVED, Capability.PATRIOT, Capability.THAAD))
            .posture();
    // 10 · 0.6 · 0.5 and 2 + 4, of 20
    assertThat(posture.stock()).isCloseTo(9, CLOSE);
    assertThat(posture.usual()).isZero();
    assertThat(posture.value().value()).isCloseTo(45, CLOSE);
    assertThat(posture.value().status()).isEqualTo(Status.OK);
    assertThat(Stage.points(posture.value(), "a")).isCloseTo(15, CLOSE);
    assertThat(Stage.points(posture.value(), "b")).isCloseTo(30, CLOSE);
    assertThat(posture.value().evidence().listed()).hasSize(2);
    assertThat(posture.forces())
        .extracting(PostureOf.Standing::capability)
        .containsExactly(Capability.THAAD, Capability.CSG, Capability.PATRIOT);
    assertThat(posture.forces().get(1))
        .isEqualTo(
            new PostureOf.Standing(
                "carrier one", Capability.CSG, Deployment.ENROUTE, "a", 5, 10 * 0.6 * 0.5));
  }

  @Test
  void a_force_known_again_is_one_force_as_it_was_told_last() {
    PostureOf posture =
        stage()
            .alias("The Navy", "navy")
            .tell(
                carrier("ordered", 350, Deployment.ORDERED),
                carrier("there", 360, Deployment.ARRIVED).by("The Navy", "navy"),
                carrier("other", 360, Deployment.ARRIVED).by("fleet"))
            .posture();
    assertThat(posture.stock()).isCloseTo(20, CLOSE);
    assertThat(Stage.listed(posture.value())).containsExactly("other", "there");
    assertThat(
            stage()
                .tell(
                    carrier("there", 350, Deployment.ARRIVED),
                    carrier("gone", 360, Deployment.DEPARTED))
                .posture()
                .stock())
        .isZero();
  }

  @Test
  void of_two_accounts_of_a_day_that_counts_which_makes_the_stock() {
    PostureOf posture =
        stage()
            .tell(
                carrier("there", 365, Deployment.ARRIVED).at(8).confidence(0.9),
                carrier("coming", 365, Deployment.ENROUTE).at(20).confidence(0.4))
            .posture();
    assertThat(posture.stock()).isCloseTo(9, CLOSE);
    assertThat(posture.forces())
        .containsExactly(
            new PostureOf.Standing(
                "carrier one", Capability.CSG, Deployment.ARRIVED, "there", 0, 9));
    assertThat(Stage.listed(posture.value())).containsExactly("there");
  }

  @Test
  void of_equal_accounts_of_a_day_the_last_counts() {
    PostureOf posture =
        stage()
            .tell(
                carrier("b", 365, Deployment.ARRIVED).at(20).confidence(0.9),
                carrier("a", 365, Deployment.ARRIVED).at(8).confidence(0.4))
            .posture();
    assertThat(posture.stock()).isCloseTo(9, CLOSE);
    assertThat(Stage.listed(posture.value())).containsExactly("b");
  }

  @Test
  void forces_sent_against_somebody_of_here_count_wherever_they_are() {
    assertThat(stage().tell(carrier("a", 360, Deployment.ARRIVED).visiting()).posture().stock())
        .isCloseTo(10, CLOSE);
  }

  @Test
  void what_stands_there_most_of_the_year_is_usual() {
    // days 1 to 182 without, the 183 from day 183 on with it: the median is with it
    PostureOf confirmed = confirmed(183);
    assertThat(confirmed.usual()).isCloseTo(10, CLOSE);
    assertThat(confirmed.value().value()).isZero();
    assertThat(confirmed(184).usual()).isZero();
    assertThat(confirmed(184).value().value()).isCloseTo(50, CLOSE);
  }

  /** A carrier told of every ten days from a day on. */
  private static PostureOf confirmed(int from) {
    Stage stage = stage();
    for (int day = from; day < 366; day += 10) {
      stage.tell(carrier("a" + day, day, Deployment.ARRIVED));
    }
    return stage.posture();
  }

  @Test
  void days_that_nobody_watched_are_not_usual_days() {
    // dark from 1 to 182: of the 183 days watched the carrier is there on 93, from 273 on
    Stage stage = stage().dark(0, 183);
    for (int day = 273; day < 366; day += 10) {
      stage.tell(carrier("a" + day, day, Deployment.ARRIVED));
    }
    assertThat(stage.posture().usual()).isCloseTo(10, CLOSE);
  }

  @ParameterizedTest
  @CsvSource({"338, OK", "339, WARMUP"})
  void a_year_of_less_than_four_weeks_is_no_year(int firstDay, Status status) {
    Stage stage = stage().before(firstDay).tell(carrier("a", 365, Deployment.ARRIVED));
    assertThat(stage.posture().value().status()).isEqualTo(status);
  }

  @Test
  void before_anybody_watched_nothing_is_above_the_usual() {
    PostureOf posture = stage().before(366).tell(carrier("a", 365, Deployment.ARRIVED)).posture();
    assertThat(posture.value().value()).isZero();
    assertThat(posture.usual()).isZero();
    assertThat(posture.stock()).isCloseTo(10, CLOSE);
  }

  @Test
  void a_stock_beyond_the_scale_is_shared_all_the_same() {
    Stage stage = stage();
    for (int i = 0; i < 4; i++) {
      stage.tell(
          Told.of("a" + i, 360).by("navy").force("c" + i, Deployment.ARRIVED, Capability.CSG));
    }
    PostureOf posture = stage.posture();
    assertThat(posture.value().value()).isEqualTo(100);
    assertThat(Stage.points(posture.value(), "a3")).isCloseTo(25, CLOSE);
  }

  // -- build-up ----------------------------------------------------------------------------------

  /** A surge of 30 strikes on a day. */
  private static Stage surge(int day) {
    Stage stage = stage();
    for (int i = 0; i < 30; i++) {
      stage.tell(Told.of("s" + i, day));
    }
    return stage;
  }

  @Test
  void forces_that_come_while_incidents_surge_build_up() {
    Told arrival = carrier("a", 360, Deployment.ARRIVED);
    assertThat(surge(365).tell(arrival).posture().buildsUpWithTempo()).isTrue();
    assertThat(surge(359).tell(arrival).posture().buildsUpWithTempo()).isTrue();
    // a window of seven days that ended six days ago is the last to see it; then its week is over
    assertThat(surge(353).tell(arrival).posture().buildsUpWithTempo()).isTrue();
    assertThat(surge(352).tell(arrival).posture().buildsUpWithTempo()).isFalse();
    assertThat(stage().tell(arrival).posture().buildsUpWithTempo()).isFalse();
    assertThat(surge(365).posture().buildsUpWithTempo()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"358, false", "359, true"})
  void a_build_up_is_one_of_this_week(int arrival, boolean builds) {
    Stage stage = surge(365).tell(carrier("a", arrival, Deployment.ARRIVED));
    assertThat(stage.posture().buildsUpWithTempo()).isEqualTo(builds);
  }

  @Test
  void a_surge_that_ended_with_its_feed_weeks_ago_is_not_of_this_week() {
    Stage stage = surge(340).feed("WIRE", 0, 366).fails(341, 366);
    Assessment read = stage.tell(carrier("a", 364, Deployment.ARRIVED)).assess();
    assertThat(read.tempo().value().status()).isEqualTo(Status.STALE);
    assertThat(read.posture().orElseThrow().buildsUpWithTempo()).isFalse();
  }

  // -- outage ------------------------------------------------------------------------------------

  @Test
  void while_all_feeds_are_dark_forces_stay_where_they_are() {
    // day 200 and the last day watched, 280: 80 days without a word, of which 20 fade
    Stage stage = stage().dark(281, 366).tell(carrier("a", 200, Deployment.ARRIVED));
    PostureOf held = stage.posture();
    assertThat(held.stock()).isCloseTo(10 * Math.pow(2, -20 / 30.0), CLOSE);
    assertThat(held.forces().get(0).ageDays()).isEqualTo(80);
    assertThat(held.value().status()).isEqualTo(Status.STALE);
    assertThat(held.value().asOf()).hasValue(Days.end(Stage.FIRST + 280));
  }
}
