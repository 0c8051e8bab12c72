package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.precursor.Precursors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of 366 days the last is 365; the year in which parties act begins with day 1. */
class OmensTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private static Stage stage() {
    return Stage.of(366);
  }

  private static Told evacuation(String id, int day) {
    return Told.of(id, day).sign(PrecursorClass.EVACUATION_ORDERED);
  }

  private static double index(double decibans) {
    return 100 * (1 - Math.pow(2, -decibans / 6));
  }

  @Test
  void signs_add_up_as_they_fade_and_calm_takes_away() {
    PrecursorsOf read =
        stage()
            .tell(
                evacuation("a", 355).confidence(0.9),
                Told.of("b", 335).sign(PrecursorClass.CEASEFIRE_AGREED).confidence(0.25))
            .precursors();
    // 6 · 0.9 · ½ − 8 · 0.25 · ½ decibans
    assertThat(read.precursors().decibans()).isCloseTo(1.7, CLOSE);
    double value = read.value().value();
    assertThat(value).isCloseTo(17.830968541, CLOSE);
    assertThat(read.today()).isEqualTo((int) Stage.FIRST + 365);
    // what speaks for violence is listed; what takes away is not, but is counted
    assertThat(Stage.points(read.value(), "a")).isCloseTo(value * 2.7 / 1.7, CLOSE);
    assertThat(Stage.listed(read.value())).containsExactly("a");
    assertThat(read.value().evidence().others()).isEqualTo(1);
    assertThat(read.value().evidence().rest()).isCloseTo(-value / 1.7, CLOSE);
  }

  @Test
  void calm_alone_is_worth_nothing() {
    PrecursorsOf read =
        stage().tell(Told.of("b", 365).sign(PrecursorClass.CEASEFIRE_AGREED)).precursors();
    assertThat(read.value().value()).isZero();
    assertThat(read.precursors().decibans()).isEqualTo(-8);
    assertThat(read.value().evidence()).isEqualTo(Evidence.NONE);
  }

  @Test
  void what_nobody_believes_and_what_is_no_sign_are_left_out() {
    PrecursorsOf read =
        stage().tell(evacuation("a", 365).confidence(0), Told.of("b", 365)).precursors();
    assertThat(read.precursors().strongest()).isEmpty();
    assertThat(read.value().status()).isEqualTo(Status.OK);
  }

  @Test
  void a_sign_elsewhere_is_none_here() {
    assertThat(stage().tell(evacuation("a", 365).visiting()).precursors().precursors().strongest())
        .isEmpty();
  }

  // -- arms --------------------------------------------------------------------------------------

  private static Told delivery(String id, int day, String... to) {
    return Told.of(id, day).by("giver").on(to).transfer("missile x", 1);
  }

  private static double affinity(Stage stage) {
    Precursors read = stage.precursors().precursors();
    return read.strongest().isEmpty() ? 0 : read.strongest().get(0).signal().affinity();
  }

  private static Told[] acts(int here, int elsewhere) {
    var acts = new Told[here + elsewhere];
    for (int i = 0; i < acts.length; i++) {
      acts[i] = Told.of("act" + i, 300).by("north").on("south");
    }
    for (int i = here; i < acts.length; i++) {
      acts[i].visiting();
    }
    return acts;
  }

  @Test
  void arms_concern_a_theatre_as_far_as_each_possible_recipient_acts_in_it() {
    Stage stage =
        stage()
            .share("north", 0.5)
            .share("east", 0.25)
            .tell(acts(3, 1))
            .tell(
                Told.of("d", 275)
                    .by("giver")
                    .on("north", "east")
                    .transfer("missile x", 0.5)
                    .confidence(0.8)
                    .visiting());
    // (3 + 20 · 0.5) / (4 + 20) and (0 + 20 · 0.25) / (0 + 20), each as likely as the other
    double affinity = (13.0 / 24 + 0.25) / 2;
    assertThat(affinity(stage)).isCloseTo(affinity, CLOSE);
    // of 2 decibans: half for a plan, 0.8 believed, half of its life of 180 days over
    double decibans = 2 * 0.5 * 0.8 * affinity / Math.sqrt(2);
    assertThat(stage.precursors().value().value()).isCloseTo(index(decibans), CLOSE);
    assertThat(Stage.listed(stage.precursors().value())).containsExactly("d");
  }

  @Test
  void a_recipient_by_two_names_is_one() {
    Stage stage =
        stage()
            .alias("Northern Front", "north")
            .share("north", 1)
            .tell(delivery("d", 365, "north", "Northern Front", "east"));
    assertThat(affinity(stage)).isCloseTo(0.5, CLOSE);
  }

  @Test
  void a_recipient_learnt_later_has_acted_before() {
    Stage stage = stage().tell(acts(20, 0)).tell(delivery("d", 365, "Northern Front"));
    assertThat(affinity(stage)).isZero();
    assertThat(affinity(stage.alias("Northern Front", "north"))).isCloseTo(20 / 40.0, CLOSE);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "365, 1"})
  void acts_of_a_year_tell_where_a_recipient_acts(int day, int counted) {
    Stage stage =
        stage()
            .tell(Told.of("a", day).by("north", "Northern Front").on("south"))
            .alias("Northern Front", "north")
            .tell(delivery("d", 365, "north"));
    assertThat(affinity(stage)).isCloseTo(counted / 21.0, CLOSE);
  }

  @Test
  void talk_and_what_nobody_knows_who_did_are_no_acts() {
    Stage stage =
        stage()
            .tell(
                Told.of("talk", 300).by("north").on("south").peaceful(),
                Told.of("unclear", 300).by("north").on("south").undirected())
            .tell(delivery("d", 365, "north"));
    assertThat(affinity(stage)).isZero();
  }

  @Test
  void arms_for_nobody_known_concern_the_place_they_are_told_of() {
    assertThat(affinity(stage().tell(delivery("d", 365)))).isEqualTo(1);
    assertThat(affinity(stage().tell(delivery("d", 365).visiting()))).isZero();
  }

  @Test
  void arms_are_no_act_of_force_and_leave_tempo_alone() {
    Assessment with = stage().tell(acts(3, 0)).tell(delivery("d", 365, "north")).assess();
    Assessment without = stage().tell(acts(3, 0)).assess();
    assertThat(with.tempo().value()).isEqualTo(without.tempo().value());
    assertThat(with.reciprocity()).isEqualTo(without.reciprocity());
  }

  // -- warning and outage ------------------------------------------------------------------------

  @Test
  void twelve_decibans_are_a_warning() {
    Told leave = Told.of("b", 365).sign(PrecursorClass.INTEL_DISCLOSURE);
    assertThat(stage().tell(evacuation("a", 365), leave).assess().warning()).isTrue();
    assertThat(stage().tell(evacuation("a", 364), leave).assess().warning()).isFalse();
  }

  @Test
  void while_all_feeds_are_dark_no_sign_fades() {
    PrecursorsOf held = stage().dark(356, 366).tell(evacuation("a", 345)).precursors();
    assertThat(held.value().value()).isCloseTo(index(3), CLOSE);
    assertThat(held.value().status()).isEqualTo(Status.STALE);
    assertThat(held.value().asOf()).hasValue(Days.end(Stage.FIRST + 355));
    assertThat(held.precursors().strongest().get(0).signal().day())
        .isEqualTo((int) Stage.FIRST + 345);
  }

  @Test
  void a_sign_told_while_feeds_are_dark_is_of_the_last_day_that_was_not() {
    PrecursorsOf held = stage().dark(356, 366).tell(evacuation("a", 360)).precursors();
    assertThat(held.value().value()).isCloseTo(50, CLOSE);
  }
}
