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
    Path file = directory.resolve("GEDEvent_v" + release + ".csv");
    Files.writeString(file, HEAD + String.join("", rows));
    var format = new UcdpCsv(UcdpRelease.of(release), CLOCK);
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
    assertThat(feed.reports()).extracting(IncidentReport::getState).containsOnly(RecordState.ACTIVE);
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
