package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.reciprocity.HawkesParams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairModelTest {
  private static final long DAY = Days.MILLIS;
  private static final long NOW = 19_000 * DAY;
  private static final long MINUTE = 60_000;

  /** Two pieces of background; the last one holds now. */
  private static final PairModel MODEL =
      new PairModel(
          "a",
          "b",
          4,
          new HawkesParams(
              14,
              List.of(List.of(9.0, 0.5), List.of(9.0, 0.25)),
              List.of(List.of(0.2, 0.3), List.of(0.4, 0.1)),
              List.of(List.of(2.0, 3.0), List.of(4.0, 1.0))));

  private static Accounted act(double daysAgo, long length) {
    long to = NOW - Math.round(daysAgo * DAY);
    return new Accounted(
        "i" + daysAgo,
        1,
        "WIRE",
        to - length,
        to,
        1,
        true,
        1,
        0,
        Set.of(),
        "",
        true,
        Sourcing.NONE,
        new Traits(
            1,
            List.of("a"),
            List.of("b"),
            true,
            "",
            "",
            "",
            "",
            false,
            Optional.empty(),
            Optional.empty()));
  }

  private static Excited excited(String initiator, List<Accounted> acts, List<Accounted> answers) {
    return MODEL.excited(initiator, acts, answers, NOW);
  }

  @Test
  void each_direction_has_its_own_background_and_its_own_answers() {
    List<Accounted> byA = List.of(act(1, MINUTE), act(0.25, MINUTE));
    List<Accounted> byB = List.of(act(0.5, MINUTE));

    double self = 0.2 * 2 * (Math.exp(-2) + Math.exp(-0.5));
    double cross = 0.3 * 3 * Math.exp(-1.5);
    Excited forth = excited("a", byA, byB);
    assertThat(forth.intensity()).isCloseTo(0.5 + self + cross, within(1e-12));
    assertThat(forth.crossShare()).isCloseTo(cross / (0.5 + self + cross), within(1e-12));
    assertThat(forth.version()).isEqualTo(4);

    double selfBack = 0.1 * Math.exp(-0.5);
    double crossBack = 0.4 * 4 * (Math.exp(-4) + Math.exp(-1));
    Excited back = excited("b", byB, byA);
    assertThat(back.intensity()).isCloseTo(0.25 + selfBack + crossBack, within(1e-12));
    assertThat(back.crossShare())
        .isCloseTo(crossBack / (0.25 + selfBack + crossBack), within(1e-12));
  }

  @Test
  void without_acts_the_last_background_remains() {
    assertThat(excited("a", List.of(), List.of())).isEqualTo(new Excited(0.5, 0, 4));
  }

  @Test
  void what_happens_now_or_is_known_by_the_day_does_not_excite() {
    List<Accounted> others = List.of(act(0, MINUTE), act(0.5, DAY / 4 + 1));
    assertThat(excited("a", others, others)).isEqualTo(new Excited(0.5, 0, 4));
    assertThat(excited("a", List.of(act(0.5, DAY / 4)), List.of()).intensity()).isGreaterThan(0.5);
  }

  @Test
  void acts_of_one_moment_add_up_whatever_their_order() {
    List<Accounted> acts = List.of(act(1, MINUTE), act(1, 2 * MINUTE), act(0.3, MINUTE));
    var turned = new ArrayList<>(acts);
    Collections.reverse(turned);
    assertThat(excited("a", acts, acts)).isEqualTo(excited("a", turned, turned));
    double self = 0.4 * (2 * Math.exp(-2) + Math.exp(-0.6));
    assertThat(excited("a", acts, List.of()).intensity()).isCloseTo(0.5 + self, within(1e-12));
  }

  @Test
  void what_has_faded_away_leaves_no_trace() {
    // the slowest link fades with 1 a day
    List<Accounted> old = List.of(act(40.1, MINUTE));
    assertThat(excited("b", old, old)).isEqualTo(new Excited(0.25, 0, 4));
    assertThat(excited("b", List.of(act(39.9, MINUTE)), List.of()).intensity())
        .isCloseTo(0.25, within(1e-16));
  }

  @Test
  void it_is_about_both_directions_of_one_pair_and_no_other() {
    assertThat(MODEL.isOf("a", "b")).isTrue();
    assertThat(MODEL.isOf("b", "a")).isTrue();
    assertThat(MODEL.isOf("a", "c")).isFalse();
    assertThat(MODEL.isOf("c", "b")).isFalse();
  }
}
