package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.Tempo;
import io.brinkwatch.indicators.TempoParams;
import io.brinkwatch.indicators.reciprocity.LaggedCorrelation;
import io.brinkwatch.indicators.reciprocity.ResponseStatus;
import io.brinkwatch.indicators.reciprocity.Unanswered;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of 200 days the last is 199; what is tested are the ninety days from 110 on. */
class DyadsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private static Stage stage() {
    return Stage.of(200).armed("north", "south", "patron");
  }

  private static Told act(String id, int day, String by, String on) {
    return Told.of(id, day).by(by).on(on);
  }

  private static List<String> names(ReciprocityOf read) {
    return read.dyads().stream().map(DyadOf::name).toList();
  }

  private static DyadOf dyad(ReciprocityOf read, String name) {
    return read.dyads().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> open(DyadOf dyad) {
    return dyad.ledger().open().stream().map(Unanswered::id).toList();
  }

  /** 100 (1 − 2^(−O/20)) of what is left of a severity after some days. */
  private static double unanswered(double severity, int days) {
    return 100 * (1 - Math.pow(2, -severity * Math.pow(2, -days / 30.0) / 20));
  }

  // -- who ---------------------------------------------------------------------------------------

  @Test
  void what_a_proxy_does_is_the_doing_of_all_who_stand_behind_it() {
    ReciprocityOf read =
        stage()
            .sponsor("patron", "north")
            .tell(act("a", 190, "north", "south"), act("b", 195, "south", "north"))
            .reciprocity();
    assertThat(names(read)).containsExactly("north>south", "patron>south", "south>north");
    assertThat(dyad(read, "patron>south").answers()).isEqualTo(1);
    assertThat(dyad(read, "north>south").answers()).isEqualTo(1);
  }

  @Test
  void what_is_done_to_a_proxy_answers_what_its_patron_stands_behind() {
    ReciprocityOf read =
        stage()
            .sponsor("patron", "north")
            .sponsor("patron", "east")
            .tell(
                act("a", 189, "north", "south").severity(16),
                act("b", 190, "south", "east").severity(9))
            .reciprocity();
    assertThat(dyad(read, "patron>south").ledger().index())
        .isCloseTo(unanswered(16 - 9, 10), CLOSE);
    // north itself was not hit, and south has done nothing to the patron but through its proxies
    assertThat(dyad(read, "north>south").ledger().index()).isCloseTo(unanswered(16, 10), CLOSE);
    assertThat(names(read)).containsExactly("north>south", "patron>south", "south>east");
  }

  @Test
  void nobody_acts_against_itself() {
    Stage stage = stage().sponsor("patron", "north");
    assertThat(names(stage.tell(act("a", 190, "north", "patron")).reciprocity()))
        .containsExactly("north>patron");
  }

  @Test
  void only_known_acts_of_force_that_happened_here_make_a_dyad() {
    ReciprocityOf read =
        stage()
            .tell(
                act("visitor", 190, "north", "south").severity(20).visiting(),
                act("talk", 190, "north", "south").severity(20).peaceful(),
                act("unclear", 190, "north", "south").severity(20).undirected(),
                act("old", 109, "north", "south").severity(20))
            .reciprocity();
    assertThat(read.dyads()).isEmpty();
    assertThat(read.value())
        .isEqualTo(new Valued(0, Status.OK, java.util.OptionalLong.empty(), Evidence.NONE));
  }

  @ParameterizedTest
  @CsvSource({"109, 1", "110, 2", "199, 2"})
  void acts_of_ninety_days_are_tested(int day, int acts) {
    Stage stage = stage().tell(act("a", day, "north", "south"), act("b", 198, "north", "south"));
    assertThat(dyad(stage.reciprocity(), "north>south").acts()).isEqualTo(acts);
  }

  @Test
  void a_name_learnt_later_joins_its_acts() {
    Stage stage =
        stage().tell(act("a", 190, "north", "south"), act("b", 191, "Northern Front", "south"));
    assertThat(names(stage.reciprocity())).containsExactly("Northern Front>south", "north>south");
    ReciprocityOf joined = stage.alias("Northern Front", "north").reciprocity();
    assertThat(names(joined)).containsExactly("north>south");
    assertThat(joined.dyads().get(0).acts()).isEqualTo(2);
  }

  // -- within weeks ------------------------------------------------------------------------------

  @Test
  void what_is_not_answered_stays_open_and_fades() {
    ReciprocityOf read = stage().tell(act("a", 189, "north", "south").severity(16)).reciprocity();
    assertThat(read.value().value()).isCloseTo(unanswered(16, 10), CLOSE);
    assertThat(read.value().value()).isCloseTo(35.604151899, CLOSE);
    assertThat(Stage.points(read.value(), "a")).isCloseTo(read.value().value(), CLOSE);
    assertThat(read.value().status()).isEqualTo(Status.OK);
    assertThat(dyad(read, "north>south").ledger().open().get(0).ageDays()).isEqualTo(10);
  }

  @Test
  void an_answer_by_a_proxy_is_an_answer() {
    Stage stage =
        stage()
            .sponsor("south", "proxy")
            .tell(
                act("a", 189, "north", "south").severity(16),
                act("b", 190, "proxy", "north").severity(9));
    DyadOf dyad = dyad(stage.reciprocity(), "north>south");
    assertThat(dyad.ledger().index()).isCloseTo(unanswered(16 - 9, 10), CLOSE);
    assertThat(dyad.value().value()).isCloseTo(17.514935766, CLOSE);
    assertThat(dyad.answers()).isEqualTo(1);
  }

  @Test
  void those_without_arms_leave_no_answer_open() {
    Told strike = act("a", 189, "north", "town").severity(16);
    assertThat(stage().tell(strike).reciprocity().value().value()).isZero();
    assertThat(stage().armed("town").tell(strike).reciprocity().value().value()).isPositive();
  }

  @Test
  void only_what_is_credible_is_booked_on_either_side() {
    ReciprocityOf read =
        stage()
            .tell(
                act("rumour", 188, "north", "south").severity(40).confidence(0.49),
                act("a", 189, "north", "south").severity(14).confidence(0.5),
                act("b", 190, "south", "north").severity(14).confidence(0.49))
            .reciprocity();
    assertThat(open(dyad(read, "north>south"))).containsExactly("a");
    assertThat(read.value().value()).isCloseTo(unanswered(14, 10), CLOSE);
  }

  @Test
  void a_threshold_calls_for_an_answer_whatever_its_severity() {
    ReciprocityOf read =
        stage()
            .tell(
                act("minor", 189, "north", "south").severity(11.9),
                act("leader", 189, "north", "south").severity(8).threshold())
            .reciprocity();
    assertThat(open(dyad(read, "north>south"))).containsExactly("leader");
  }

  @Test
  void the_theatre_has_the_value_of_the_dyad_with_most_to_answer_for() {
    ReciprocityOf read =
        stage()
            .tell(
                act("a", 189, "north", "south").severity(14),
                act("b", 188, "south", "patron").severity(30),
                act("c", 187, "north", "south").severity(2))
            .reciprocity();
    assertThat(names(read)).containsExactly("north>south", "south>patron");
    assertThat(read.value()).isEqualTo(dyad(read, "south>patron").value());
    assertThat(Stage.listed(read.value())).containsExactly("b");
  }

  @Test
  void one_grave_act_is_not_lost_among_a_hundred_busy_dyads() {
    Stage stage = stage().tell(act("grave", 189, "north", "south").severity(16));
    for (int i = 0; i < 101; i++) {
      String militia = "m" + i;
      stage.tell(
          act(militia + "a", 190, militia, "base"), act(militia + "b", 191, militia, "base"));
    }
    ReciprocityOf read = stage.reciprocity();
    assertThat(read.dyads()).hasSize(101);
    assertThat(names(read)).endsWith("north>south").contains("m0>base");
    assertThat(read.value().value()).isCloseTo(unanswered(16, 10), CLOSE);
  }

  @Test
  void what_happened_today_so_far_is_booked_at_age_nought() {
    Told strike = act("a", 200, "north", "south").at(3).severity(16);
    assertThat(stage().hoursLater(6).tell(strike).reciprocity().value().value())
        .isCloseTo(unanswered(16, 0), CLOSE);
    assertThat(stage().hoursLater(3).tell(strike).reciprocity().dyads()).isEmpty();
  }

  // -- within hours ------------------------------------------------------------------------------

  /**
   * Thirty days on which south is struck at noon and answers at one: blocks of 48 hours have a
   * window of 12 hours, or two where two provocations fall in one.
   */
  private static Stage exchanges(int every) {
    Stage stage = stage();
    for (int day = 112; day < 199; day += every) {
      stage.tell(
          act("a" + day, day, "north", "south").lasting(1),
          act("b" + day, day, "south", "north").at(13).lasting(1));
    }
    return stage;
  }

  @Test
  void answers_within_hours_are_tested_and_shared_by_all_who_took_part() {
    ReciprocityOf read = exchanges(2).reciprocity();
    DyadOf forth = dyad(read, "north>south");
    int n = 44;
    assertThat(forth.acts()).isEqualTo(n);
    var hits = forth.responsiveness().orElseThrow().hits();
    // days 112, 114 ... : one provocation per block of two days, of which 12 hours are covered
    assertThat(hits.observed()).isEqualTo(n);
    assertThat(hits.expected()).isCloseTo(n / 4.0, CLOSE);
    assertThat(hits.p()).isLessThan(1e-20);
    // the other way round nobody answers: the next act comes 47 hours later
    var back = dyad(read, "south>north").responsiveness().orElseThrow().hits();
    assertThat(back.observed()).isZero();
    assertThat(read.value().value()).isZero();
    assertThat(forth.correlation()).isEmpty();
  }

  @Test
  void exchanges_both_ways_score_and_all_acts_share_them_equally() {
    Stage stage = stage();
    // every fourth day: strike at 0, answer at 4, answer to that at 8
    for (int day = 112; day < 196; day += 4) {
      stage.tell(
          act("a" + day, day, "north", "south").at(0),
          act("b" + day, day, "south", "north").at(4),
          act("c" + day, day, "north", "south").at(8));
    }
    ReciprocityOf read = stage.reciprocity();
    DyadOf forth = dyad(read, "north>south");
    // forth: 21 answers, all within 12 h of a or c, whose windows cover 1 to 21 h of 48
    double af = 1 - 20 / 48.0;
    assertThat(forth.responsiveness().orElseThrow().hits().attributableFraction())
        .isCloseTo(af, CLOSE);
    // back: 42 acts, of which the 21 that come after an answer are hits; it covers 12 h of 48
    double afBack = (21 - 42 / 4.0) / 42;
    assertThat(
            dyad(read, "south>north").responsiveness().orElseThrow().hits().attributableFraction())
        .isCloseTo(afBack, CLOSE);
    double timing = 100 * 2 * Math.sqrt(af * afBack);
    assertThat(read.value().value()).isCloseTo(timing, CLOSE);
    assertThat(read.value().evidence().listed()).hasSize(63);
    assertThat(read.value().evidence().listed())
        .allSatisfy(share -> assertThat(share.points()).isCloseTo(timing / 63, CLOSE));
    assertThat(read.value().evidence().rest()).isZero();
  }

  @Test
  void acts_known_to_the_day_alone_are_not_tested_by_the_hour() {
    Stage stage = stage();
    for (int day = 150; day < 160; day++) {
      stage.tell(
          act("a" + day, day, "north", "south").at(0).lasting(24),
          act("b" + day, day, "south", "north").at(3).lasting(6));
    }
    ReciprocityOf read = stage.reciprocity();
    assertThat(dyad(read, "north>south").responsiveness()).isEmpty();
    assertThat(dyad(read, "north>south").correlation()).isPresent();
    // six hours are exact enough: if they are half of the acts, those are tested
    for (int day = 160; day < 170; day++) {
      stage.tell(act("c" + day, day, "north", "south").at(3).lasting(6));
    }
    DyadOf timed = dyad(stage.reciprocity(), "north>south");
    assertThat(timed.acts()).isEqualTo(20);
    assertThat(timed.responsiveness()).isPresent();
  }

  @Test
  void only_the_gravest_quarter_provokes() {
    Stage stage = stage();
    for (int i = 0; i < 8; i++) {
      stage.tell(act("a" + i, 120 + 4 * i, "north", "south").severity(1 + i));
    }
    stage.tell(act("b", 180, "south", "north"));
    // of 1 to 8 the third quartile is 6.25
    assertThat(dyad(stage.reciprocity(), "north>south").responsiveness().orElseThrow().anchors())
        .isEqualTo(2);
  }

  @Test
  void too_many_provocations_to_tell_are_saturated() {
    Stage stage = stage();
    for (int half = 2 * 110; half < 2 * 200; half++) {
      stage.tell(act("a" + half, half / 2, "north", "south").at(half % 2 * 12));
    }
    for (int day = 111; day < 199; day += 8) {
      stage.tell(act("b" + day, day, "south", "north").at(1));
    }
    DyadOf dyad = dyad(stage.reciprocity(), "north>south");
    assertThat(dyad.responsiveness().orElseThrow().status()).isEqualTo(ResponseStatus.SATURATED);
    assertThat(dyad.value().status()).isEqualTo(Status.SATURATED);
    assertThat(dyad.value().value()).isZero();
    assertThat(dyad.correlation()).isPresent();
    assertThat(stage.assess().index().status()).isEqualTo(Status.OK);
  }

  // -- within days -------------------------------------------------------------------------------

  private static Stage daily(int acts, int answers) {
    Stage stage = stage();
    for (int i = 0; i < acts; i++) {
      stage.tell(act("a" + i, 130 + 5 * i, "north", "south").at(0).lasting(24));
    }
    for (int i = 0; i < answers; i++) {
      stage.tell(act("b" + i, 131 + 5 * i, "south", "north").at(0).lasting(24));
    }
    return stage;
  }

  @Test
  void series_by_day_need_ten_acts_each() {
    assertThat(dyad(daily(10, 10).reciprocity(), "north>south").correlation()).isPresent();
    assertThat(dyad(daily(9, 10).reciprocity(), "north>south").correlation()).isEmpty();
    assertThat(dyad(daily(10, 9).reciprocity(), "north>south").correlation()).isEmpty();
  }

  /** z-values of days, from counts made by hand. */
  private static double[] z(long[] counts) {
    double[] seen = new double[200];
    java.util.Arrays.fill(seen, 1);
    double[] z = new double[90];
    for (int i = 0; i < 90; i++) {
      z[i] = Tempo.window(counts, seen, 110 + i, 1, OptionalInt.empty(), TempoParams.DEFAULT).z();
    }
    return z;
  }

  @Test
  void series_by_day_are_surprises_of_closed_days() {
    long[] acts = new long[200];
    long[] answers = new long[200];
    for (int i = 0; i < 10; i++) {
      acts[130 + 5 * i] = 1;
      answers[131 + 5 * i] = 1;
    }
    var expected = LaggedCorrelation.of(z(acts), z(answers), 3);
    DyadOf dyad = dyad(daily(10, 10).reciprocity(), "north>south");
    assertThat(dyad.correlation()).contains(expected);
    assertThat(expected.correlations().get(0)).isGreaterThan(0.9);
    // today so far is no day yet, and a month no day at all
    Stage later =
        daily(10, 10)
            .hoursLater(12)
            .tell(
                act("today", 200, "north", "south").at(0).lasting(8),
                act("month", 199, "north", "south").at(0).lasting(25));
    assertThat(dyad(later.reciprocity(), "north>south").correlation())
        .isEqualTo(Optional.of(expected));
  }

  @Test
  void a_past_as_short_as_the_lags_is_correlated_with_nothing() {
    Stage stage = Stage.of(3);
    for (int i = 0; i < 10; i++) {
      stage.tell(
          act("a" + i, 2, "north", "south").at(0).lasting(24),
          act("b" + i, 2, "south", "north").at(0).lasting(24));
    }
    assertThat(dyad(stage.reciprocity(), "north>south").correlation()).isEmpty();
    Stage outage = Stage.of(366).dark(3, 366).tell(stage.incidents());
    assertThat(dyad(outage.reciprocity(), "north>south").correlation()).isEmpty();
  }

  // -- standing ----------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({"172, OK", "173, DEGRADED"})
  void a_past_of_less_than_four_weeks_is_short(int firstDay, Status status) {
    Stage stage = stage().before(firstDay).tell(act("a", 189, "north", "south").severity(16));
    assertThat(stage.reciprocity().value().status()).isEqualTo(status);
  }

  @Test
  void while_all_feeds_are_dark_no_account_fades() {
    Told strike = act("a", 180, "north", "south").severity(16);
    ReciprocityOf held = stage().dark(185, 200).tell(strike).reciprocity();
    assertThat(held.value().value()).isCloseTo(unanswered(16, 4), CLOSE);
    assertThat(held.value().status()).isEqualTo(Status.STALE);
    assertThat(held.value().asOf()).hasValue(Days.end(Stage.FIRST + 184));
    // and the days tested end there, too
    Told old = act("old", 100, "north", "south");
    assertThat(stage().dark(185, 200).tell(strike, old).reciprocity().dyads().get(0).acts())
        .isEqualTo(2);
  }
}
