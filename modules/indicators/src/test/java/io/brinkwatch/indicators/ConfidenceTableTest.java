package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
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

class ConfidenceTableTest {
  private static final ConfidenceTable TABLE = ConfidenceTable.DEFAULT;
  private static final List<Vote> NONE = List.of();

  @Test
  void confidences_agree_with_the_reference() {
    var cases = Vectors.json("confidence.json").get("cases");
    assertThat(cases).hasSize(14);
    for (JsonNode vector : cases) {
      double actual = TABLE.confidence(votes(vector.get("reports")), votes(vector.get("denials")));
      assertAbsolute(vector.toString(), actual, vector.get("expected").asDouble(), 1e-12);
    }
  }

  @Test
  void the_default_table_is_the_reference_table() {
    var vector = Vectors.json("confidence.json");
    assertThat(TABLE.reliability())
        .isEqualTo(Vectors.enumMap(Reliability.class, vector.get("REL")));
    assertThat(TABLE.credibility())
        .isEqualTo(Vectors.enumMap(Credibility.class, vector.get("CRED"), grade -> "C" + grade));
    assertThat(TABLE.cap()).isEqualTo(vector.get("cap").asDouble());
  }

  private static List<Vote> votes(JsonNode reports) {
    var votes = new ArrayList<Vote>();
    for (JsonNode report : reports) {
      votes.add(
          new Vote(
              report.path("family").asText("denier " + votes.size()),
              Reliability.valueOf(report.get("rel").asText()),
              Credibility.valueOf("C" + report.get("cred").asText())));
    }
    return votes;
  }

  @Property
  void the_order_of_votes_does_not_change_a_bit(
      @ForAll("votes") List<Vote> supporting,
      @ForAll("votes") List<Vote> denials,
      @ForAll long seed) {
    var shuffled = new ArrayList<>(supporting);
    var shuffledDenials = new ArrayList<>(denials);
    Collections.shuffle(shuffled, new Random(seed));
    Collections.shuffle(shuffledDenials, new Random(seed));
    assertThat(TABLE.confidence(shuffled, shuffledDenials))
        .isEqualTo(TABLE.confidence(supporting, denials));
  }

  @Property
  void another_witness_never_lowers_and_another_denial_never_raises_it(
      @ForAll("votes") List<Vote> supporting,
      @ForAll("votes") List<Vote> denials,
      @ForAll("vote") Vote vote) {
    double before = TABLE.confidence(supporting, denials);
    assertThat(before).isBetween(0.0, 0.99);
    assertThat(TABLE.confidence(plus(supporting, vote), denials))
        .isGreaterThanOrEqualTo(before - 1e-15);
    assertThat(TABLE.confidence(supporting, plus(denials, vote)))
        .isLessThanOrEqualTo(before + 1e-15);
  }

  @Test
  void forty_copies_of_one_wire_are_one_witness() {
    var wire = new Vote("wire", Reliability.B, Credibility.C2);
    assertThat(TABLE.confidence(Collections.nCopies(40, wire), NONE))
        .isEqualTo(TABLE.confidence(List.of(wire), NONE));
  }

  @Test
  void forty_copies_of_one_denial_are_one_denial() {
    var witness = List.of(new Vote("wire", Reliability.B, Credibility.C2));
    var denial = new Vote("ministry", Reliability.D, Credibility.C3);
    assertThat(TABLE.confidence(witness, Collections.nCopies(40, denial)))
        .isEqualTo(TABLE.confidence(witness, List.of(denial)));
  }

  @Test
  void a_denial_alone_is_no_evidence() {
    var denial = new Vote("ministry", Reliability.E, Credibility.C5);
    assertThat(TABLE.confidence(NONE, List.of(denial))).isZero();
  }

  @Test
  void a_table_with_a_hole_or_a_value_out_of_range_is_rejected() {
    var table = TABLE;
    assertThatThrownBy(() -> new ConfidenceTable(Map.of(), table.credibility(), table.cap(), 0.5))
        .hasMessage("reliability has no value for A");
    assertThatThrownBy(
            () -> new ConfidenceTable(table.reliability(), table.credibility(), 1.01, 0.5))
        .hasMessageContaining("cap must be within");
  }

  private static List<Vote> plus(List<Vote> votes, Vote vote) {
    var more = new ArrayList<>(votes);
    more.add(vote);
    return more;
  }

  @Provide
  Arbitrary<List<Vote>> votes() {
    return vote().list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<Vote> vote() {
    return Combinators.combine(
            Arbitraries.of("ap", "afp", "acled", "gdelt", "ucdp", "telegram"),
            Arbitraries.of(Reliability.class),
            Arbitraries.of(Credibility.class))
        .as(Vote::new);
  }
}
