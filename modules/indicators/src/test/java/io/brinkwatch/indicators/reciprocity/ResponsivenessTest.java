package io.brinkwatch.indicators.reciprocity;

import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Vectors;
import io.brinkwatch.indicators.math.PoissonBinomial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ResponsivenessTest {
  private static final long HOUR = 3_600_000;
  private static final long MONTH = 720 * HOUR;
  private static final ResponseParams PARAMS = ResponseParams.DEFAULT;

  @Test
  void the_test_agrees_with_exact_convolution() {
    var cases = Vectors.json("reciprocity.json").get("cases");
    assertThat(cases).hasSize(8);
    cases.forEach(ResponsivenessTest::assertCase);
  }

  private static void assertCase(JsonNode vector) {
    var params =
        new ResponseParams(
            millis(vector.get("L").asDouble()), millis(vector.get("D").asDouble()), 0.7);
    Responsiveness actual =
        Responsiveness.of(
            acts(vector.get("A")),
            acts(vector.get("B")),
            millis(vector.get("t0").asDouble()),
            millis(vector.get("T").asDouble()),
            params);
    JsonNode expected = vector.get("expected");
    Hits hits = actual.hits();
    assertThat(hits.responses()).isEqualTo(expected.get("n").asInt());
    assertThat(hits.observed()).isEqualTo(expected.get("H").asInt());
    assertThat(actual.anchors()).isEqualTo(expected.get("anchors").asInt());
    assertThat(actual.exchanges()).hasSize(expected.get("answered").asInt());
    assertRelative("E", hits.expected(), expected.get("E").asDouble(), 1e-9);
    assertRelative("V", hits.variance(), expected.get("V").asDouble(), 1e-9);
    assertRelative("p", hits.p(), expected.get("p").asDouble(), 1e-9);
    assertRelative("pmid", hits.pMid(), expected.get("pmid").asDouble(), 1e-9);
    double fraction = expected.get("attributable_fraction").asDouble();
    assertRelative("AF", hits.attributableFraction(), fraction, 1e-9);
    assertOptional("lift", hits.lift(), expected.get("lift"), 1);
    assertOptional(
        "answered", actual.retaliationProbability(), expected.get("retaliation_probability"), 1);
    assertOptional("latency", actual.medianLatencyMillis(), expected.get("median_latency"), HOUR);
    double[] coverages = Vectors.doubles(expected.get("block_coverages"));
    assertThat(actual.coverages()).hasSize(coverages.length);
    for (int k = 0; k < coverages.length; k++) {
      assertRelative("c" + k, actual.coverages().get(k), coverages[k], 1e-9);
    }
  }

  private static void assertOptional(
      String what, OptionalDouble actual, JsonNode expected, double unit) {
    assertThat(actual.isPresent()).as(what).isEqualTo(!expected.isNull());
    actual.ifPresent(value -> assertRelative(what, value, expected.asDouble() * unit, 1e-9));
  }

  private static long millis(double hours) {
    return Math.round(hours * HOUR);
  }

  private static List<Act> acts(JsonNode hours) {
    return Vectors.doubleList(hours).stream().map(hour -> new Act(millis(hour), 1)).toList();
  }

  private static Responsiveness test(List<Act> provocations, List<Act> responses) {
    return Responsiveness.of(provocations, responses, 0, MONTH, PARAMS);
  }

  @Property(tries = 300)
  void every_order_gives_the_same_bits(
      @ForAll("acts") List<Act> provocations,
      @ForAll("acts") List<Act> responses,
      @ForAll Random random) {
    var shuffled = new ArrayList<>(provocations);
    var alsoShuffled = new ArrayList<>(responses);
    Collections.shuffle(shuffled, random);
    Collections.shuffle(alsoShuffled, random);
    assertThat(test(shuffled, alsoShuffled)).isEqualTo(test(provocations, responses));
  }

  @Property(tries = 300)
  void coverages_are_shares_and_the_hits_cannot_exceed_the_responses(
      @ForAll("acts") List<Act> provocations, @ForAll("acts") List<Act> responses) {
    Responsiveness test = test(provocations, responses);
    assertThat(test.coverages()).allMatch(c -> c >= 0 && c <= 1);
    assertThat(test.hits().observed()).isBetween(0, test.hits().responses());
    assertThat(test.hits().p()).isBetween(0.0, 1.0);
    assertThat(test.exchanges()).hasSizeLessThanOrEqualTo(test.anchors());
    assertThat(test.exchanges())
        .allMatch(e -> e.latencyMillis() > 0 && e.latencyMillis() <= 12 * HOUR);
  }

  @Test
  void independent_acts_are_rarely_called_answers() {
    var random = new Random(7);
    int found = 0;
    for (int i = 0; i < 400; i++) {
      Responsiveness test = test(poisson(random, 60), poisson(random, 60));
      found += test.hits().p() <= 0.05 ? 1 : 0;
    }
    assertThat(found).isLessThanOrEqualTo(30); // 20 expected, standard deviation 4.4
  }

  private static List<Act> poisson(Random random, int count) {
    var acts = new ArrayList<Act>();
    for (int i = 0; i < count; i++) {
      acts.add(new Act(Math.round(random.nextDouble() * (MONTH - 1)), 1));
    }
    return acts;
  }

  @Test
  void provocations_at_every_turn_saturate_the_test() {
    var often = new ArrayList<Act>();
    for (long hour = 0; hour < 720; hour += 8) {
      often.add(new Act(hour * HOUR, 1));
    }
    assertThat(test(often, often).status()).isEqualTo(ResponseStatus.SATURATED);
    assertThat(test(often.subList(0, 20), often).status()).isEqualTo(ResponseStatus.OK);
  }

  @Test
  void blocks_stay_where_they_are_as_the_period_moves() {
    var provocation = List.of(new Act(50 * HOUR, 1));
    Responsiveness later = Responsiveness.of(provocation, List.of(), 24 * HOUR, 144 * HOUR, PARAMS);
    assertThat(later.coverages()).containsExactly(0.0, 0.25, 0.0);
  }

  @Test
  void a_provocation_before_the_period_covers_its_beginning_but_is_no_anchor() {
    Responsiveness test =
        test(List.of(new Act(-6 * HOUR, 1)), List.of(new Act(HOUR, 1), new Act(7 * HOUR, 1)));
    assertThat(test.coverages().get(0)).isEqualTo(6 / 48.0);
    assertThat(test.hits().observed()).isEqualTo(1);
    assertThat(test.anchors()).isZero();
  }

  @Test
  void the_first_and_gravest_answer_tells_whether_exchanges_spiral() {
    var provocations = List.of(new Act(0, 4), new Act(48 * HOUR, 2));
    var responses =
        List.of(new Act(HOUR, 4), new Act(HOUR, 8), new Act(2 * HOUR, 64), new Act(49 * HOUR, 16));
    assertThat(test(provocations, responses).spiral()).hasValue(2);
    assertThat(test(provocations, List.of()).spiral()).isEmpty();
  }

  @Test
  void the_gravest_quarter_of_acts_provokes() {
    var acts = List.of(new Act(0, 1), new Act(1, 5), new Act(2, 3), new Act(3, 4), new Act(4, 2));
    assertThat(Responsiveness.provocationThreshold(acts)).hasValue(4);
    assertThat(Responsiveness.provocationThreshold(List.of())).isEmpty();
  }

  @Test
  void many_responses_are_judged_by_the_normal_distribution_and_hardly_otherwise() {
    var chances = new double[2001];
    Arrays.fill(chances, 0.3);
    var exact = PoissonBinomial.of(chances);
    Hits hits = Hits.of(630, chances);
    assertRelative("p", hits.p(), exact.upperTail(630), 0.02);
    assertRelative("mid-p", hits.pMid(), exact.midP(630), 0.02);
    assertThat(Hits.of(2001, ones(2001)).p()).isEqualTo(1);
  }

  private static double[] ones(int count) {
    var ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void settings_without_meaning_are_rejected() {
    assertThatThrownBy(() -> new ResponseParams(0, 1, 0.7)).hasMessageContaining("windowMillis");
    assertThatThrownBy(() -> new ResponseParams(2, 1, 0.7)).hasMessageContaining("must hold");
    assertThatThrownBy(() -> Responsiveness.of(List.of(), List.of(), 1, 1, PARAMS))
        .hasMessageContaining("period must end");
    assertThatThrownBy(() -> new Act(0, 0)).hasMessageContaining("severity");
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Combinators.combine(
            Arbitraries.longs().between(-100, 721).map(hour -> hour * HOUR),
            Arbitraries.of(1.0, 2.0, 5.0))
        .as(Act::new)
        .list()
        .ofMaxSize(30);
  }
}
