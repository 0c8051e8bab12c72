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
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.SubjectKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  private static final Instant AT = Instant.parse("2024-04-10T00:00:00Z");
  private static final EscalationLevel LEVEL =
      level("IL_LB", AT.toString(), 4, 4, 40, LevelReason.HOLD, null);

  private static IndicatorReading.Builder dyad(String subject, double intensity) {
    String[] sides = subject.substring(subject.indexOf('/') + 1).split(">");
    return IndicatorReading.newBuilder()
        .setSubject(subject)
        .setSubjectKind(SubjectKind.DYAD)
        .setIndicator(Indicator.RECIPROCITY)
        .setEvaluatedAt(AT)
        .setValue(30)
        .setReadingStatus(ReadingStatus.OK)
        .setFinality(Finality.FINAL)
        .setEvidenceRest(new EvidenceRest(0, 0.0))
        .setCoverage(new Coverage(1.0, true, List.of(), null))
        .setPolicyVersion(1)
        .setDyad(
            DyadDetail.newBuilder()
                .setInitiator(sides[0])
                .setTarget(sides[1])
                .setActs(3)
                .setAnswers(4)
                .setByHour(true)
                .setOutstanding(1)
                .setIntensity(intensity)
                .setCrossShare(0.4)
                .setHawkesVersion(3)
                .build());
  }

  private static IndicatorReading unfitted(String subject) {
    IndicatorReading fitted = dyad(subject, 1).build();
    return IndicatorReading.newBuilder(fitted)
        .setDyad(DyadDetail.newBuilder(fitted.getDyad()).setHawkesVersion(null).build())
        .build();
  }

  private static List<String> lines(EscalationLevel level, IndicatorReading... told) {
    var expected = new Expected(level);
    List.of(told).forEach(expected::take);
    return expected.lines().stream().map(Text::plain).toList();
  }

  @Test
  void what_is_to_be_expected_of_a_dyad_is_told_where_parameters_were_in_force() {
    IndicatorReading without = unfitted("IL_LB/israel>hezbollah");
    assertThat(lines(LEVEL, without)).isEmpty();
    assertThat(lines(LEVEL, without, dyad("IL_LB/hezbollah>israel", 2.314).build()))
        .containsExactly(
            "",
            "to be expected, by what was fitted before",
            "  hezbollah against israel: 2.31 acts a day, 40 % of them excited by the other side (version 3)");
  }

  @Test
  void a_dyad_that_was_gone_when_the_level_became_final_is_not_told() {
    IndicatorReading gone = dyad("IL_LB/iran>israel", 9).setFinality(Finality.PROVISIONAL).build();
    IndicatorReading before =
        dyad("IL_LB/hezbollah>israel", 8).setFinality(Finality.PROVISIONAL).build();
    IndicatorReading stayed = dyad("IL_LB/hezbollah>israel", 2).build();

    assertThat(lines(LEVEL, gone, before, stayed))
        .hasSize(3)
        .last()
        .asString()
        .contains("hezbollah against israel: 2.00 acts a day");
    assertThat(lines(LEVEL, gone)).isEmpty();
  }

  @Test
  void beside_a_provisional_level_the_last_provisional_reading_is_told() {
    EscalationLevel provisional =
        EscalationLevel.newBuilder(LEVEL).setFinality(Finality.PROVISIONAL).build();
    IndicatorReading first =
        dyad("IL_LB/hezbollah>israel", 8).setFinality(Finality.PROVISIONAL).build();
    IndicatorReading second =
        dyad("IL_LB/hezbollah>israel", 7).setFinality(Finality.PROVISIONAL).build();

    assertThat(lines(provisional, first, second, dyad("IL_LB/hezbollah>israel", 2).build()))
        .last()
        .asString()
        .contains("7.00 acts a day");
  }

  @Test
  void neither_another_evaluation_nor_another_theatre_is_told_of() {
    IndicatorReading later =
        dyad("IL_LB/hezbollah>israel", 2).setEvaluatedAt(AT.plus(Duration.ofHours(6))).build();

    assertThat(lines(LEVEL, later, dyad("GAZA/hamas>israel", 2).build())).isEmpty();
  }
}
