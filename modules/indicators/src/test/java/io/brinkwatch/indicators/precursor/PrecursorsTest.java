package io.brinkwatch.indicators.precursor;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Outlook;
import io.brinkwatch.indicators.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PrecursorsTest {
  private static final PrecursorTable TABLE = PrecursorTable.DEFAULT;
  private static final JsonNode VECTOR = Vectors.json("precursors.json");

  @Test
  void evidence_and_index_agree_with_the_reference() {
    var cases = VECTOR.get("cases");
    assertThat(cases).hasSize(4);
    cases.forEach(PrecursorsTest::assertCase);
  }

  private static void assertCase(JsonNode vector) {
    var signals = new ArrayList<Signal>();
    vector.get("signals").forEach(signal -> signals.add(signal(signal)));
    var actual = Precursors.of(signals, vector.get("evalDay").asInt(), TABLE);
    JsonNode expected = vector.get("expected");
    JsonNode perClass = expected.get("per_class");
    assertThat(actual.strongest()).hasSameSizeAs(perClass);
    for (Precursors.Sign sign : actual.strongest()) {
      JsonNode strongest = perClass.get(sign.signal().precursorClass().name());
      assertThat(sign.signal().id()).isEqualTo(strongest.get("id").asText());
      assertRelative("" + sign, sign.decibans(), strongest.get("db").asDouble(), 1e-12);
    }
    assertRelative("E", actual.decibans(), expected.get("E_db").asDouble(), 1e-12);
    assertRelative("index", actual.index(), expected.get("index").asDouble(), 1e-12);
    double posterior = expected.get("posterior_from_prior_0_02").asDouble();
    assertRelative("posterior", actual.posterior(0.02), posterior, 1e-12);
  }

  private static Signal signal(JsonNode signal) {
    return new Signal(
        signal.get("id").asText(),
        PrecursorClass.valueOf(signal.get("cls").asText()),
        "",
        signal.get("day").asInt(),
        signal.get("conf").asDouble(),
        signal.get("affinity").asDouble());
  }

  @Test
  void the_default_table_is_the_reference_table() {
    JsonNode table = VECTOR.get("table_db_halflife");
    assertThat(table).hasSize(PrecursorClass.values().length);
    TABLE
        .weights()
        .forEach(
            (key, weight) ->
                assertThat(Vectors.doubles(table.get(key.name())))
                    .containsExactly(weight.decibans(), weight.halfLifeDays()));
  }

  @Property
  void order_and_repetition_are_of_no_importance(
      @ForAll("signals") List<Signal> signals, @ForAll Random random) {
    var shuffled = new ArrayList<>(signals);
    shuffled.addAll(signals);
    Collections.shuffle(shuffled, random);
    assertThat(Precursors.of(shuffled, 60, TABLE)).isEqualTo(Precursors.of(signals, 60, TABLE));
  }

  @Property
  void points_sum_to_the_index(@ForAll("signals") List<Signal> signals) {
    var precursors = Precursors.of(signals, 60, TABLE);
    double points = precursors.strongest().stream().mapToDouble(precursors::points).sum();
    assertAbsolute("points", points, precursors.index(), 1e-6);
    assertThat(precursors.index()).isBetween(0.0, 100.0);
  }

  @Test
  void each_capability_transferred_is_a_sign_of_its_own() {
    var missiles = new Signal("a", PrecursorClass.ARMS_TRANSFER, "BALLISTIC_MISSILE", 0, 1, 1);
    var drones = new Signal("b", PrecursorClass.ARMS_TRANSFER, "OWA_UAV", 0, 1, 1);
    assertThat(Precursors.of(List.of(missiles, drones), 0, TABLE).decibans()).isEqualTo(4);
    assertThatThrownBy(() -> new Signal("c", PrecursorClass.SANCTIONS, "OWA_UAV", 0, 1, 1))
        .hasMessageContaining("transfers no capability");
  }

  @Test
  void two_grave_signs_call_for_a_warning_until_a_ceasefire() {
    var evacuation = new Signal("a", PrecursorClass.EVACUATION_ORDERED, "", 9, 1, 1);
    var disclosure = new Signal("b", PrecursorClass.INTEL_DISCLOSURE, "", 9, 1, 1);
    var ceasefire = new Signal("c", PrecursorClass.CEASEFIRE_AGREED, "", 9, 1, 1);
    double grave = Precursors.of(List.of(evacuation, disclosure), 9, TABLE).decibans();
    double calmed = Precursors.of(List.of(evacuation, disclosure, ceasefire), 9, TABLE).decibans();
    assertThat(Outlook.isWarning(0, grave)).isTrue();
    assertThat(Outlook.isWarning(0, calmed)).isFalse();
    assertThat(Outlook.isWarning(50, calmed)).isTrue();
    assertThat(Precursors.of(List.of(evacuation), 8, TABLE).strongest()).isEmpty();
  }

  @Test
  void the_affinities_of_a_recipient_sum_to_one() {
    double sum =
        ArmsTransfer.affinity(30, 100, 0.2)
            + ArmsTransfer.affinity(70, 100, 0.5)
            + ArmsTransfer.affinity(0, 100, 0.3);
    assertAbsolute("sum", sum, 1, 1e-15);
    assertThat(ArmsTransfer.affinity(0, 0, 0.25)).isEqualTo(0.25);
    assertThatThrownBy(() -> ArmsTransfer.affinity(2, 1, 0.5))
        .hasMessage("2 incidents there of 1 in all");
  }

  @Test
  void a_first_use_within_a_year_is_explained_by_the_transfer() {
    assertThat(ArmsTransfer.explains(100, 465)).isTrue();
    assertThat(ArmsTransfer.explains(100, 466)).isFalse();
    assertThat(ArmsTransfer.explains(100, 99)).isFalse();
  }

  @Test
  void a_table_without_a_class_is_rejected() {
    assertThatThrownBy(() -> new PrecursorTable(Map.of(), 6))
        .hasMessage("no weight for EVACUATION_ORDERED");
  }

  @Provide
  Arbitrary<List<Signal>> signals() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99),
            Arbitraries.of(PrecursorClass.class),
            Arbitraries.integers().between(0, 70),
            Arbitraries.of(0.0, 0.25, 0.7, 1.0))
        .as((id, kind, day, confidence) -> new Signal("s" + id, kind, "", day, confidence, 0.8))
        .list()
        .uniqueElements(Signal::id)
        .ofMaxSize(10);
  }
}
