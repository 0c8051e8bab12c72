package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brinkwatch.model.IncidentReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files of one directory tell when they are ingested again; rows are invented. */
class FilesAgainTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);
  private static final String HEAD = String.join(",", CuratedRow.COLUMNS) + "\n";

  private final FeedRun feed = new FeedRun(Feed.CURATED, CLOCK);
  @TempDir private Path directory;

  private static String row(String id, int dead) {
    return "%s,2026-03-05,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.2,35.4,%d,,,s,n,\n"
        .formatted(id, dead);
  }

  private void csv(String name, String... rows) throws IOException {
    Files.writeString(directory.resolve(name), HEAD + String.join("", rows));
  }

  private void zip(String name, String... rows) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      zip.putNextEntry(new ZipEntry("rows.csv"));
      zip.write((HEAD + String.join("", rows)).getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<Ingestion.Result> ingest() {
    return ingest(new CuratedCsv(CLOCK), directory.toString());
  }

  private List<Ingestion.Result> ingest(SourceFormat format, String... words) {
    return new FilesRun(feed, directory, CLOCK).ingest(format, words);
  }

  private void ingest(String... names) {
    ingest(new CuratedCsv(CLOCK), names);
  }

  private List<String> told() {
    return feed.reports().stream().map(FilesAgainTest::shown).toList();
  }

  private static String shown(IncidentReport r) {
    return "%s v%d %s %s"
        .formatted(
            r.getReportId().substring("curated/".length()),
            r.getVersion(),
            r.getState(),
            r.getFatalities());
  }

  @Test
  void while_a_row_may_be_any_report_none_is_withdrawn_and_that_is_said() throws IOException {
    csv("a.csv", row("R-1", 1), row("R-2", 2), row("R-3", 3));
    ingest();
    csv("a.csv", row("R-1", 1), row("R-2", 2).replace(",s,", ",s,one too many,"));

    assertThat(ingest()).extracting(Ingestion.Result::withheld).containsExactly(2L);
    assertThat(told()).hasSize(3).noneMatch(line -> line.contains("RETRACTED"));

    csv("a.csv", row("R-1", 1), row("R-2", 2));
    assertThat(ingest()).extracting(Ingestion.Result::withheld).containsExactly(0L);
    assertThat(told()).hasSize(4).last().isEqualTo("R-3 v2 RETRACTED null");
  }

  @Test
  void a_row_that_says_which_report_it_is_keeps_that_one_alone() throws IOException {
    csv("a.csv", row("R-1", 1), row("R-2", 2), row("R-3", 3));
    ingest();
    csv("a.csv", row("R-1", 1), row("R-2", 2).replace("day", "dya"));

    assertThat(ingest()).extracting(Ingestion.Result::withheld).containsExactly(0L);
    assertThat(told()).hasSize(4).last().isEqualTo("R-3 v2 RETRACTED null");
  }

  @Test
  void how_many_rows_stand_refused_is_told_each_time_and_they_are_rejected_once()
      throws IOException {
    csv("a.csv", row("R-1", 1), row("R-2", 2).replace("day", "dya"));
    zip("b.zip", row("R-1", 1), row("R-2", 2).replace("day", "dya"));

    assertThat(ingest()).extracting(Ingestion.Result::refused).containsExactly(1L, 1L);
    assertThat(ingest())
        .extracting(Ingestion.Result::passedOver, Ingestion.Result::refused)
        .containsExactly(tuple(true, 1L), tuple(true, 1L));
    assertThat(feed.rejected()).hasSize(1);
  }

  @Test
  void a_report_that_no_broker_would_take_is_named() throws IOException {
    csv("a.csv", row("R-1", 1));
    Clock behind = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
    var run = new FilesRun(new FeedRun(Feed.CURATED, behind), directory, CLOCK);

    assertThat(run.ingest(new CuratedCsv(CLOCK), "a.csv"))
        .extracting(Ingestion.Result::refused)
        .containsExactly(1L);
    assertThat(run.refused())
        .singleElement()
        .satisfies(r -> assertThat(r.getDetail()).contains("publishedAt of curated/R-1 is"));
  }

  @Test
  void a_file_and_a_zip_of_it_are_told_once() throws IOException {
    csv("a.csv", row("D-1", 3), row("D-2", 3));
    zip("a.csv.zip", row("D-1", 3), row("D-2", 3));

    assertThat(ingest()).extracting(Ingestion.Result::passedOver).containsExactly(false, true);
    assertThat(ingest()).extracting(Ingestion.Result::passedOver).containsExactly(true, true);
    assertThat(told()).containsExactly("D-1 v1 ACTIVE 3", "D-2 v1 ACTIVE 3");
  }

  @Test
  void a_zip_that_is_left_behind_takes_nothing_back_of_what_its_file_corrects() throws IOException {
    csv("a.csv", row("D-1", 3), row("D-2", 3), row("D-3", 3));
    zip("a.csv.zip", row("D-1", 3), row("D-2", 3), row("D-3", 3));
    ingest();
    csv("a.csv", row("D-1", 5), row("D-2", 3));

    assertThat(ingest()).extracting(Ingestion.Result::passedOver).containsExactly(false, true);
    assertThat(told()).hasSize(4).last().isEqualTo("D-1 v2 ACTIVE 5");
    ingest();
    assertThat(told()).hasSize(4);
  }

  @Test
  void what_a_copy_holds_stands_until_the_copy_drops_it_too() throws IOException {
    csv("a.csv", row("D-1", 3), row("D-2", 3), row("D-3", 3));
    zip("b.zip", row("D-1", 3), row("D-2", 3), row("D-3", 3));
    ingest();
    csv("a.csv", row("D-1", 5), row("D-2", 3));
    ingest();
    csv("a.csv", row("D-2", 3));
    ingest();
    assertThat(told()).hasSize(5).last().isEqualTo("D-1 v3 ACTIVE 3");

    zip("b.zip", row("D-2", 3));
    ingest();
    assertThat(told()).hasSize(7).endsWith("D-1 v4 RETRACTED null", "D-3 v2 RETRACTED null");
  }

  @Test
  void what_one_file_drops_stands_as_long_as_another_holds_it() throws IOException {
    csv("a.csv", row("R-1", 1), row("R-2", 2));
    csv("b.csv", row("R-1", 1), row("R-3", 3));
    ingest();
    csv("b.csv", row("R-3", 3));
    ingest();
    assertThat(told()).containsExactly("R-1 v1 ACTIVE 1", "R-2 v1 ACTIVE 2", "R-3 v1 ACTIVE 3");

    csv("a.csv", row("R-2", 2));
    ingest();
    ingest();
    assertThat(told()).hasSize(4).last().isEqualTo("R-1 v2 RETRACTED null");
  }

  @Test
  void what_stands_is_what_a_file_says_that_still_holds_it_whichever_comes_first()
      throws IOException {
    csv("a.csv", row("R-1", 7), row("R-2", 2));
    csv("b.csv", row("R-1", 70), row("R-3", 3));
    ingest("a.csv", "b.csv");
    csv("b.csv", row("R-3", 3));
    ingest("a.csv", "b.csv");
    assertThat(told()).hasSize(5).last().isEqualTo("R-1 v3 ACTIVE 7");
    ingest();
    assertThat(told()).hasSize(5);

    csv("b.csv", row("R-1", 70), row("R-3", 3));
    ingest();
    csv("b.csv", row("R-3", 3));
    ingest("b.csv", "a.csv");
    assertThat(told()).hasSize(7).last().isEqualTo("R-1 v5 ACTIVE 7");
  }

  @Test
  void a_file_that_is_read_again_for_what_another_dropped_is_counted_once() throws IOException {
    csv("a.csv", row("R-1", 7), row("R-2", 2).replace("day", "dya"));
    csv("b.csv", row("R-1", 70), row("R-3", 3));
    ingest();
    csv("b.csv", row("R-3", 3));
    ingest("b.csv");
    assertThat(told()).as("until the other is read").last().isEqualTo("R-3 v1 ACTIVE 3");
    assertThat(ingest()).extracting(Ingestion.Result::refused).containsExactly(1L, 0L);

    assertThat(told()).last().isEqualTo("R-1 v3 ACTIVE 7");
    assertThat(feed.rejected()).hasSize(1);
  }

  @Test
  void what_more_files_held_than_are_remembered_is_not_withdrawn() throws IOException {
    for (int file = 0; file < 12; file++) {
      csv("f" + file + ".csv", row("R-1", 1), row("R-2" + file, 2));
    }
    ingest();
    for (int file = 3; file < 12; file++) {
      csv("f" + file + ".csv", row("R-2" + file, 2));
    }
    ingest();

    assertThat(told()).hasSize(13).noneMatch(line -> line.contains("RETRACTED"));
  }

  @Test
  void a_third_copy_is_known_as_long_as_one_of_the_others_is_as_it_was() throws IOException {
    zip("a.zip", row("D-1", 3));
    csv("b.csv", row("D-1", 3));
    ingest();
    csv("b.csv", row("D-1", 5));
    ingest();
    csv("c.csv", row("D-1", 3));

    assertThat(ingest()).extracting(Ingestion.Result::passedOver).containsOnly(true);
    assertThat(told()).containsExactly("D-1 v1 ACTIVE 3", "D-1 v2 ACTIVE 5");
  }

  @Test
  void a_row_that_has_not_changed_in_its_file_tells_nothing_new_whatever_others_told()
      throws IOException {
    csv("a.csv", row("G-1", 3));
    csv("b.csv", row("G-1", 7));
    ingest();
    csv("a.csv", row("G-1", 3), row("G-2", 1));
    ingest();
    csv("b.csv", row("G-1", 7), row("G-3", 1));
    ingest();

    assertThat(told())
        .containsExactly(
            "G-1 v1 ACTIVE 3", "G-1 v2 ACTIVE 7", "G-2 v1 ACTIVE 1", "G-3 v1 ACTIVE 1");
  }

  @Test
  void a_row_that_goes_back_to_what_it_said_is_a_new_version() throws IOException {
    csv("a.csv", row("G-1", 3));
    csv("b.csv", row("G-1", 7));
    ingest();
    csv("a.csv", row("G-1", 4));
    ingest();
    csv("a.csv", row("G-1", 3));
    ingest();
    csv("b.csv", row("G-1", 7), row("G-2", 1));
    ingest();

    assertThat(told())
        .containsExactly(
            "G-1 v1 ACTIVE 3",
            "G-1 v2 ACTIVE 7",
            "G-1 v3 ACTIVE 4",
            "G-1 v4 ACTIVE 3",
            "G-2 v1 ACTIVE 1");
  }

  @Test
  void a_row_that_is_put_back_into_its_file_is_a_new_version() throws IOException {
    csv("a.csv", row("G-1", 3));
    csv("b.csv", row("G-1", 7));
    ingest();
    csv("a.csv", row("G-2", 1));
    ingest();
    csv("a.csv", row("G-1", 3), row("G-2", 1));
    ingest();

    assertThat(told())
        .containsExactly(
            "G-1 v1 ACTIVE 3", "G-1 v2 ACTIVE 7", "G-2 v1 ACTIVE 1", "G-1 v3 ACTIVE 3");
  }

  @Test
  void who_told_what_stands_speaks_for_it_and_nobody_else() throws IOException {
    csv("a.csv", row("G-1", 3));
    csv("b.csv", row("G-1", 7));
    ingest();
    csv("a.csv", row("G-2", 1));
    ingest();
    assertThat(told()).hasSize(3).noneMatch(line -> line.contains("RETRACTED"));

    csv("b.csv", row("G-3", 1));
    ingest();
    assertThat(told()).contains("G-1 v3 RETRACTED null");
  }

  @Test
  void a_file_that_was_read_in_another_format_is_not_known() throws IOException {
    csv("a.csv", row("D-1", 3));
    String file = directory.resolve("a.csv").toString();

    assertThat(ingest(new CuratedNdjson(CLOCK), file))
        .extracting(Ingestion.Result::refused)
        .containsExactly(2L);
    assertThat(ingest(new CuratedNdjson(CLOCK), file))
        .extracting(Ingestion.Result::passedOver)
        .containsExactly(true);
    assertThat(ingest(new CuratedCsv(CLOCK), file))
        .extracting(Ingestion.Result::passedOver)
        .containsExactly(false);
    assertThat(told()).containsExactly("D-1 v1 ACTIVE 3");
  }

  @Test
  void a_file_that_was_half_read_in_another_format_is_read_from_its_beginning() throws IOException {
    csv("a.csv", row("D-1", 3), row("D-2", 3), row("D-3", 3));
    String file = directory.resolve("a.csv").toString();
    ingest(new BreaksOff(new CuratedNdjson(CLOCK)), file);

    ingest(new CuratedCsv(CLOCK), file);

    assertThat(told()).hasSize(3);
  }

  @Test
  void what_was_read_before_a_file_broke_off_is_told_once_and_the_rest_is_read_on()
      throws IOException {
    csv("a.csv", row("D-1", 3), row("D-2", 3), row("D-3", 3));
    String file = directory.resolve("a.csv").toString();

    assertThat(ingest(new BreaksOff(new CuratedCsv(CLOCK)), file)).isEmpty();
    assertThat(told()).hasSize(2);
    assertThat(ingest(new CuratedCsv(CLOCK), file))
        .extracting(Ingestion.Result::passedOver, Ingestion.Result::unchanged)
        .containsExactly(tuple(false, 0L));
    assertThat(told()).containsExactly("D-1 v1 ACTIVE 3", "D-2 v1 ACTIVE 3", "D-3 v1 ACTIVE 3");
  }

  @Test
  void a_row_that_lay_after_now_is_taken_when_its_time_has_come() throws IOException {
    csv("a.csv", row("R-1", 1), row("R-2", 2).replace("03-05", "04-05"), row("R-3", 3) + "x\n");
    Clock slow = Clock.fixed(Instant.parse("2026-03-20T00:00:00Z"), ZoneOffset.UTC);
    var run = new FilesRun(feed, directory, CLOCK);
    run.ingest(new CuratedCsv(slow), "a.csv");
    assertThat(run.ingest(new CuratedCsv(slow), "a.csv"))
        .extracting(Ingestion.Result::passedOver, Ingestion.Result::refused)
        .containsExactly(tuple(false, 2L));
    assertThat(told()).containsExactly("R-1 v1 ACTIVE 1", "R-3 v1 ACTIVE 3");
    assertThat(run.warnings())
        .hasSize(2)
        .allMatch(w -> w.contains("a.csv has rows that lie after"));

    assertThat(run.ingest(new CuratedCsv(CLOCK), "a.csv"))
        .extracting(Ingestion.Result::refused)
        .containsExactly(1L);
    assertThat(told()).hasSize(3).last().isEqualTo("R-2 v1 ACTIVE 2");
    assertThat(feed.rejected()).as("once each").hasSize(2);
    assertThat(run.ingest(new CuratedCsv(CLOCK), "a.csv"))
        .extracting(Ingestion.Result::passedOver, Ingestion.Result::refused)
        .containsExactly(tuple(true, 1L));
  }

  @Test
  void of_two_accounts_under_one_version_far_apart_the_first_counts_each_time() throws IOException {
    var rows = new ArrayList<String>();
    rows.add(row("R-1", 1));
    for (int i = 0; i < CuratedReading.REMEMBERED; i++) {
      rows.add(row("S-" + i, 1));
    }
    rows.add(row("R-1", 7));
    csv("a.csv", rows.toArray(String[]::new));
    ingest("a.csv");
    rows.add(row("R-2", 1));
    csv("a.csv", rows.toArray(String[]::new));
    ingest("a.csv");

    assertThat(told())
        .filteredOn(line -> line.startsWith("R-"))
        .containsExactly("R-1 v1 ACTIVE 1", "R-2 v1 ACTIVE 1");
    assertThat(feed.rejected())
        .hasSize(2)
        .allSatisfy(r -> assertThat(r.getDetail()).contains("row 10,002", "than row 1,"));
  }

  /** A disk that cannot be read on behind the second row. */
  private record BreaksOff(SourceFormat format) implements SourceFormat {
    private static final int ROWS = 2;

    @Override
    public Feed feed() {
      return format.feed();
    }

    @Override
    public String manner(String origin) {
      return format.manner(origin);
    }

    @Override
    public void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException {
      var read = new AtomicInteger();
      format.read(
          in,
          origin,
          row -> {
            if (read.getAndIncrement() == ROWS) {
              throw new SourceException(origin + " cannot be read on");
            }
            rows.accept(row);
          });
    }
  }
}
