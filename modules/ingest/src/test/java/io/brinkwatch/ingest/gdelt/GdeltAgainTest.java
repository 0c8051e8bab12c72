package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.FilesRun;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.model.IncidentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of rows of a feed whose reports are not remembered; they are invented. */
class GdeltAgainTest {
  private static final Clock RIGHT = at("2024-01-05T12:00:00Z");
  private static final Clock SLOW = at("2024-01-05T10:20:00Z");

  private final FeedRun feed = new FeedRun(GdeltEvents.FEED, RIGHT);
  @TempDir private Path directory;

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  private static String row(int id, String added) {
    return EventRow.v2().cell(0, "90000000" + id).dateAdded("20240105" + added) + "\n";
  }

  @Test
  void a_row_that_lay_after_now_is_taken_later_and_its_neighbours_are_not_read_again()
      throws IOException {
    Files.writeString(
        directory.resolve("a.export.CSV"),
        row(1, "101500") + row(2, "113000") + row(3, "101500") + row(4, "113000"));
    var run = new FilesRun(feed, directory, RIGHT);
    run.ingest(GdeltEvents.v2(SLOW), "a.export.CSV");
    run.ingest(GdeltEvents.v2(SLOW), "a.export.CSV");
    assertThat(feed.reports()).hasSize(2);
    assertThat(feed.rejected()).hasSize(2);

    assertThat(run.ingest(GdeltEvents.v2(RIGHT), "a.export.CSV"))
        .extracting(Ingestion.Result::unchanged, Ingestion.Result::refused)
        .containsExactly(tuple(0L, 0L));
    assertThat(feed.reports())
        .extracting(IncidentReport::getReportId)
        .containsExactly(
            "gdelt/900000001", "gdelt/900000003", "gdelt/900000002", "gdelt/900000004");
    assertThat(run.ingest(GdeltEvents.v2(RIGHT), "a.export.CSV"))
        .extracting(Ingestion.Result::passedOver)
        .containsExactly(true);
  }

  @Test
  void an_event_that_stands_twice_in_a_file_is_told_once() throws IOException {
    Files.writeString(
        directory.resolve("a.export.CSV"),
        row(1, "101500") + row(1, "101500").replace("\t195\t", "\t190\t") + row(1, "101500"));
    new FilesRun(feed, directory, RIGHT).ingest(GdeltEvents.v2(RIGHT), "a.export.CSV");

    assertThat(feed.reports()).hasSize(1);
    assertThat(feed.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.getDetail()).contains("row 2", "than row 1,"));
  }
}
