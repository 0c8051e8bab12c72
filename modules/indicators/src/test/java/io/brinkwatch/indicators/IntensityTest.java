package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class IntensityTest {
  @Test
  void stock_index_and_contributions_agree_with_the_reference() {
    var cases = Vectors.json("intensity.json").get("cases");
    assertThat(cases).hasSize(2);
    cases.forEach(IntensityTest::assertCase);
  }

  private static void assertCase(JsonNode vector) {
    double halfLife = vector.get("halfLifeDays").asDouble();
    int today = vector.get("evalDay").asInt();
    var anchors = new IntensityAnchors(vector.get("x0").asDouble(), vector.get("x1").asDouble());
    var days = new long[today + 1];
    var decayed = new HashMap<String, Double>();
    for (JsonNode event : vector.get("events")) {
      int day = event.get("day").asInt();
      double weight = event.get("w").asDouble();
      days[day] += Intensity.toMicro(weight);
      decayed.put(event.get("id").asText(), weight * Intensity.decay(today - day, halfLife));
    }
    double stock = Intensity.stock(days, today, halfLife);
    double index = Intensity.index(stock, anchors);
    JsonNode expected = vector.get("expected");
    assertRelative("X", stock, expected.get("X").asDouble(), 1e-12);
    assertRelative("I", index, expected.get("I").asDouble(), 1e-12);
    assertThat(expected.get("contributions")).hasSameSizeAs(decayed.keySet());
    for (JsonNode share : expected.get("contributions")) {
      String id = share.get("id").asText();
      double actual = Intensity.contribution(index, decayed.get(id), stock);
      assertRelative(id, actual, share.get("points").asDouble(), 1e-12);
    }
  }

  @Property
  void decay_is_one_today_and_halves_with_each_half_life(
      @ForAll @IntRange(min = 1, max = 100) int halfLife, @ForAll @IntRange(max = 1000) int age) {
    assertThat(Intensity.decay(0, halfLife)).isEqualTo(1);
    assertThat(Intensity.decay(halfLife, halfLife)).isEqualTo(0.5);
    assertRelative(
        "one half-life later",
        Intensity.decay(age + halfLife, halfLife),
        Intensity.decay(age, halfLife) / 2,
        1e-12);
  }

  @Property
  void the_index_stays_in_range_and_never_falls_as_the_stock_grows(
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1e5) double stock,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1e5) double more) {
    double index = Intensity.index(stock, IntensityAnchors.DEFAULT);
    assertThat(index).isBetween(0.0, 100.0);
    assertThat(Intensity.index(stock + more, IntensityAnchors.DEFAULT))
        .isGreaterThanOrEqualTo(index);
  }

  @Test
  void the_index_is_nil_for_nothing_and_full_at_the_upper_anchor() {
    assertThat(Intensity.index(0, IntensityAnchors.DEFAULT)).isZero();
    assertThat(Intensity.index(2000, IntensityAnchors.DEFAULT)).isEqualTo(100);
    assertThat(Intensity.contribution(0, 0, 0)).isZero();
  }

  @Property
  void a_retraction_takes_back_to_the_bit_what_the_incident_gave(
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1e4) double kept,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1e4) double retracted) {
    long[] days = {0, Intensity.toMicro(retracted), 0};
    days[1] += Intensity.toMicro(kept);
    days[1] -= Intensity.toMicro(retracted);
    long[] without = {0, Intensity.toMicro(kept), 0};
    assertThat(Intensity.stock(days, 2, 3)).isEqualTo(Intensity.stock(without, 2, 3));
  }

  @Test
  void a_stock_does_not_age_while_its_feed_is_dark() {
    double[] exposure = {1, 1, 0, 0, 1};
    assertThat(Intensity.healthyAges(exposure, 4)).containsExactly(2, 1, 1, 1, 0);
    long[] micro = {0, 8_000_000, 0, 0, 0};
    int[] ages = Intensity.healthyAges(exposure, 4);
    assertThat(Intensity.stock(micro, ages, 1)).isEqualTo(4);
    assertThat(Intensity.stock(micro, 4, 1)).isEqualTo(1);
  }

  @Test
  void ages_and_half_lives_without_meaning_are_rejected() {
    assertThatThrownBy(() -> Intensity.decay(-1, 3)).hasMessageContaining("ageDays");
    assertThatThrownBy(() -> Intensity.decay(1, 0)).hasMessageContaining("halfLifeDays");
    assertThatThrownBy(() -> Intensity.stock(new long[2], new int[1], 3))
        .hasMessageContaining("one age per day");
    assertThatThrownBy(() -> new IntensityAnchors(0, 1)).hasMessageContaining("x0");
  }
}
