package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SceneTest {
  private static Scene scene(Stage stage) {
    return new Scene(stage.view(), stage.rules(), stage.assess().coverage());
  }

  private static List<String> ids(Scene scene) {
    return scene.incidents().stream().map(Accounted::id).toList();
  }

  private static Valued some(Scene scene) {
    return scene.valued(50, Status.DEGRADED, List.of());
  }

  @Test
  void it_holds_what_has_ended_by_now_in_the_order_of_its_end() {
    Stage stage =
        Stage.of(10)
            .hoursLater(6)
            .tell(
                Told.of("ends later", 10).at(5).lasting(2),
                Told.of("ends now", 10).at(5),
                Told.of("b", 3),
                Told.of("a", 3),
                Told.of("visitor", 3).at(11).visiting(),
                Told.of("long", -5).at(0).lasting(24 * 7),
                Told.of("too old", -1));
    assertThat(ids(scene(stage))).containsExactly("long", "visitor", "a", "b", "ends now");
    assertThat(scene(stage).residents()).extracting(Accounted::id).doesNotContain("visitor");
  }

  @Test
  void today_is_the_last_day_closed_and_what_is_open_is_added_to_it() {
    Scene scene = scene(Stage.of(10).hoursLater(6).tell(Told.of("a", 10).at(1), Told.of("b", 9)));
    assertThat(scene.today()).isEqualTo(9);
    assertThat(scene.epochDay()).isEqualTo((int) Stage.FIRST + 9);
    assertThat(scene.incidents()).extracting(scene::day).containsExactly(9, 9);
    assertThat(scene.now()).isEqualTo(Days.end(Stage.FIRST + 9) + 6 * 3_600_000);
    assertThat(some(scene).asOf()).isEmpty();
    assertThat(some(scene).status()).isEqualTo(Status.DEGRADED);
  }

  @Test
  void in_the_dark_today_stands_still() {
    Scene scene = scene(Stage.of(10).dark(7, 10).hoursLater(6).tell(Told.of("a", 8)));
    assertThat(scene.today()).isEqualTo(6);
    assertThat(scene.now()).isEqualTo(Days.end(Stage.FIRST + 6));
    assertThat(scene.incidents()).extracting(scene::day).containsExactly(6);
    assertThat(some(scene).status()).isEqualTo(Status.STALE);
    assertThat(some(scene).asOf()).isEqualTo(OptionalLong.of(Days.end(Stage.FIRST + 6)));
  }

  @Test
  void a_dark_day_in_between_is_no_standstill() {
    Scene scene = scene(Stage.of(10).dark(4, 9));
    assertThat(scene.today()).isEqualTo(9);
    assertThat(some(scene).asOf()).isEmpty();
    assertThat(scene.watchedDays(-3, 4)).isEqualTo(4);
    assertThat(scene.watchedDays(3, 20)).isEqualTo(2);
    assertThat(scene.watchedDays(5, 8)).isZero();
  }

  @Test
  void what_is_held_is_stale_even_if_the_feeds_are_not_yet() {
    // dark for one day of the two that its rule allows
    Stage stage = Stage.of(10).dark(9, 10);
    assertThat(stage.assess().coverage().ok()).isTrue();
    assertThat(some(scene(stage)).status()).isEqualTo(Status.STALE);
    assertThat(some(scene(stage)).asOf()).isPresent();
  }

  @Test
  void with_most_of_the_reporting_gone_values_are_stale_but_not_held() {
    Stage stage = Stage.of(10).feed("WIRE", 0, 10).fails(5, 10).tell(Told.of("a", 3));
    assertThat(stage.assess().coverage().ok()).isFalse();
    assertThat(some(scene(stage)).status()).isEqualTo(Status.STALE);
    assertThat(some(scene(stage)).asOf()).isEmpty();
  }

  @Test
  void a_theatre_dark_for_as_long_as_is_remembered_stands_at_the_first_day() {
    assertThat(scene(Stage.of(10).dark(0, 10)).today()).isZero();
  }

  @Test
  void a_day_is_watched_as_well_as_the_best_family_did() {
    Scene scene = scene(Stage.of(4).fails(0, 2).feed("WIRE", 1, 3));
    assertThat(scene.exposure()).containsExactly(0, 1, 1, 1);
  }
}
