package io.brinkwatch.indicators.skill;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SkillTest {
  private static final WarningParams PARAMS = WarningParams.DEFAULT;

  @Test
  void ranking_and_brier_score_agree_with_scikit_learn() {
    JsonNode vector = Vectors.json("metrics_pointwise.json");
    double[] scores = Vectors.doubles(vector.get("score"));
    long[] truth = Vectors.longs(vector.get("y_true"));
    assertThat(scores).hasSize(400);
    var forecasts = new ArrayList<Forecast>();
    for (int i = 0; i < scores.length; i++) {
      forecasts.add(new Forecast(scores[i], truth[i] == 1));
    }
    JsonNode expected = vector.get("expected");
    var ranking = Ranking.of(forecasts);
    double precision = expected.get("average_precision").asDouble();
    assertRelative("AP", ranking.averagePrecision(), precision, 1e-10);
    assertRelative("ROC", ranking.rocAuc(), expected.get("roc_auc").asDouble(), 1e-10);
    assertRelative("base rate", ranking.baseRate(), expected.get("base_rate").asDouble(), 1e-10);
    var brier = Brier.of(forecasts);
    assertRelative("Brier", brier.score(), expected.get("brier").asDouble(), 1e-10);
    double skill = expected.get("brier_skill_vs_climatology").asDouble();
    assertRelative("skill", brier.skill(), skill, 1e-10);
  }

  @Test
  void episodes_leads_and_molchan_agree_with_the_reference() {
    var cases = Vectors.json("metrics_events.json").get("cases");
    assertThat(cases).hasSize(4);
    cases.forEach(SkillTest::assertEvents);
  }

  private static void assertEvents(JsonNode vector) {
    var params =
        new WarningParams(
            vector.get("lead").asInt(),
            vector.get("late").asInt(),
            vector.get("refractory").asInt());
    var actual =
        WarningSkill.of(
            vector.get("days").asInt(),
            Vectors.intList(vector.get("alarm_days")),
            Vectors.intList(vector.get("event_days")),
            params);
    JsonNode expected = vector.get("expected");
    assertThat(actual.episodes()).isEqualTo(Vectors.intList(expected.get("episodes")));
    assertThat(actual.leads()).isEqualTo(Vectors.intList(expected.get("lead_days")));
    assertThat(actual.leads()).hasSize(expected.get("tp_events").asInt());
    double recall = expected.get("recall").asDouble();
    assertRelative("recall", actual.recall().orElseThrow(), recall, 1e-10);
    double precision = expected.get("precision").asDouble();
    assertRelative("precision", actual.precision().orElseThrow(), precision, 1e-10);
    double falsePerMonth = expected.get("false_alarms_per_30d").asDouble();
    assertRelative("false", actual.falseEpisodesPerMonth(), falsePerMonth, 1e-10);
    assertThat(actual.medianLead()).hasValue(expected.get("median_lead").asDouble());
    assertMolchan(expected, actual.molchan());
  }

  private static void assertMolchan(JsonNode expected, Molchan actual) {
    double tau = expected.get("molchan_tau").asDouble();
    assertRelative("tau", actual.alarmShare(), tau, 1e-10);
    assertRelative("nu", actual.missShare(), expected.get("molchan_nu").asDouble(), 1e-10);
    double gain = expected.get("probability_gain").asDouble();
    assertRelative("gain", actual.gain().orElseThrow(), gain, 1e-10);
    assertRelative("p", actual.p(), expected.get("p_value").asDouble(), 1e-10);
  }

  @Property
  void the_decomposition_of_the_brier_score_is_exact_in_any_order(
      @ForAll("forecasts") List<Forecast> forecasts, @ForAll Random random) {
    var brier = Brier.of(forecasts);
    double parts = brier.reliability() - brier.resolution() + brier.uncertainty();
    assertAbsolute("sum", parts, brier.score(), 1e-12);
    var shuffled = new ArrayList<>(forecasts);
    Collections.shuffle(shuffled, random);
    assertThat(Brier.of(shuffled)).isEqualTo(brier);
  }

  @Property
  void a_monotone_change_of_scores_leaves_their_ranking(
      @ForAll("forecasts") List<Forecast> forecasts) {
    var mixed = new ArrayList<>(forecasts);
    mixed.add(new Forecast(0.5, true));
    mixed.add(new Forecast(0.5, false));
    List<Forecast> stretched =
        mixed.stream().map(f -> new Forecast(7 * f.score() - 3, f.happened())).toList();
    assertThat(Ranking.of(stretched)).isEqualTo(Ranking.of(mixed));
    assertThat(Ranking.of(mixed).averagePrecision()).isBetween(0.0, 1.0);
  }

  @Property
  void there_are_no_more_hits_than_warnings_or_events(
      @ForAll Set<@IntRange(max = 364) Integer> alarms,
      @ForAll Set<@IntRange(max = 364) Integer> events) {
    var skill = WarningSkill.of(365, alarms, events, PARAMS);
    assertThat(skill.leads()).hasSizeLessThanOrEqualTo(skill.episodes().size());
    assertThat(skill.leads()).hasSizeLessThanOrEqualTo(events.size());
    assertThat(skill.leads()).allMatch(lead -> lead >= -1 && lead <= 14);
    assertThat(skill.molchan().p()).isBetween(0.0, 1.0);
  }

  @Test
  void scores_that_say_nothing_rank_like_chance() {
    var same = List.of(new Forecast(0.5, true), new Forecast(0.5, false), new Forecast(0.5, false));
    assertThat(Ranking.of(same).rocAuc()).isEqualTo(0.5);
    assertThat(Ranking.of(same).averagePrecision()).isEqualTo(1 / 3.0);
    assertThat(Brier.of(List.of(new Forecast(0.5, true))).skill()).isNaN();
  }

  @Test
  void silence_has_neither_precision_nor_gain() {
    var silent = WarningSkill.of(30, List.of(), List.of(5), PARAMS);
    assertThat(silent.precision()).isEmpty();
    assertThat(silent.medianLead()).isEmpty();
    assertThat(silent.recall()).hasValue(0);
    assertThat(silent.molchan()).isEqualTo(new Molchan(0, 1, 1));
    assertThat(silent.molchan().gain()).isEmpty();
  }

  @Test
  void what_cannot_be_scored_is_rejected() {
    assertThatThrownBy(() -> Ranking.of(List.of(new Forecast(1, true))))
        .hasMessageContaining("events and non-events");
    assertThatThrownBy(() -> Brier.of(List.of(new Forecast(2, true))))
        .hasMessageContaining("probability");
    assertThatThrownBy(() -> new Forecast(Double.NaN, true)).hasMessageContaining("number");
    assertThatThrownBy(() -> WarningSkill.of(30, List.of(30), List.of(), PARAMS))
        .hasMessage("day 30 of 30");
  }

  @Provide
  Arbitrary<List<Forecast>> forecasts() {
    return Combinators.combine(Arbitraries.of(0.0, 0.25, 0.5, 1.0), Arbitraries.of(true, false))
        .as(Forecast::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
