package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.acled.AcledCsv;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Limits;
import io.brinkwatch.ingest.input.Locations;
import io.brinkwatch.ingest.ucdp.UcdpCsv;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.RecordState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sources change from one file to the next, in other files too. All rows are invented. */
class SourceFilesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ACLED =
      "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,"
          + "inter2,country,location,latitude,longitude,geo_precision,source_scale,fatalities,"
          + "timestamp\n";
  private static final String UCDP =
      "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,country,"
          + "date_prec,date_start,date_end,best,high,low\n";

  @TempDir Path directory;

  private static String acled(int id, String type, String subType, Instant told) {
    return "LBN%d,2024-03-08,1,%s,%s,Military Forces of Israel (2022-),8,Hezbollah,3,Lebanon,X,33.2,35.4,1,National,2,%d\n"
        .formatted(id, type, subType, told.getEpochSecond());
  }

  private static String ucdp(int id, String sideB, String day) {
    return "%d,1,Government of Israel,%s,1,X,33.2,35.4,Lebanon,1,%s,%s,3,5,2\n"
        .formatted(id, sideB, day, day);
  }

  private Path file(String name, String... text) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("", text));
  }

  private FeedPublisher.Counts ingest(
      ConnectionSettings connection, SourceFormat format, Path file) {
    Clock clock = Clock.systemUTC();
    var downloads = new Downloads(new Downloads.Settings(LIMIT, 1, 1, LIMIT), clock);
    var locations =
        new Locations(
            directory, InputStream.nullInputStream(), new Limits(1 << 30, 100), downloads);
    try (var publisher =
        FeedPublisher.open(
            connection, format.feed(), MessageStatus.ACTUAL, clock, format.revises())) {
      new Ingestion(format, publisher, new Ingestion.Options(2, false), new Silent())
          .ingest(locations.of(file.toString()).get(0));
      return publisher.counts();
    }
  }

  private static final class Silent implements Ingestion.Listener {
    @Override
    public void refused(Row.Refused row) {
      throw new AssertionError("refused: " + row);
    }

    @Override
    public void reached(String input, long rows) {
      // nobody watches
    }
  }

  private static List<String> told(ConnectionSettings connection, int all) {
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      Awaitility.await().atMost(LIMIT).until(() -> reports.poll() + reports.values.size() >= all);
      return reports.values.stream()
          .map(r -> "%s %d %s".formatted(r.getReportId(), r.getVersion(), r.getState()))
          .toList();
    }
  }

  @Test
  void a_row_that_is_no_incident_any_more_is_withdrawn_whatever_file_says_so() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.recoded.", 1));
    var format = new AcledCsv(Clock.systemUTC());
    String strike = "Explosions/Remote violence,Air/drone strike";
    Instant first = Instant.ofEpochSecond(1_710_000_000);
    Instant later = Instant.ofEpochSecond(1_720_000_000);
    String[] type = strike.split(",", -1);
    ingest(
        connection,
        format,
        file(
            "march.csv",
            ACLED,
            acled(1, type[0], type[1], first),
            acled(2, type[0], type[1], first)));

    // the first is a protest by now; the third always was one
    Path july =
        file(
            "july.csv",
            ACLED,
            acled(1, "Protests", "Peaceful protest", later),
            acled(2, type[0], type[1], first),
            acled(3, "Protests", "Peaceful protest", later));
    assertThat(ingest(connection, format, july)).isEqualTo(new FeedPublisher.Counts(1, 1, 0, 0));
    // an export of before does not bring it back
    ingest(connection, format, file("old.csv", ACLED, acled(1, type[0], type[1], first), "\n"));

    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      Awaitility.await().atMost(LIMIT).until(() -> reports.poll() + reports.values.size() >= 3);
      IncidentReport withdrawal = reports.values.get(2);
      assertThat(withdrawal.getReportId()).isEqualTo("acled/LBN1");
      assertThat(withdrawal.getState()).isEqualTo(RecordState.RETRACTED);
      assertThat(withdrawal.getVersion()).isEqualTo(later.getEpochSecond());
      assertThat(withdrawal.getPublishedAt()).isEqualTo(later);
      assertThat(withdrawal.getType()).isEqualTo(reports.values.get(0).getType());
      assertThat(withdrawal.getOccurredFrom()).isEqualTo("2024-03-08T00:00:00Z");
      assertThat(withdrawal.getRedistributable()).isFalse();
      assertThat(reports.values).hasSize(3);
    }
  }

  @Test
  void a_later_release_replaces_and_withdraws_what_earlier_ones_told_of_its_time()
      throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.releases.", 1));
    SourceFormat format = UcdpCsv.byFileName(Clock.systemUTC());
    ingest(
        connection,
        format,
        file(
            "GEDEvent_v22_0_5.csv",
            UCDP,
            ucdp(1, "Hezbollah", "2022-05-01"),
            ucdp(2, "Hezbollah", "2022-05-02"),
            ucdp(3, "Hezbollah", "2022-05-03")));
    ingest(
        connection, format, file("GEDEvent_v23_0_1.csv", UCDP, ucdp(4, "Hezbollah", "2023-01-05")));

    // the second is among people of one country by now, the third has gone; the fourth is of 2023
    ingest(
        connection,
        format,
        file(
            "GEDEvent_v23_1.csv",
            UCDP,
            ucdp(1, "Hezbollah", "2022-05-01"),
            ucdp(2, "Hezbollah", "2022-05-02")
                .replace("Government of Israel", "Amal")
                .replace("Hezbollah", "Future Movement")));

    assertThat(told(connection, 7))
        .containsExactly(
            "ucdp/1 22005 ACTIVE",
            "ucdp/2 22005 ACTIVE",
            "ucdp/3 22005 ACTIVE",
            "ucdp/4 23001 ACTIVE",
            "ucdp/1 23101 ACTIVE",
            "ucdp/2 23101 RETRACTED",
            "ucdp/3 23101 RETRACTED");
  }

  @Test
  void what_an_export_of_closed_rows_no_longer_has_is_withdrawn_as_closed_as_it_was()
      throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.sources.closed.", 1));
    SourceFormat format = new AcledCsv(Clock.systemUTC());
    Instant told = Instant.parse("2024-03-12T00:00:00Z");
    String strike = acled(1, "Explosions/Remote violence", "Air/drone strike", told);
    String other = acled(2, "Explosions/Remote violence", "Air/drone strike", told);
    ingest(connection, format, file("acled.csv", ACLED, strike, other));
    ingest(connection, format, file("acled.csv", ACLED, strike));
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      Awaitility.await().atMost(LIMIT).until(() -> reports.poll() + reports.values.size() >= 3);
      assertThat(reports.values).extracting(IncidentReport::getRedistributable).containsOnly(false);
      assertThat(reports.values.get(2).getState()).isEqualTo(RecordState.RETRACTED);
    }
  }
}
