package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.ucdp.UcdpCsv;
import io.brinkwatch.ingest.ucdp.UcdpRelease;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.RecordState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a later file withdraws of what an earlier one told; rows are invented. */
class IngestionTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2033-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String HEAD =
      "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,country,"
          + "event_clarity,date_prec,date_start,date_end,best,high,low\n";

  private final FeedRun feed =
      new FeedRun(new UcdpCsv(UcdpRelease.of("31.1"), CLOCK).feed(), CLOCK);
  @TempDir private Path directory;

  private static String row(int id, String best) {
    return "%d,1,Government of Israel,Hezbollah,1,X,33.2,35.4,Lebanon,1,1,2030-03-08,2030-03-08,%s,5,2\n"
        .formatted(id, best);
  }

  private void ingest(String release, String... rows) throws IOException {
    ingest(CLOCK.instant(), release, rows);
  }

  private void ingest(Instant now, String release, String... rows) throws IOException {
    Path file = directory.resolve("GEDEvent_v" + release + ".csv");
    Files.writeString(file, HEAD + String.join("", rows));
    ingest(new UcdpCsv(UcdpRelease.of(release), Clock.fixed(now, ZoneOffset.UTC)), file);
  }

  private void ingest(SourceFormat format, Path file) {
    try (var publisher = feed.open()) {
      new Ingestion(format, publisher, new Ingestion.Options(100, false), new Quiet())
          .ingest(new OnDisk(file));
    }
  }

  @Test
  void a_row_that_is_there_and_cannot_be_used_is_not_withdrawn() throws IOException {
    ingest("31.1", row(1, "3"), row(2, "3"), row(3, "3"));
    ingest("32.1", row(1, "3"), row(2, "many"));

    assertThat(feed.rejected()).hasSize(1);
    assertThat(feed.reports())
        .filteredOn(r -> r.getState() == RecordState.RETRACTED)
        .extracting(IncidentReport::getReportId)
        .containsExactly("ucdp/3");
  }

  @Test
  void while_a_row_of_a_release_may_be_any_event_none_is_withdrawn() throws IOException {
    ingest("31.1", row(1, "3"), row(2, "3"), row(3, "3"));
    ingest("32.1", row(1, "3"), "2,too,few\n");

    assertThat(feed.rejected()).hasSize(1);
    assertThat(feed.reports())
        .extracting(IncidentReport::getState)
        .containsOnly(RecordState.ACTIVE);
  }

  private List<String> told() {
    return feed.reports().stream()
        .map(r -> "%s %d %s".formatted(r.getReportId(), r.getVersion(), r.getState()))
        .toList();
  }

  @Test
  void what_a_later_release_dropped_does_not_stand_when_an_earlier_one_is_read_after_it()
      throws IOException {
    ingest("31.1", row(1, "3"), row(2, "3"));
    ingest("30.0.3", row(1, "4"), row(3, "3"));
    ingest("30.01.30.06", row(1, "4"), row(3, "3"));

    assertThat(told()).containsExactly("ucdp/1 31101 ACTIVE", "ucdp/2 31101 ACTIVE");
  }

  @Test
  void what_a_release_drops_is_withdrawn_even_after_an_earlier_one_was_read_once_more()
      throws IOException {
    ingest("30.0.3", row(1, "4"), row(3, "3"));
    ingest("31.1", row(1, "3"), row(2, "3"));
    ingest("30.0.3", row(1, "4"), row(3, "4"));
    assertThat(told()).hasSize(5).doesNotContain("ucdp/1 31102 RETRACTED");

    ingest("31.1", row(2, "3"));
    assertThat(told()).hasSize(6).last().isEqualTo("ucdp/1 31102 RETRACTED");
  }

  @Test
  void of_a_release_with_a_row_that_may_be_any_event_an_earlier_one_tells_the_rest()
      throws IOException {
    ingest("31.1", row(1, "3"), "2,too,few\n");
    ingest("30.0.3", row(2, "3"));

    assertThat(told()).containsExactly("ucdp/1 31101 ACTIVE", "ucdp/2 30003 ACTIVE");
  }

  @Test
  void a_release_that_came_early_came_out_when_it_was_first_read() throws IOException {
    Instant early = Instant.parse("2031-04-20T10:00:00.123Z");
    ingest(early, "31.1", row(1, "3"), row(2, "3"));
    Path other = directory.resolve("again.csv");
    Files.writeString(other, HEAD + row(1, "3") + row(2, "4"));
    Clock later = Clock.fixed(early.plusSeconds(86_400), ZoneOffset.UTC);
    ingest(new UcdpCsv(UcdpRelease.of("31.1"), later), other);
    ingest("31.1", row(1, "5"), row(2, "3"));

    assertThat(told())
        .containsExactly(
            "ucdp/1 31101 ACTIVE",
            "ucdp/2 31101 ACTIVE",
            "ucdp/2 31102 ACTIVE",
            "ucdp/1 31102 ACTIVE");
    assertThat(feed.reports()).extracting(IncidentReport::getPublishedAt).containsOnly(early);
  }

  @Test
  void a_file_of_another_release_than_was_said_at_first_is_read_as_that() throws IOException {
    Path file = directory.resolve("events.csv");
    Files.writeString(file, HEAD + row(1, "3"));
    ingest(new UcdpCsv(UcdpRelease.of("30.0.3"), CLOCK), file);
    ingest(new UcdpCsv(UcdpRelease.of("31.1"), CLOCK), file);

    assertThat(told()).containsExactly("ucdp/1 30003 ACTIVE", "ucdp/1 31101 ACTIVE");
  }

  private record OnDisk(Path file) implements Location {
    @Override
    public String id() {
      return file.toString();
    }

    @Override
    public String name() {
      return file.getFileName().toString();
    }

    @Override
    public Optional<Input> fetch(String knownEtag) {
      return Optional.of(Input.of(file, IngestSettings.of(Map.of()).limits()));
    }
  }

  private static final class Quiet implements Ingestion.Listener {
    @Override
    public void refused(Row.Refused row) {
      // the topic has it
    }

    @Override
    public void reached(String input, long rows) {
      // nobody watches
    }
  }
}
