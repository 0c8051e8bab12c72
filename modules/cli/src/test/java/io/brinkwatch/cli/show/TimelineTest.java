package io.brinkwatch.cli.show;

import static io.brinkwatch.cli.show.Levels.evidence;
import static io.brinkwatch.cli.show.Levels.level;
import static io.brinkwatch.cli.show.Levels.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.FloorKind;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.TimePrecision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Words WORDS =
      new Words(Map.of("lebanon-israel", "Lebanon–Israel", "gaza", "Gaza"), Levels.NAMES);

  private final Timeline timeline =
      new Timeline(
          WORDS,
          90,
          id ->
              id.startsWith("CUR")
                  ? Optional.of(report(id, "2023-10-08T00:00:00Z", TimePrecision.DAY))
                  : id.startsWith("WEEK")
                      ? Optional.of(report(id, "2023-10-11T00:00:00Z", TimePrecision.WEEK))
                      : Optional.empty());

  private String text(EscalationLevel level) {
    return timeline.lines(level).stream().map(Text::plain).collect(Collectors.joining("\n"));
  }

  @Test
  void a_rise_is_told_with_the_incidents_that_added_most() {
    text(
        level(
            "lebanon-israel",
            "2023-10-09T00:00:00Z",
            1,
            1,
            20,
            LevelReason.INDEX,
            null,
            evidence("CUR-1", 15, "Old news that weighs much")));

    String rise =
        text(
            level(
                "lebanon-israel",
                "2023-10-09T06:00:00Z",
                1,
                2,
                33.4,
                LevelReason.INDEX,
                null,
                evidence("CUR-1", 15, "Old news that weighs much"),
                evidence("CUR-2", 6.2, "Rockets from the north"),
                evidence(
                    "CUR-3", 9.1, "Shelling across the line, with a summary that is far too long"),
                evidence("X-4", 3, "")));

    assertThat(rise)
        .isEqualTo(
            """
            2023-10-09 06:00  Lebanon–Israel  L1 Tension ▲ L2 Crisis   index 33  because INDEX
                               +9.1  2023-10-08  Shelling across the line, with a summary that is far…
                               +6.2  2023-10-08  Rockets from the north
                               +3.0  undated     X-4""");
  }

  @Test
  void a_floor_is_told_with_its_incident_first() {
    var floor =
        new Floor(
            FloorKind.GROUND_INVASION, 5, "CUR-9", Instant.parse("2023-11-27T00:00:00Z"), "", null);

    assertThat(
            text(
                level(
                    "gaza",
                    "2023-10-28T00:00:00Z",
                    4,
                    5,
                    71,
                    LevelReason.FLOOR,
                    floor,
                    evidence("CUR-8", 9, "Air strikes"),
                    evidence("CUR-9", 2, "Ground forces enter"))))
        .isEqualTo(
            """
            2023-10-28 00:00  Gaza            L4 Conflict ▲ L5 War   index 71  because FLOOR ground invasion, held until 2023-11-27
                              floor  2023-10-08  Told of CUR-9
                               +9.0  2023-10-08  Air strikes""");
  }

  @Test
  void the_incident_behind_a_floor_is_told_even_if_it_adds_nothing_to_the_index() {
    var floor =
        new Floor(
            FloorKind.GROUND_INVASION,
            5,
            "WEEK-1",
            Instant.parse("2023-11-27T00:00:00Z"),
            "",
            null);

    assertThat(
            text(
                level(
                    "gaza",
                    "2023-10-28T00:00:00Z",
                    4,
                    5,
                    71,
                    LevelReason.FLOOR,
                    floor,
                    evidence("CUR-8", 9, "Air strikes"))))
        .isEqualTo(
            """
            2023-10-28 00:00  Gaza            L4 Conflict ▲ L5 War   index 71  because FLOOR ground invasion, held until 2023-11-27
                              floor  week of 2023-10-11  Told of WEEK-1
                               +9.0  2023-10-08  Air strikes""");
  }

  @Test
  void a_descent_needs_no_incidents() {
    assertThat(
            text(
                level(
                    "gaza",
                    "2023-11-28T00:00:00Z",
                    5,
                    4,
                    40,
                    LevelReason.DECAY,
                    null,
                    evidence("CUR-8", 9, "Air strikes"))))
        .isEqualTo(
            "2023-11-28 00:00  Gaza            L5 War ▼ L4 Conflict   index 40  because DECAY");
  }

  @Test
  void a_level_that_stays_is_not_told() {
    assertThat(text(level("gaza", "2023-10-09T00:00:00Z", 2, 2, 30, LevelReason.HOLD))).isEmpty();
  }

  @Test
  void an_exercise_says_so() {
    EscalationLevel level = level("gaza", "2023-10-09T00:00:00Z", 0, 1, 15, LevelReason.INDEX);
    EscalationLevel exercise =
        EscalationLevel.newBuilder(level).setStatus(MessageStatus.EXERCISE).build();

    assertThat(text(exercise)).endsWith("EXERCISE");
  }

  @Test
  void hostile_summaries_cannot_reach_the_terminal() {
    String rise =
        text(
            level(
                "gaza",
                "2023-10-09T00:00:00Z",
                0,
                1,
                15,
                LevelReason.INDEX,
                null,
                evidence("CUR-1", 5, "\u001b[2Jall is calm\u202e\nreally")));

    assertThat(rise).contains("\ufffd[2Jall is calm\ufffd really").doesNotContain("\u001b");
  }
}
