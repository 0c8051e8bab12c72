package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.spread.Spillover;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of 200 days the last is 199: the window is 193 to 199, the guard 186 to 192, the past 96 on. */
class SpreadTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  /** A cell that was quiet for ninety days: −log2(1 − (91/98)^0.1). */
  private static final double NEW = 7.081497994921;

  private static Stage stage() {
    return Stage.of(200);
  }

  private static Told strike(String id, int day) {
    return Told.of(id, day).by("north").on("south").in("1/1");
  }

  private static List<String> cells(SpreadOf spread) {
    return spread.spillover().entries().stream().map(Spillover.Entry::id).toList();
  }

  @Test
  void whoever_acts_against_whom_where_was_quiet_is_new() {
    SpreadOf spread = stage().tell(strike("a", 199)).spread();
    assertThat(cells(spread))
        .containsExactly("area:1/1", "dyad:north>south", "initiator:north", "theatre:HERE");
    assertThat(spread.spillover().bits()).isCloseTo(4 * NEW, CLOSE);
    assertThat(spread.horizontal().value()).isCloseTo(85.962083, within(1e-6));
    assertThat(spread.baselineDays()).isEqualTo(90);
    assertThat(spread.horizontal().status()).isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "95,  true", // before the past that counts
    "96,  false",
    "185, false",
    "186, true", // the guard
    "192, true",
    "193, true", // the window itself
  })
  void only_what_was_in_the_baseline_takes_the_surprise_away(int day, boolean isNew) {
    SpreadOf spread = stage().tell(strike("past", day), strike("now", 199)).spread();
    assertThat(cells(spread).contains("dyad:north>south")).isEqualTo(isNew);
  }

  @ParameterizedTest
  @CsvSource({"192, 0", "193, 4", "199, 4"})
  void the_window_is_of_seven_days(int day, int cells) {
    assertThat(cells(stage().tell(strike("a", day)).spread())).hasSize(cells);
  }

  @Test
  void the_day_still_open_belongs_to_the_window() {
    Told later = strike("b", 200).at(5).in("2/2");
    assertThat(cells(stage().hoursLater(6).tell(later).spread())).contains("area:2/2");
    assertThat(cells(stage().hoursLater(5).tell(later).spread())).isEmpty();
  }

  @Test
  void it_takes_half_an_incident_to_be_active() {
    assertThat(cells(stage().tell(strike("a", 199).confidence(0.49)).spread())).isEmpty();
    SpreadOf spread =
        stage().tell(strike("a", 199).confidence(0.2), strike("b", 198).confidence(0.3)).spread();
    assertThat(cells(spread)).hasSize(4);
    double value = spread.horizontal().value();
    assertThat(Stage.points(spread.horizontal(), "a")).isCloseTo(value * 0.4, CLOSE);
    assertThat(Stage.points(spread.horizontal(), "b")).isCloseTo(value * 0.6, CLOSE);
  }

  @Test
  void each_new_cell_is_shared_by_those_who_are_in_it() {
    SpreadOf spread =
        stage()
            .tell(
                strike("old", 100),
                strike("a", 198).in("2/2"),
                strike("b", 199).in("2/2").by("east"))
            .spread();
    // area 2/2 is of both; the initiator east and what it does to south are of b alone
    assertThat(cells(spread)).containsExactly("area:2/2", "dyad:east>south", "initiator:east");
    double each = spread.horizontal().value() / 3;
    assertThat(Stage.points(spread.horizontal(), "a")).isCloseTo(each / 2, CLOSE);
    assertThat(Stage.points(spread.horizontal(), "b")).isCloseTo(each * 2.5, CLOSE);
    assertThat(spread.horizontal().evidence().rest()).isZero();
  }

  @Test
  void visitors_talk_and_long_accounts_are_nothing_new() {
    SpreadOf spread =
        stage()
            .tell(
                strike("visitor", 199).visiting(),
                strike("talk", 199).peaceful(),
                strike("month", 198).at(0).lasting(48))
            .spread();
    assertThat(cells(spread)).isEmpty();
    assertThat(spread.horizontal().value()).isZero();
    assertThat(spread.breadth().value()).isZero();
    assertThat(spread.firstUses()).isEmpty();
  }

  @Test
  void a_long_account_of_the_past_is_a_past() {
    SpreadOf spread =
        stage().tell(strike("month", 150).at(0).lasting(720), strike("now", 199)).spread();
    assertThat(cells(spread)).isEmpty();
  }

  @Test
  void visitors_are_no_past_either() {
    Stage stage = stage().tell(strike("past", 150).visiting(), strike("now", 199));
    assertThat(cells(stage.spread())).hasSize(4);
  }

  @Test
  void where_and_by_whom_nobody_knows_is_the_theatre_alone() {
    Told unclear = Told.of("a", 199).by("north").on("south").undirected();
    assertThat(cells(stage().tell(unclear).spread())).containsExactly("theatre:HERE");
  }

  @Test
  void a_name_learnt_later_has_its_past() {
    Stage stage =
        stage().tell(strike("past", 150).by("Northern Front"), strike("now", 199).in("1/1"));
    assertThat(cells(stage.spread())).containsExactly("dyad:north>south", "initiator:north");
    assertThat(cells(stage.alias("Northern Front", "north").spread())).isEmpty();
  }

  // -- how long a past --------------------------------------------------------------------------

  /** The past ends with day 185: begun on day 185 − n + 1, it has n days. */
  private static Stage watchedFor(int days) {
    return stage().before(186 - days);
  }

  @Test
  void a_young_theatre_has_nothing_new_to_tell_not_even_the_region() {
    SpreadOf spread = watchedFor(27).tell(strike("a", 199).with("ROCKET")).spread();
    assertThat(spread.baselineDays()).isEqualTo(27);
    assertThat(spread.horizontal().status()).isEqualTo(Status.WARMUP);
    assertThat(spread.horizontal().value()).isZero();
    assertThat(spread.horizontal().evidence()).isEqualTo(Evidence.NONE);
    assertThat(spread.spillover().bits()).isZero();
    assertThat(spread.spillover().entries()).isEmpty();
    assertThat(spread.spillover().p()).isEqualTo(1);
    assertThat(spread.firstUses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"28, DEGRADED", "44, DEGRADED", "45, OK", "90, OK"})
  void a_short_past_says_less(int days, Status status) {
    SpreadOf spread = watchedFor(days).tell(strike("a", 199)).spread();
    assertThat(spread.horizontal().status()).isEqualTo(status);
    double quiet = Math.pow((1.0 + days) / (8.0 + days), 0.1);
    double bits = -4 * Math.log(1 - quiet) / Math.log(2);
    assertThat(spread.spillover().bits()).isCloseTo(bits, CLOSE);
  }

  @Test
  void days_that_nobody_watched_are_no_days_of_calm() {
    SpreadOf spread = stage().dark(100, 130).tell(strike("a", 199)).spread();
    assertThat(spread.baselineDays()).isEqualTo(60);
    double bits = -4 * Math.log(1 - Math.pow(61.0 / 68, 0.1)) / Math.log(2);
    assertThat(spread.spillover().bits()).isCloseTo(bits, CLOSE);
  }

  @Test
  void any_family_watches() {
    SpreadOf spread = watchedFor(40).feed("WIRE", 96, 150).tell(strike("a", 199)).spread();
    assertThat(spread.baselineDays()).isEqualTo(90);
  }

  // -- fronts -----------------------------------------------------------------------------------

  @Test
  void fronts_are_counted_by_what_weighs_on_them() {
    SpreadOf spread =
        stage()
            .tell(
                strike("a", 193).severity(6),
                strike("b", 199).severity(6).confidence(0.5),
                strike("c", 199).severity(3).in("2/2"),
                strike("nowhere", 199).severity(50).in(""),
                strike("before", 192).severity(50).in("3/3"))
            .spread();
    // 9 to 3: e^(−¾ ln ¾ − ¼ ln ¼) fronts
    assertThat(spread.fronts().fronts()).isCloseTo(1.754765, within(1e-6));
    assertThat(spread.fronts().dominantFronts()).isCloseTo(1.6, CLOSE);
    double value = spread.breadth().value();
    assertThat(value).isCloseTo(10.782362, within(1e-6));
    assertThat(Stage.points(spread.breadth(), "a")).isCloseTo(value * 6 / 12, CLOSE);
    assertThat(Stage.points(spread.breadth(), "b")).isCloseTo(value * 3 / 12, CLOSE);
    assertThat(Stage.points(spread.breadth(), "c")).isCloseTo(value * 3 / 12, CLOSE);
    assertThat(spread.breadth().evidence().others()).isZero();
    assertThat(spread.breadth().evidence().rest()).isZero();
  }

  @Test
  void one_strike_elsewhere_is_not_yet_a_war_that_has_moved() {
    SpreadOf spread = stage().tell(strike("past", 150), strike("now", 199).in("2/2")).spread();
    // 4 and 0 against 0 and 4, each with a half added: shares of 0.9 and 0.1
    double bits = 1 + 0.9 * Math.log(0.9) / Math.log(2) + 0.1 * Math.log(0.1) / Math.log(2);
    assertThat(spread.shift()).isCloseTo(bits, CLOSE);
    assertThat(stage().spread().shift()).isZero();
  }

  // -- first uses -------------------------------------------------------------------------------

  private static Told launch(String id, int day) {
    return strike(id, day).with("BALLISTIC_MISSILE");
  }

  @Test
  void what_was_never_used_or_hit_before_is_a_first_use() {
    List<SpreadOf.FirstUse> uses =
        stage()
            .tell(
                launch("second", 198).against("PORT"),
                launch("first", 197),
                launch("other", 199).by("east"),
                strike("rocket", 199).with("ROCKET").against("PORT"),
                strike("old", 5).with("ROCKET"))
            .spread()
            .firstUses();
    assertThat(uses)
        .containsExactly(
            new SpreadOf.FirstUse("means:BALLISTIC_MISSILE", "north", "first", Optional.empty()),
            new SpreadOf.FirstUse("target:PORT", "", "second", Optional.empty()),
            new SpreadOf.FirstUse("means:BALLISTIC_MISSILE", "east", "other", Optional.empty()));
  }

  @Test
  void what_was_used_in_the_guard_is_not_first_now() {
    assertThat(stage().tell(launch("guard", 190), launch("now", 199)).spread().firstUses())
        .isEmpty();
  }

  @Test
  void nobody_uses_anything_where_it_is_not_known_who_did_it() {
    assertThat(stage().tell(launch("a", 199).undirected()).spread().firstUses()).isEmpty();
  }

  private static Told delivery(String id, int day) {
    return Told.of(id, day)
        .by("giver")
        .on("Northern Front", "somebody")
        .transfer("missile x", 1)
        .with("BALLISTIC_MISSILE");
  }

  private static Optional<String> source(int days, Told delivery) {
    Told use = launch("use", days - 1);
    Stage stage = Stage.of(days).alias("Northern Front", "north").tell(delivery, use);
    return stage.spread().firstUses().get(0).transfer();
  }

  @Test
  void a_first_use_is_explained_by_a_transfer_within_a_year() {
    assertThat(source(400, delivery("d", 399 - 365).visiting())).contains("d");
    assertThat(source(400, delivery("d", 399 - 366))).isEmpty();
    assertThat(source(400, delivery("d", 399))).contains("d");
    assertThat(source(400, delivery("d", 390).on("somebody"))).isEmpty();
    assertThat(source(400, delivery("d", 390).with("ROCKET"))).isEmpty();
    assertThat(
            source(
                400,
                delivery("d", 390)
                    .sign(io.brinkwatch.indicators.precursor.PrecursorClass.SANCTIONS)))
        .isEmpty();
  }

  @Test
  void a_transfer_that_is_only_planned_explains_nothing() {
    Told plan =
        Told.of("d", 390).by("giver").on("north").plan("missile x", 0.6).with("BALLISTIC_MISSILE");

    assertThat(source(400, plan)).isEmpty();
  }

  @Test
  void of_several_transfers_the_latest_explains_it() {
    List<SpreadOf.FirstUse> uses =
        stage()
            .alias("Northern Front", "north")
            .tell(delivery("late", 180), delivery("early", 100), launch("use", 199))
            .spread()
            .firstUses();
    assertThat(uses).extracting(SpreadOf.FirstUse::transfer).containsExactly(Optional.of("late"));
  }

  @Test
  void arms_that_came_after_the_use_do_not_explain_it() {
    List<SpreadOf.FirstUse> uses =
        stage()
            .alias("Northern Front", "north")
            .tell(launch("use", 197), delivery("after", 198))
            .spread()
            .firstUses();
    assertThat(uses).extracting(SpreadOf.FirstUse::transfer).containsExactly(Optional.empty());
  }

  // -- outage -----------------------------------------------------------------------------------

  @Test
  void while_all_feeds_are_dark_it_stands_as_of_the_last_day_that_was_not() {
    Told strike = strike("a", 180);
    SpreadOf lit = Stage.of(185).tell(strike).spread();
    SpreadOf held = stage().dark(185, 200).tell(strike).spread();
    assertThat(held.horizontal().value()).isEqualTo(lit.horizontal().value());
    assertThat(held.horizontal().status()).isEqualTo(Status.STALE);
    assertThat(held.horizontal().asOf()).hasValue(Days.end(Stage.FIRST + 184));
    assertThat(lit.horizontal().asOf()).isEmpty();
    assertThat(stage().tell(strike).spread().horizontal().value()).isZero();
  }
}
