package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeverityTableTest {
  private static final SeverityTable TABLE = SeverityTable.DEFAULT;

  @Test
  void severities_agree_with_the_reference() {
    var cases = Vectors.json("severity.json").get("cases");
    assertThat(cases).hasSize(20);
    for (JsonNode vector : cases) {
      double expected = vector.get("expected").asDouble();
      assertAbsolute(vector.toString(), severity(vector), expected, 1e-12);
    }
  }

  private static double severity(JsonNode vector) {
    return vector.get("kind").asText().equals("NONKINETIC")
        ? SeverityTable.nonKinetic(vector.get("goldstein").asDouble())
        : TABLE.kinetic(
            Weapon.valueOf(vector.get("weapon").asText()),
            TargetClass.valueOf(vector.get("target").asText()),
            Outcome.valueOf(vector.get("outcome").asText()),
            vector.get("n").asInt(),
            vector.get("fatal").asInt());
  }

  @Test
  void the_default_table_is_the_reference_table() {
    var vector = Vectors.json("severity.json");
    assertThat(TABLE.base()).isEqualTo(Vectors.enumMap(Weapon.class, vector.get("BASE")));
    assertThat(TABLE.target()).isEqualTo(Vectors.enumMap(TargetClass.class, vector.get("TGT")));
    assertThat(TABLE.outcome()).isEqualTo(Vectors.enumMap(Outcome.class, vector.get("outcome")));
  }

  @Test
  void every_shot_at_soldiers_outweighs_every_word() {
    double worstWord = SeverityTable.nonKinetic(-10);
    assertThat(TABLE.base().values()).allMatch(base -> base >= worstWord);
    assertThat(worstWord).isEqualTo(2);
  }

  @Test
  void cooperation_has_no_severity() {
    assertThat(SeverityTable.nonKinetic(8.3)).isZero();
    assertThat(SeverityTable.nonKinetic(Double.NaN)).isZero();
  }

  @Test
  void an_impossible_count_is_the_nearest_possible_one() {
    assertThat(air(0, -1)).isEqualTo(air(1, 0));
    assertThat(air(1, 5000)).isEqualTo(air(1, 4095));
  }

  @Property
  void more_munitions_or_deaths_are_never_less_grave(
      @ForAll @IntRange(max = 100_000) int munitions, @ForAll @IntRange(max = 100_000) int deaths) {
    double severity = air(munitions, deaths);
    assertThat(air(munitions + 1, deaths)).isGreaterThanOrEqualTo(severity);
    assertThat(air(munitions, deaths + 1)).isGreaterThanOrEqualTo(severity);
  }

  @Test
  void a_table_with_a_hole_or_a_zero_is_rejected() {
    var hole = new EnumMap<>(TABLE.base());
    hole.remove(Weapon.ATGM);
    assertThatThrownBy(() -> new SeverityTable(hole, TABLE.target(), TABLE.outcome()))
        .hasMessage("base has no value for ATGM");
    Map<Outcome, Double> zero = new EnumMap<>(TABLE.outcome());
    zero.put(Outcome.FOILED, 0.0);
    assertThatThrownBy(() -> new SeverityTable(TABLE.base(), TABLE.target(), zero))
        .hasMessage("outcome FOILED must be positive and finite, was 0.0");
  }

  private static double air(int munitions, int deaths) {
    return TABLE.kinetic(Weapon.AIR_STRIKE, TargetClass.POPULATED, Outcome.HIT, munitions, deaths);
  }
}
