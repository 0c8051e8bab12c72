package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.CuratedCsv;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedPublisher.Told;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Limits;
import io.brinkwatch.ingest.input.Locations;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.PipelineRun;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is published twice and nothing is skipped, on a broker that knows what was committed. */
class IngestIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Feed WIRE = new Feed(Cast.WIRE, Reports.strike("x", Cast.START).getFamily());
  private static final String HEADER =
      "id,occurred_at,precision,type,actor,target,country,place,lat,lon,fatalities,injuries,weapon,"
          + "summary,source_name,source_url";

  @TempDir Path directory;

  private static String row(int id, String summary) {
    return "R-%d,2023-10-08,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,%s,n,"
        .formatted(id, summary);
  }

  private Path file(List<String> rows) throws IOException {
    return Files.writeString(
        directory.resolve("rows.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
  }

  private static List<String> rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> row(i, "as told")).toList();
  }

  /** What one ingest of the file did. */
  private record Done(Ingestion.Result result, FeedPublisher.Counts counts) {}

  private Done ingest(ConnectionSettings connection, Path file) {
    Clock clock = Clock.systemUTC();
    var csv = new CuratedCsv(clock);
    var downloads = new Downloads.Settings(LIMIT, 1, 1, LIMIT);
    var locations =
        new Locations(
            directory,
            InputStream.nullInputStream(),
            new Limits(1 << 30, 100),
            new Downloads(downloads, clock));
    try (var publisher =
        FeedPublisher.open(connection, csv.feed(), MessageStatus.ACTUAL, clock, csv.revises())) {
      var ingestion =
          new Ingestion(csv, publisher, new Ingestion.Options(100, false), new Silent());
      Ingestion.Result result = ingestion.ingest(locations.of(file.toString()).get(0));
      ingestion.tick(Duration.ofHours(6), null);
      return new Done(result, publisher.counts());
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

  private static FeedPublisher open(ConnectionSettings connection, Clock clock) {
    return FeedPublisher.open(connection, WIRE, MessageStatus.ACTUAL, clock, true);
  }

  @Test
  void an_ingest_that_is_killed_goes_on_where_it_was_and_tells_nothing_twice() throws Exception {
    Map<String, String> properties = Cluster.properties("it.ingest-killed.", 2);
    properties.put("ingest.batch.rows", "7");
    ConnectionSettings connection = Cluster.prepare(properties);
    Path file = file(rows(3_000));
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      Process ingest = command(properties, file, "killed.log");
      Awaitility.await().atMost(LIMIT).until(() -> reports.poll() + reports.values.size() > 100);
      ingest.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
      while (reports.poll() > 0) {
        assertThat(reports.values).hasSizeLessThan(3_000);
      }
      assertThat(reports.values).as("killed in the middle").hasSizeLessThan(3_000);

      Done again = ingest(connection, file);

      await(reports, 3_000);
      assertThat(ids(reports.values)).hasSize(3_000);
      assertThat(again.counts().published()).isLessThan(3_000);
      assertThat(again.counts().ticks()).isEqualTo(4);
      Done third = ingest(connection, file);
      assertThat(third.result().passedOver()).isTrue();
      assertThat(third.counts()).isEqualTo(new FeedPublisher.Counts(0, 0, 0, 0));
      assertThat(progress(connection, file).getPublished()).isEqualTo(3_000);
    }
  }

  private Process command(Map<String, String> properties, Path file, String log)
      throws IOException {
    var words = new ArrayList<>(List.of("ingest", file.toString()));
    properties.forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));
    return RunProcess.brinkwatch(directory.resolve(log), words);
  }

  private static ItemProgress progress(ConnectionSettings connection, Path file) {
    try (var publisher =
        FeedPublisher.open(
            connection, Feed.CURATED, MessageStatus.ACTUAL, Clock.systemUTC(), true)) {
      return publisher.state().item(file.toUri().toString()).orElseThrow();
    }
  }

  private static Set<String> ids(List<IncidentReport> reports) {
    return reports.stream().map(IncidentReport::getReportId).collect(Collectors.toSet());
  }

  private static void await(Outputs.Follower<?> follower, int count) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              follower.poll();
              assertThat(follower.values).hasSize(count);
            });
  }

  @Test
  void what_a_source_changes_deletes_and_brings_back_gets_a_version_of_its_own() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.changed.", 2));
    ingest(connection, file(List.of(row(1, "a"), row(2, "b"), row(3, "c"))));

    Done changed = ingest(connection, file(List.of(row(1, "a"), row(2, "other"), row(4, "d"))));
    assertThat(changed.counts()).isEqualTo(new FeedPublisher.Counts(3, 1, 0, 0));
    Done restored = ingest(connection, file(List.of(row(1, "a"), row(2, "other"), row(3, "c"))));
    assertThat(restored.counts()).isEqualTo(new FeedPublisher.Counts(2, 1, 0, 0));

    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      await(reports, 8);
      assertThat(told(reports, "curated/R-1")).containsExactly("1 ACTIVE");
      assertThat(told(reports, "curated/R-2")).containsExactly("1 ACTIVE", "2 ACTIVE");
      assertThat(told(reports, "curated/R-3"))
          .containsExactly("1 ACTIVE", "2 RETRACTED", "3 ACTIVE");
      assertThat(told(reports, "curated/R-4")).containsExactly("1 ACTIVE", "2 RETRACTED");
    }
  }

  private static List<String> told(Outputs.Follower<IncidentReport> reports, String id) {
    return reports.values.stream()
        .filter(r -> r.getReportId().equals(id))
        .map(r -> r.getVersion() + " " + r.getState())
        .toList();
  }

  @Test
  void a_file_that_lost_most_of_its_rows_withdraws_nothing_by_itself() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.cut.", 1));
    ingest(connection, file(rows(30)));

    assertThatThrownBy(() -> ingest(connection, file(rows(5))))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("rows.csv", "25 of its 30", "cut off");
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      await(reports, 30);
      assertThat(reports.values)
          .extracting(IncidentReport::getState)
          .containsOnly(RecordState.ACTIVE);
    }
  }

  @Test
  void a_second_ingest_of_a_feed_shuts_the_first_one_out() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.fenced.", 1));
    Clock clock = Clock.systemUTC();
    try (var first = open(connection, clock)) {
      first.report(Reports.strike("wire/1", Cast.START).build(), null);
      first.commit();
      try (var second = open(connection, clock)) {
        first.report(Reports.strike("wire/2", Cast.START).build(), null);
        assertThatThrownBy(first::commit)
            .isInstanceOf(PublishException.class)
            .hasMessageContainingAll(Cast.WIRE, "another ingest of the same feed has taken over");
        var same = Reports.strike("wire/1", Cast.START).build();
        assertThat(second.report(same, null).told()).isEqualTo(Told.UNCHANGED);
        second.report(Reports.strike("wire/2", Cast.START).build(), null);
        second.commit();
      }
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      await(reports, 2);
      assertThat(ids(reports.values)).containsExactlyInAnyOrder("wire/1", "wire/2");
    }
  }

  @Test
  void ticks_vouch_for_the_reports_of_who_published_before_and_never_for_a_commit_marker() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.vouch.", 1));
    Clock clock = Clock.systemUTC();
    Instant time = Cast.START.plus(Duration.ofHours(6));
    try (var first = open(connection, clock)) {
      for (int i = 0; i < 3; i++) {
        first.report(Reports.strike("wire/" + i, Cast.START).build(), null);
        first.commit(); // each leaves a marker behind its report
      }
    }
    try (var second = open(connection, clock)) {
      second.tick(Cast.START, time, FeedHealth.HEALTHY);
      second.commit();
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports());
        var ticks = new Outputs.Follower<>(connection, connection.topics().ticks())) {
      await(reports, 3);
      await(ticks, 1);
      long last = reports.records.get(2).offset();
      assertThat(last).as("markers take offsets").isEqualTo(4);
      assertThat(ticks.values).extracting(Tick::getReportsOffset).containsExactly(last);
    }
  }

  @Test
  void a_report_that_the_broker_does_not_take_leaves_its_neighbours_alone() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.refused.", 1));
    Instant ahead = Instant.now().plus(Duration.ofHours(3));
    // a clock that runs ahead as far as the report does: only the broker can know better
    try (var publisher = open(connection, Clock.fixed(ahead, ZoneOffset.UTC))) {
      publisher.report(Reports.strike("wire/1", Cast.START).build(), null);
      publisher.report(Reports.strike("wire/2", Cast.START).setPublishedAt(ahead).build(), null);
      publisher.report(Reports.strike("wire/3", Cast.START).build(), null);
      publisher.commit();
      assertThat(publisher.counts()).isEqualTo(new FeedPublisher.Counts(2, 0, 1, 0));
      assertThat(publisher.state().report("wire/2")).isEmpty();
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports());
        var rejected = new Outputs.Follower<>(connection, connection.topics().rejected())) {
      await(reports, 2);
      await(rejected, 1);
      assertThat(ids(reports.values)).containsExactlyInAnyOrder("wire/1", "wire/3");
      assertThat(rejected.values)
          .extracting(Rejection::getReason)
          .containsExactly(RejectionReason.FUTURE_DATED);
    }
  }

  @Test
  void the_pipeline_reads_what_was_published_in_transactions_and_its_clock_moves()
      throws Exception {
    Map<String, String> properties = Cluster.properties("it.piped.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    Clock clock = Clock.systemUTC();
    try (var pipeline = PipelineRun.start(StreamsSettings.of(properties));
        var publisher = open(connection, clock);
        var levels = new Outputs.Follower<>(connection, connection.topics().levels())) {
      assertThat(pipeline.awaitRunning(LIMIT)).isTrue();
      Instant from = Cast.START;
      for (int day = 0; day < 3; day++) {
        Instant to = from.plus(Duration.ofDays(1));
        publisher.report(Reports.strike("wire/" + day, from).build(), null);
        publisher.tick(from, to, FeedHealth.HEALTHY);
        publisher.commit();
        from = to;
      }
      Awaitility.await().atMost(LIMIT).until(() -> levels.poll() > 0);
    }
  }
}
