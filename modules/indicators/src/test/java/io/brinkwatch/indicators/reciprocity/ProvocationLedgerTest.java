package io.brinkwatch.indicators.reciprocity;

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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProvocationLedgerTest {
  private static final LedgerParams PARAMS = LedgerParams.DEFAULT;

  @Test
  void open_accounts_and_index_agree_with_the_reference() {
    var cases = Vectors.json("ledger.json").get("cases");
    assertThat(cases).hasSize(4);
    cases.forEach(ProvocationLedgerTest::assertCase);
  }

  private static void assertCase(JsonNode vector) {
    ProvocationLedger actual =
        ProvocationLedger.of(
            entries(vector.get("provocations")),
            entries(vector.get("responses")),
            vector.get("evalDay").asInt(),
            PARAMS);
    JsonNode expected = vector.get("expected");
    assertThat(actual.open()).hasSameSizeAs(expected.get("open"));
    for (int i = 0; i < actual.open().size(); i++) {
      JsonNode open = expected.get("open").get(i);
      assertThat(actual.open().get(i).id()).isEqualTo(open.get("id").asText());
      double remaining = open.get("remaining").asDouble();
      assertRelative("remaining", actual.open().get(i).remaining(), remaining, 1e-12);
    }
    assertRelative("O", actual.outstanding(), expected.get("O").asDouble(), 1e-12);
    assertRelative("U", actual.index(), expected.get("U").asDouble(), 1e-12);
  }

  private static List<LedgerEntry> entries(JsonNode acts) {
    var entries = new ArrayList<LedgerEntry>();
    for (JsonNode act : acts) {
      entries.add(entry(act.get("id").asText(), act.get("day").asInt(), act.get("sev").asDouble()));
    }
    return entries;
  }

  private static LedgerEntry entry(String id, int day, double severity) {
    return new LedgerEntry(id, day, severity, false);
  }

  @Property
  void every_order_gives_the_same_bits(
      @ForAll("provocations") List<LedgerEntry> provocations,
      @ForAll("responses") List<LedgerEntry> responses,
      @ForAll Random random) {
    var shuffled = new ArrayList<>(provocations);
    var alsoShuffled = new ArrayList<>(responses);
    Collections.shuffle(shuffled, random);
    Collections.shuffle(alsoShuffled, random);
    assertThat(ProvocationLedger.of(shuffled, alsoShuffled, 60, PARAMS))
        .isEqualTo(ProvocationLedger.of(provocations, responses, 60, PARAMS));
  }

  @Property
  void points_sum_to_the_index_and_one_more_answer_never_raises_it(
      @ForAll("provocations") List<LedgerEntry> provocations,
      @ForAll("responses") List<LedgerEntry> responses) {
    var ledger = ProvocationLedger.of(provocations, responses, 60, PARAMS);
    double points = ledger.open().stream().mapToDouble(Unanswered::points).sum();
    assertAbsolute("points", points, ledger.index(), 1e-9);
    var more = new ArrayList<>(responses);
    more.add(entry("s", 60, 25));
    assertThat(ProvocationLedger.of(provocations, more, 60, PARAMS).index())
        .isLessThanOrEqualTo(ledger.index() + 1e-9);
  }

  @Test
  void a_threshold_event_calls_for_an_answer_whatever_its_severity() {
    var killing = new LedgerEntry("k", 0, 9, true);
    assertThat(ProvocationLedger.of(List.of(killing), List.of(), 41, PARAMS).open())
        .singleElement()
        .satisfies(open -> assertThat(open.ageDays()).isEqualTo(41));
    assertThat(ProvocationLedger.of(List.of(entry("k", 0, 9)), List.of(), 41, PARAMS).index())
        .isZero();
  }

  @Test
  void an_index_of_fifty_takes_twenty_points_of_fresh_severity() {
    var fresh = ProvocationLedger.of(List.of(entry("p", 3, 20)), List.of(), 3, PARAMS);
    assertAbsolute("U", fresh.index(), 50, 1e-12);
    assertThatThrownBy(() -> entry("p", 3, 0)).hasMessageContaining("severity of p");
  }

  @Provide
  Arbitrary<List<LedgerEntry>> provocations() {
    return entries("p");
  }

  @Provide
  Arbitrary<List<LedgerEntry>> responses() {
    return entries("r");
  }

  private static Arbitrary<List<LedgerEntry>> entries(String prefix) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(0, 70),
            Arbitraries.of(2.0, 7.5, 12.0, 30.25))
        .as((n, day, severity) -> entry(prefix + n, day, severity))
        .list()
        .uniqueElements(LedgerEntry::id)
        .ofMaxSize(10);
  }
}
