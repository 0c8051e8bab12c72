package io.brinkwatch.cli.show;

import static io.brinkwatch.cli.show.Levels.evidence;
import static io.brinkwatch.cli.show.Levels.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Descent;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRange;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.FloorKind;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.SourceGrade;
import io.brinkwatch.model.Sourcing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Words WORDS = new Words(Map.of("gaza", "Gaza"), Levels.NAMES);
  private static final Instant DAY = Instant.parse("2023-11-09T00:00:00Z");

  private static String text(EscalationLevel level) {
    return new Explanation(level, WORDS, 100)
        .lines(List.of("it is old")).stream().map(Text::plain).collect(Collectors.joining("\n"));
  }

  private static Sourcing sourcing(int more) {
    return new Sourcing(DAY, List.of(told("WIRE-A", false), told("MINISTRY", true)), more);
  }

  private static SourceGrade told(String publisher, boolean denies) {
    return new SourceGrade(publisher, Reliability.B, Credibility.C2, denies);
  }

  private static EscalationLevel.Builder held() {
    Floor floor =
        new Floor(
            FloorKind.GROUND_INVASION,
            5,
            "X-1",
            Instant.parse("2023-11-23T00:00:00Z"),
            "Tanks cross",
            sourcing(0));
    return EscalationLevel.newBuilder(
            level(
                "gaza",
                "2023-11-10T00:00:00Z",
                5,
                5,
                40.5,
                LevelReason.HOLD,
                floor,
                Evidence.newBuilder(evidence("X-1", 30, "Rockets at a town"))
                    .setSourcing(sourcing(3))
                    .build()))
        .setRange(new EvidenceRange(List.of(Reliability.A, Reliability.B), 31.24, 40.5, 2, 5))
        .setParts(
            List.of(
                new IndexPart(Indicator.TEMPO, 50.0, 10.5),
                new IndexPart(Indicator.INTENSITY_3D, 37.5, 30.0)))
        .setEvidenceRest(new EvidenceRest(7, 10.5))
        .setDescent(new Descent(73.0, 168.0, Instant.parse("2023-11-30T00:00:00Z")));
  }

  @Test
  void a_level_is_told_with_its_parts_its_incidents_their_sources_and_what_would_lower_it() {
    assertThat(text(held().build()))
        .contains("Gaza at 2023-11-10 00:00 UTC, FINAL: L5 War since 2023-11-10 00:00, policy 1")
        .containsSubsequence("\n  it is old\n", "  outlook steady")
        .contains("a floor holds L5 until 2023-11-23 00:00: ground invasion")
        .containsSubsequence("2023-11-09  Tanks cross", "told by WIRE-A B2, MINISTRY B2 denies")
        .contains("index 40.5")
        .contains("only A/B sources: index 31.2 (by itself L2) · all sources: 40.5 (by itself L5)")
        .doesNotContain("comes down slowly")
        .contains("last step: none, a floor holds it")
        .containsSubsequence("+30.0  intensity 3d at 38", "+10.5  tempo at 50")
        .contains("+30.0  2023-11-09  Rockets at a town")
        .contains("%: WIRE-A B2, MINISTRY B2 denies and 3 sources more")
        .contains("+10.5  7 incidents more")
        .contains(
            "It comes down to L4 Conflict when the index has been below 73 for 168 hours more, with"
                + " feeds alive; not before 2023-11-30 00:00.");
  }

  @Test
  void silence_is_told_and_that_nothing_comes_down_meanwhile() {
    EscalationLevel silent =
        held()
            .setReason(LevelReason.STALE_HOLD)
            .setIndexHigh(44)
            .setCoverage(
                new Coverage(0.25, false, List.of("desk"), Instant.parse("2023-11-09T06:00:00Z")))
            .build();

    assertThat(text(silent))
        .contains("it would come down, but feeds are silent")
        .contains(
            "silent: desk since 2023-11-09 06:00; 25 % of the usual reporting is alive, too little"
                + " to come down")
        .contains("index 40.5, up to 44.0 unseen");
  }

  @Test
  void a_level_told_before_sources_were_kept_is_explained_without_them() {
    EscalationLevel old =
        held()
            .setRange(null)
            .setEvidence(List.of(evidence("X-1", 30, "Rockets at a town")))
            .build();

    assertThat(text(old))
        .contains("+30.0  undated  Rockets at a town")
        .doesNotContain("only A/B sources");
  }

  @Test
  void a_level_above_what_index_and_floors_give_at_once_says_why_it_stays() {
    EscalationLevel staying =
        held()
            .setFloor(null)
            .setRange(new EvidenceRange(List.of(Reliability.A), 10.0, 40.5, 0, 2))
            .build();

    assertThat(text(staying))
        .contains("last step: none, the index is not below 73")
        .containsSubsequence("all sources: 40.5 (by itself L2)", "the level comes down slowly");
    assertThat(text(EscalationLevel.newBuilder(staying).setSubject("REGION").build()))
        .contains("last step: none, it stays with its theatres");
  }

  @Test
  void incidents_that_add_nothing_are_counted_and_not_listed() {
    Evidence small = evidence("X-2", 0.04, "A shot");
    Evidence smaller = evidence("X-3", 0.02, "Another shot");
    EscalationLevel.Builder level = held();

    assertThat(text(level.setEvidence(List.of(evidence("X-1", 30, "Rockets"), small)).build()))
        .contains("+30.0  undated  Rockets", "+10.5  8 incidents more")
        .doesNotContain("A shot");
    level.setEvidence(List.of(small, smaller)).setEvidenceRest(new EvidenceRest(0, 0.0));
    assertThat(text(level.build())).contains("+0.1  2 incidents").doesNotContain("incidents more");
  }

  @Test
  void what_cannot_come_down_is_not_said_to() {
    EscalationLevel calm =
        EscalationLevel.newBuilder(level("gaza", "2023-11-10T00:00:00Z", 0, 0, 1, LevelReason.HOLD))
            .build();

    assertThat(text(calm)).contains("It is at the lowest level.");
  }
}
