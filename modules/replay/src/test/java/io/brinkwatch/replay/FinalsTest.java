package io.brinkwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.Outlook;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FinalsTest {
  private static final Instant SIX = Instant.parse("2023-10-09T06:00:00Z");
  private static final Instant TWELVE = Instant.parse("2023-10-09T12:00:00Z");

  static {
    TrustedClasses.trust("io.brinkwatch.model");
  }

  private final Finals finals = new Finals(Set.of("gaza", "red-sea"));

  @Test
  void a_level_is_told_when_no_theatre_can_come_up_with_an_earlier_one() {
    finals.add(level("gaza", SIX));
    finals.add(level("gaza", TWELVE));
    assertThat(finals.ready()).isEmpty();

    finals.add(level("red-sea", SIX));

    assertThat(finals.ready())
        .extracting(EscalationLevel::getSubject)
        .containsExactly("gaza", "red-sea");
    assertThat(finals.complete()).contains(SIX);
  }

  @Test
  void a_level_is_told_once() {
    finals.add(level("gaza", SIX));
    finals.add(level("red-sea", SIX));
    assertThat(finals.ready()).hasSize(2);

    finals.add(level("gaza", SIX));

    assertThat(finals.ready()).isEmpty();
  }

  @Test
  void theatres_that_nobody_asked_for_are_left_out() {
    finals.add(level("elsewhere", SIX));
    finals.add(level("gaza", SIX));
    finals.add(level("red-sea", SIX));

    assertThat(finals.ready()).extracting(EscalationLevel::getSubject).doesNotContain("elsewhere");
  }

  @Test
  void what_is_missing_is_told_with_what_was_seen() {
    finals.add(level("gaza", SIX));

    assertThat(finals.missing(TWELVE))
        .containsExactly("gaza at 2023-10-09T06:00:00Z", "red-sea at nothing");
  }

  private static EscalationLevel level(String theatre, Instant at) {
    return EscalationLevel.newBuilder()
        .setSubject(theatre)
        .setEvaluatedAt(at)
        .setLevel(0)
        .setLevelName("Calm")
        .setPreviousLevel(0)
        .setSince(at)
        .setReason(LevelReason.HOLD)
        .setIndex(0)
        .setIndexHigh(0)
        .setOutlook(Outlook.STEADY)
        .setBelowHours(0)
        .setCoverage(Coverage.newBuilder().setShare(1).setOk(true).setStaleFeeds(List.of()).build())
        .setStale(false)
        .setFinality(Finality.FINAL)
        .setEvidenceRest(new EvidenceRest(0, 0.0))
        .setPolicyVersion(1)
        .build();
  }
}
