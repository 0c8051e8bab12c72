package io.brinkwatch.cli.show;

import static io.brinkwatch.cli.show.Levels.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.Feed.Played;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.replay.Outcome;
import io.brinkwatch.replay.Totals;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Summary summary =
      new Summary(new Words(Map.of("gaza", "Gaza", "red-sea", "Red Sea"), Levels.NAMES), 100);
  private final Totals totals =
      new Totals(Map.of("gaza", 12L), 40, 8, 3, Map.of(RejectionReason.NO_THEATRE, 2L), Map.of());

  @Test
  void each_theatre_has_a_row_even_if_nothing_is_known_of_it() {
    assertThat(summary.asOf()).isEmpty();
    summary.add(level("gaza", "2023-10-09T06:00:00Z", 0, 5, 90, LevelReason.INDEX));
    summary.add(level("gaza", "2023-10-10T00:00:00Z", 5, 5, 60, LevelReason.HOLD));
    summary.add(level("gaza", "2023-10-10T06:00:00Z", 5, 4, 20, LevelReason.DECAY));

    String table =
        summary.table(totals).lines().stream()
            .map(row -> row.render(false))
            .collect(Collectors.joining("\n"));

    assertThat(table)
        .isEqualTo(
            """
            theatre  level        index  highest  since       incidents  index by day
            Gaza     L4 Conflict     20  L5 War   2023-10-09         12  ▅▂
            Red Sea  -                -  -        -                   0""");
    assertThat(summary.asOf().map(Text::plain)).contains("FINAL, as of 2023-10-10 06:00 UTC");
  }

  @Test
  void totals_name_the_reasons_of_rejections() {
    var lines =
        summary.totals(new Outcome(new Played(150, 0, 0, 244), totals), Duration.ofMillis(12_340));

    assertThat(lines.stream().map(Text::plain))
        .containsExactly(
            "150 reports and 244 ticks in; 12 incidents, 40 readings, 8 levels, 3 alerts out;"
                + " 12.3 seconds",
            "rejected: 2 no theatre");
  }
}
