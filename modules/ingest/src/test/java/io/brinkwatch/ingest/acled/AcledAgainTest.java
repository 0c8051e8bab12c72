package io.brinkwatch.ingest.acled;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.FilesRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What exports tell when they are ingested again; rows are invented. */
class AcledAgainTest {
  private static final AcledCsv FORMAT = new AcledCsv(AcledRows.CLOCK);

  private final FeedRun feed = new FeedRun(FORMAT.feed(), AcledRows.CLOCK);
  @TempDir private Path directory;

  @SafeVarargs
  private void export(String name, Map<String, String>... rows) throws IOException {
    Files.writeString(directory.resolve(name), AcledRows.csv(List.of(rows)));
    new FilesRun(feed, directory, AcledRows.CLOCK).ingest(FORMAT, directory.toString());
  }

  private static Map<String, String> event(int number, int at) {
    return AcledRows.strike(
        "event_id_cnty", "LBN" + number, "timestamp", Integer.toString(1_899_900_000 + at));
  }

  private List<String> told() {
    return feed.reports().stream()
        .map(
            r ->
                "%s @%d %s"
                    .formatted(r.getReportId(), r.getVersion() - 1_899_900_000L, r.getState()))
        .toList();
  }

  @Test
  void an_older_export_that_holds_it_tells_what_a_newer_one_dropped() throws IOException {
    export("a.csv", event(1, 10), event(2, 10));
    export("b.csv", event(1, 20), event(3, 20));
    export("b.csv", event(3, 20));

    assertThat(told())
        .as("it says something else, so it is told anew")
        .hasSize(5)
        .last()
        .isEqualTo("acled/LBN1 @21 ACTIVE");
    export("a.csv", event(1, 10), event(2, 10), event(4, 10));
    assertThat(told()).hasSize(6);

    export("a.csv", event(2, 10), event(4, 10));
    assertThat(told()).hasSize(7).last().isEqualTo("acled/LBN1 @22 RETRACTED");
  }

  @Test
  void it_does_so_also_if_it_was_read_after_the_newer_one() throws IOException {
    export("b.csv", event(1, 20), event(3, 20));
    export("a.csv", event(1, 10), event(2, 10));
    assertThat(told()).hasSize(3);
    export("b.csv", event(3, 20));

    assertThat(told()).hasSize(4).last().isEqualTo("acled/LBN1 @21 ACTIVE");
  }

  @Test
  void of_several_older_exports_the_latest_account_stands() throws IOException {
    export("a.csv", event(1, 10));
    export("b.csv", event(1, 20), event(5, 20));
    export("c.csv", event(1, 30), event(6, 30));
    export("c.csv", event(6, 30));

    assertThat(feed.reports()).last().satisfies(r -> assertThat(r.getReportId()).endsWith("LBN1"));
    assertThat(feed.reports().get(feed.reports().size() - 1).getPublishedAt().getEpochSecond())
        .isEqualTo(1_899_900_020L);
  }

  @Test
  void what_was_withdrawn_comes_back_with_any_export_that_is_read_and_holds_it()
      throws IOException {
    export("b.csv", event(1, 20), event(3, 20));
    export("b.csv", event(3, 20));
    assertThat(told()).last().isEqualTo("acled/LBN1 @21 RETRACTED");
    export("a.csv", event(1, 10));

    assertThat(told()).last().isEqualTo("acled/LBN1 @22 ACTIVE");
  }

  @Test
  void a_row_that_is_no_incident_any_more_withdraws_what_was_told_of_it_and_no_older_one_has_it()
      throws IOException {
    export("a.csv", event(1, 10), event(2, 10));
    Map<String, String> protest = event(1, 20);
    protest.put("event_type", "Protests");
    protest.put("sub_event_type", "Peaceful protest");
    export("b.csv", protest);
    assertThat(told()).hasSize(3).last().isEqualTo("acled/LBN1 @20 RETRACTED");

    export("a.csv", event(1, 10), event(2, 10), event(4, 10));
    assertThat(told()).hasSize(4).last().isEqualTo("acled/LBN4 @10 ACTIVE");
  }

  @Test
  void what_was_dropped_and_is_no_incident_any_more_is_not_brought_back_by_an_older_row()
      throws IOException {
    export("a.csv", event(1, 10), event(2, 10));
    export("a.csv", event(2, 10));
    Map<String, String> protest = event(1, 20);
    protest.put("event_type", "Protests");
    protest.put("sub_event_type", "Peaceful protest");
    export("b.csv", protest);
    export("c.csv", event(1, 10));

    assertThat(told()).hasSize(3).last().isEqualTo("acled/LBN1 @11 RETRACTED");
  }
}
