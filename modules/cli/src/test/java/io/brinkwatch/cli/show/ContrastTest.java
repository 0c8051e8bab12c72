package io.brinkwatch.cli.show;

import static io.brinkwatch.cli.show.Levels.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.FloorKind;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.LevelReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final Words WORDS = new Words(Map.of("gaza", "Gaza"), Levels.NAMES);
  private static final String AT = "2023-11-10T00:00:00Z";

  private static EscalationLevel made(EscalationLevel of, double intensity, double tempo) {
    return EscalationLevel.newBuilder(of)
        .setParts(
            List.of(
                new IndexPart(Indicator.TEMPO, 50.0, tempo),
                new IndexPart(Indicator.INTENSITY_3D, 37.5, intensity)))
        .build();
  }

  private static String text(EscalationLevel is, EscalationLevel without) {
    return new Contrast(is, without, WORDS)
        .table().lines().stream().map(row -> row.render(false)).collect(Collectors.joining("\n"));
  }

  @Test
  void level_index_and_parts_stand_side_by_side_with_their_differences() {
    var floor = new Floor(FloorKind.GROUND_INVASION, 5, "X-1", Instant.parse(AT), "", null);
    String text =
        text(
            made(level("gaza", AT, 5, 5, 40.5, LevelReason.HOLD, floor), 30, 10.5),
            made(level("gaza", AT, 2, 2, 21.25, LevelReason.DECAY_PENDING), 10.75, 10.5));
    assertThat(text)
        .containsPattern("level +L5 War +L2 Crisis +-3\n")
        .containsPattern("index +40\\.5 +21\\.[23] +-19\\.[23]\n")
        .containsPattern("intensity 3d +\\+30\\.0 +\\+10\\.[78] +-19\\.[23]\n")
        .containsPattern("tempo +\\+10\\.5 +\\+10\\.5\n")
        .containsPattern(
            "last step +none, a floor holds it +on its way down, 0 hours below +differs")
        .containsPattern("floor +L5 until 2023-11-10 00:00 +none +differs")
        .containsSubsequence("intensity 3d", "tempo");
  }

  @Test
  void numbers_that_are_rounded_apart_show_by_how_much() {
    String text =
        text(
            made(level("gaza", AT, 1, 1, 12, LevelReason.HOLD), 1.64, 3.001),
            made(level("gaza", AT, 1, 1, 12.03, LevelReason.HOLD), 1.66, 3.002));
    assertThat(text)
        .containsPattern("index +12\\.00 +12\\.03 +\\+0\\.03\n")
        .containsPattern("intensity 3d +\\+1\\.64 +\\+1\\.66 +\\+0\\.02\n")
        .containsPattern("tempo +\\+3\\.0 +\\+3\\.0\n");
  }

  @Test
  void what_makes_no_difference_shows_none() {
    EscalationLevel level = made(level("gaza", AT, 1, 1, 12, LevelReason.HOLD), 6, 6);
    assertThat(text(level, level)).doesNotContain("differs\n", "-0", "+0");
  }
}
