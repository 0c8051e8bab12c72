package io.brinkwatch.cli.show;

import static io.brinkwatch.cli.show.Levels.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.DyadDetail;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.OpenProvocation;
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.SubjectKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Words WORDS = new Words(Map.of("US_IQ_SY", "Iraq–Syria"), Levels.NAMES);
  private static final Instant AT = Instant.parse("2024-04-10T00:00:00Z");
  private static final EscalationLevel REGION =
      level("REGION", AT.toString(), 4, 4, 40, LevelReason.HOLD, null);

  private final Waiting waiting = new Waiting(REGION, WORDS, 100);

  private static OpenProvocation open(String id, double points) {
    return new OpenProvocation(
        id, 9, 14.0, points, "US_IQ_SY", Instant.parse("2024-04-01T14:00:00Z"));
  }

  private static IndicatorReading.Builder dyad(
      String subject, String initiator, String target, OpenProvocation... open) {
    return IndicatorReading.newBuilder()
        .setSubject(subject + "/" + initiator + ">" + target)
        .setSubjectKind(SubjectKind.DYAD)
        .setIndicator(Indicator.RECIPROCITY)
        .setEvaluatedAt(AT)
        .setValue(20.0)
        .setReadingStatus(ReadingStatus.OK)
        .setFinality(Finality.FINAL)
        .setEvidenceRest(new EvidenceRest(0, 0.0))
        .setCoverage(new Coverage(1.0, true, List.of(), null))
        .setPolicyVersion(3)
        .setDyad(
            DyadDetail.newBuilder()
                .setInitiator(initiator)
                .setTarget(target)
                .setActs(1)
                .setAnswers(0)
                .setByHour(true)
                .setOutstanding(14.0)
                .setOpen(List.of(open))
                .build());
  }

  private String text(Map<String, String> summaries) {
    return waiting.lines(summaries).stream().map(Text::plain).collect(Collectors.joining("\n"));
  }

  @Test
  void an_act_is_told_once_with_its_theatre_its_day_and_all_who_may_answer() {
    waiting.take(dyad("REGION", "israel", "iran", open("X-1", 12.5)).build());
    waiting.take(dyad("REGION", "israel", "hezbollah", open("X-2", 30), open("X-1", 8)).build());

    assertThat(waiting.incidents()).containsExactly("X-2", "X-1");
    assertThat(text(Map.of("X-1", "Strike on a consulate")).lines())
        .containsExactly(
            "",
            "not answered yet, in whatever theatre",
            "  points of 100 in the ledger of the two, day, theatre of the act, by whom>against whom",
            "    30.0  2024-04-01  Iraq–Syria, israel>hezbollah: X-2",
            "    12.5  2024-04-01  Iraq–Syria, israel>iran, israel>hezbollah: Strike on a consulate");
  }

  @Test
  void dyads_of_a_theatre_and_other_evaluations_are_not_meant() {
    waiting.take(dyad("US_IQ_SY", "israel", "iran", open("X-1", 12.5)).build());
    waiting.take(
        dyad("REGION", "israel", "iran", open("X-2", 12.5))
            .setEvaluatedAt(AT.minus(Duration.ofHours(6)))
            .build());
    assertThat(waiting.lines(Map.of())).isEmpty();
  }

  @Test
  void what_was_no_more_when_it_became_final_is_not_told() {
    waiting.take(
        dyad("REGION", "iran", "israel", open("X-1", 50))
            .setFinality(Finality.PROVISIONAL)
            .build());
    assertThat(waiting.incidents()).containsExactly("X-1");
    waiting.take(dyad("REGION", "israel", "iran", open("X-2", 5)).build());
    waiting.take(
        dyad("REGION", "israel", "iran", open("X-3", 5)).setFinality(Finality.PROVISIONAL).build());
    assertThat(waiting.incidents()).containsExactly("X-2");
  }

  @Test
  void the_ten_that_weigh_most_are_told() {
    waiting.take(
        dyad(
                "REGION",
                "a",
                "b",
                IntStream.range(0, 12)
                    .mapToObj(i -> open("X-" + (10 + i), i))
                    .toArray(OpenProvocation[]::new))
            .build());
    assertThat(waiting.incidents()).hasSize(10).startsWith("X-21").endsWith("X-12");
  }
}
