package io.brinkwatch.streams.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Outlook;
import io.brinkwatch.testkit.Cast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Comparison comparison = new Comparison();

  private static Instant hour(int hour) {
    return Cast.START.plus(Duration.ofHours(hour));
  }

  private static EscalationLevel level(int hour, int before, int level, double index) {
    return EscalationLevel.newBuilder()
        .setSubject("NORTH")
        .setEvaluatedAt(hour(hour))
        .setLevel(level)
        .setLevelName("any")
        .setPreviousLevel(before)
        .setSince(hour(0))
        .setReason(LevelReason.INDEX)
        .setIndex(index)
        .setIndexHigh(index)
        .setOutlook(Outlook.STEADY)
        .setFloor(null)
        .setBelowHours(0)
        .setCoverage(new Coverage(1.0, true, List.of(), null))
        .setStale(false)
        .setFinality(Finality.FINAL)
        .setStatus(MessageStatus.EXERCISE)
        .setEvidence(List.of())
        .setEvidenceRest(new EvidenceRest(0, 0.0))
        .setPolicyVersion(3)
        .build();
  }

  private void both(int hour, int[] levels, double one, double other) {
    comparison.one().level(level(hour, levels[0], levels[1], one));
    comparison.other().level(level(hour, levels[2], levels[3], other));
  }

  private Beside north() {
    return comparison.subjects().get("NORTH");
  }

  @Test
  void what_is_the_same_is_no_difference() {
    both(6, new int[] {0, 1, 0, 1}, 7, 7);
    assertThat(comparison.isSame()).isTrue();
    assertThat(north().largestGap()).isEmpty();
    assertThat(north().stretches()).isEmpty();
    assertThat(north().policiesOfOne()).containsExactly(3);
  }

  @Test
  void levels_that_differ_in_the_same_way_make_one_stretch() {
    both(6, new int[] {0, 1, 0, 1}, 7, 7);
    both(12, new int[] {1, 1, 1, 2}, 8, 12);
    both(18, new int[] {1, 1, 2, 2}, 8, 13);
    both(24, new int[] {1, 1, 2, 3}, 8, 11);
    both(30, new int[] {1, 1, 3, 1}, 8, 7);
    both(36, new int[] {1, 1, 1, 2}, 8, 8);
    assertThat(north().stretches())
        .containsExactly(
            new Stretch(hour(12), hour(18), 2, 1, 2),
            new Stretch(hour(24), hour(24), 1, 1, 3),
            new Stretch(hour(36), hour(36), 1, 1, 2));
    assertThat(north().apart()).isEqualTo(4);
    assertThat(north().compared()).isEqualTo(6);
    assertThat(north().ends()).containsExactly(hour(6), hour(36));
    assertThat(north().changesOfOne()).isEqualTo(1);
    assertThat(north().changesOfOther()).isEqualTo(5);
    assertThat(north().largestGap()).contains(new Beside.Gap(hour(18), 8, 13));
    assertThat(north().meanGap()).isCloseTo((4 + 5 + 3 + 1) / 6.0, within(1e-12));
  }

  @Test
  void what_only_one_has_is_counted_and_let_go_of() {
    for (int h = 6; h <= 24; h += 6) {
      comparison.one().level(level(h, 0, 0, 1));
      if (h % 12 == 0) {
        comparison.other().level(level(h, 0, 0, 1));
      }
    }
    comparison.other().level(level(36, 0, 0, 1));
    assertThat(north().compared()).isEqualTo(2);
    assertThat(north().onlyOne()).isEqualTo(2);
    assertThat(north().onlyOther()).isEqualTo(1);
    assertThat(comparison.isSame()).isFalse();
  }

  @Test
  void what_is_provisional_is_not_compared() {
    comparison
        .one()
        .level(
            EscalationLevel.newBuilder(level(6, 0, 1, 7))
                .setFinality(Finality.PROVISIONAL)
                .build());
    assertThat(comparison.subjects()).isEmpty();
  }
}
