package io.brinkwatch.cli.show;

import static io.brinkwatch.cli.show.Levels.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgeTest {
  private static final String AT = "2023-11-10T00:00:00Z";
  private static final EscalationLevel LEVEL = level("gaza", AT, 1, 1, 12, LevelReason.HOLD);
  private static final Instant SOON = Instant.parse("2023-11-10T12:00:00Z");
  private static final Instant LATER = Instant.parse("2023-11-13T12:00:00Z");

  private static List<String> lines(EscalationLevel level, String told, Instant now) {
    return new Age(
            level,
            Optional.of(Instant.parse("2023-11-07T00:00:00Z")),
            Optional.ofNullable(told).map(Instant::parse),
            Duration.ofHours(6))
        .lines(now);
  }

  private static EscalationLevel exercise() {
    return EscalationLevel.newBuilder(LEVEL).setStatus(MessageStatus.EXERCISE).build();
  }

  @Test
  void of_a_final_level_that_is_behind_nothing_there_is_nothing_to_say() {
    assertThat(lines(LEVEL, "2023-11-10T05:59:00Z", SOON)).isEmpty();
    assertThat(lines(LEVEL, null, SOON)).isEmpty();
  }

  @Test
  void ticks_that_make_another_evaluation_due_wait() {
    assertThat(lines(exercise(), "2023-11-12T06:00:00Z", LATER))
        .containsExactly(
            "evaluated up to 2023-11-10 00:00; reports and ticks up to 2023-11-12 06:00 wait");
    assertThat(lines(exercise(), "2023-11-10T06:00:00Z", LATER)).hasSize(1);
  }

  @Test
  void what_is_about_now_and_days_old_says_so_and_an_exercise_does_not() {
    assertThat(lines(LEVEL, AT, LATER))
        .containsExactly(
            "evaluated up to 2023-11-10 00:00, 3 days ago; no feed has told of later times");
    assertThat(lines(exercise(), AT, LATER)).isEmpty();
  }

  @Test
  void what_can_still_change_names_the_last_evaluation_that_cannot() {
    EscalationLevel provisional =
        EscalationLevel.newBuilder(exercise()).setFinality(Finality.PROVISIONAL).build();

    assertThat(lines(provisional, AT, SOON))
        .containsExactly(
            "reports may still change it; the last FINAL evaluation is that of 2023-11-07 00:00");
    assertThat(
            new Age(provisional, Optional.empty(), Optional.empty(), Duration.ofHours(6))
                .lines(SOON))
        .containsExactly("reports may still change it; no evaluation is FINAL yet");
  }
}
