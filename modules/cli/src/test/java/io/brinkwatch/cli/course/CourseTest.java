package io.brinkwatch.cli.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.brinkwatch.cli.course.Verdict.Result;
import io.brinkwatch.cli.show.Levels;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.LevelReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final String HEAD = "date,theatre,direction,expected_level,event\n";
  private static final Words WORDS = new Words(Map.of("IL_LB", "Lebanon–Israel"), Levels.NAMES);

  private final Course course = new Course();
  private int before;

  /** What was said at the end of each day from the first of November on. */
  private void days(String subject, int... levels) {
    before = levels[0];
    LocalDate midnight = LocalDate.parse("2023-11-02");
    for (int level : levels) {
      course.take(level(subject, midnight + "T00:00:00Z", level));
      midnight = midnight.plusDays(1);
    }
  }

  private EscalationLevel level(String subject, String at, int level) {
    var told = Levels.level(subject, at, before, level, 10 * level, LevelReason.INDEX, null);
    before = level;
    return EscalationLevel.newBuilder(told).setFinality(Finality.FINAL).build();
  }

  private static List<Happening> listed(String... rows) {
    String text = HEAD + String.join("\n", rows) + "\n";
    try {
      return Happening.read(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "happened.csv");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Verdict> verdicts(String... rows) {
    return listed(rows).stream().map(happening -> Verdict.of(happening, course)).toList();
  }

  @Test
  void a_rise_is_a_hit_late_known_already_or_missed() {
    days("IL_LB", 0, 0, 2, 2, 2, 3);

    assertThat(
            verdicts(
                "2023-11-02,IL_LB,+,2,the day before it shows",
                "2023-11-03,IL_LB,+,2,the day it shows",
                "2023-11-03,IL_LB,+,3,three days before",
                "2023-11-05,IL_LB,+,2,there already",
                "2023-11-05,IL_LB,+,4,never",
                "2023-10-20,IL_LB,+,2,before all that is known",
                "2023-11-03,GAZA,+,2,a theatre that nobody reads"))
        .extracting(Verdict::result, Verdict::days)
        .containsExactly(
            tuple(Result.HIT, 1L),
            tuple(Result.HIT, 0L),
            tuple(Result.LATE, 3L),
            tuple(Result.ALREADY, 0L),
            tuple(Result.MISSED, 0L),
            tuple(Result.OUTSIDE, 0L),
            tuple(Result.OUTSIDE, 0L));
  }

  @Test
  void a_fall_has_a_fortnight() {
    days("IL_LB", 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2);

    assertThat(
            verdicts(
                "2023-11-02,IL_LB,-,3,two days later",
                "2023-11-04,IL_LB,-,2,fifteen days later",
                "2023-11-05,IL_LB,-,3,down already"))
        .extracting(Verdict::result, Verdict::days)
        .containsExactly(
            tuple(Result.HIT, 2L), tuple(Result.MISSED, 0L), tuple(Result.ALREADY, 0L));
  }

  @Test
  void a_level_that_was_reached_and_left_within_a_day_counts() {
    course.take(level("IL_LB", "2023-11-02T00:00:00Z", 1));
    course.take(level("IL_LB", "2023-11-02T12:00:00Z", 4));
    course.take(level("IL_LB", "2023-11-03T00:00:00Z", 1));

    assertThat(verdicts("2023-11-02,IL_LB,+,4,at noon").get(0).result()).isEqualTo(Result.HIT);
    assertThat(course.days("IL_LB").get(LocalDate.parse("2023-11-02")))
        .satisfies(day -> assertThat(day.level()).isEqualTo(1))
        .satisfies(day -> assertThat(day.highest()).isEqualTo(4));
  }

  @Test
  void forces_of_the_region_are_seen_in_any_theatre() {
    days("REGION", 0, 0, 0, 0);
    Map.of("2023-11-02", 0.0, "2023-11-03", 0.0, "2023-11-04", 0.0, "2023-11-05", 40.0)
        .forEach((day, posture) -> course.take(withPosture(day, posture)));

    assertThat(
            verdicts(
                "2023-11-03,REGION,posture,0,carrier ordered",
                "2023-11-03,IL_LB,posture,0,the same in its theatre",
                "2023-11-02,REGION,posture,0,two days before"))
        .extracting(Verdict::result)
        .containsExactly(Result.HIT, Result.HIT, Result.MISSED);
  }

  private EscalationLevel withPosture(String day, double posture) {
    return EscalationLevel.newBuilder(level("IL_LB", day + "T00:00:00Z", 0))
        .setParts(List.of(new IndexPart(Indicator.POSTURE, posture, posture / 10)))
        .build();
  }

  @Test
  void what_is_not_final_is_passed_over_and_a_day_is_told_when_it_is_whole() {
    days("IL_LB", 0, 1);
    course.take(
        EscalationLevel.newBuilder(level("IL_LB", "2023-11-04T00:00:00Z", 5))
            .setFinality(Finality.PROVISIONAL)
            .build());
    course.take(level("IL_LB", "2023-11-03T06:00:00Z", 5));

    assertThat(course.days("IL_LB").keySet())
        .containsExactly(LocalDate.parse("2023-11-01"), LocalDate.parse("2023-11-02"));
  }

  @Test
  void a_row_that_cannot_be_read_names_its_line_and_field() {
    assertThatThrownBy(() -> listed("2023-11-02,IL_LB,+,2,fine", "2023-11-31,IL_LB,up,9,"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("happened.csv:3:")
        .hasMessageContaining("date is")
        .hasMessageContaining("direction is")
        .hasMessageContaining("expected_level is")
        .hasMessageContaining("event is empty");
    assertThatThrownBy(
            () ->
                Happening.read(
                    new ByteArrayInputStream("date,theatre\n".getBytes(StandardCharsets.UTF_8)),
                    "happened.csv"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("direction");
  }

  @Test
  void the_page_shows_what_was_hit_and_what_was_missed_and_foreign_text_as_text() {
    days("IL_LB", 0, 2, 2);

    String page =
        new CoursePage(
                "Autumn",
                course,
                WORDS,
                listed(
                    "2023-11-02,IL_LB,+,2,<b>loud</b> | *news*",
                    "2023-11-02,IL_LB,+,6,worse",
                    "2024-11-02,IL_LB,+,6,beyond"))
            .text();

    assertThat(page)
        .startsWith("# Autumn\n")
        .contains("FINAL levels from 2023-11-01 to 2023-11-03")
        .contains("\\<b\\>loud\\</b\\> \\| \\*news\\* | L2 or above | L0 | L2 | **hit** |")
        .contains("worse | L6 or above | L0 | L2 | **missed** |")
        .contains("1 hit, 0 late, 0 already there, 1 missed; 1 more on the list")
        .contains("bar [0.0, 33.3, 33.3]")
        .contains("line [0.0, 20.0, 20.0]");
  }
}
