package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.FeedPublisher.Counts;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.gdelt.GdeltPoll;
import io.brinkwatch.ingest.gdelt.GdeltPoll.Wanted;
import io.brinkwatch.ingest.gdelt.GdeltSettings;
import io.brinkwatch.ingest.live.Poller;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.PipelineRun;
import io.brinkwatch.streams.StreamsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live sources over HTTP, to a broker: nothing is left out, nothing told twice, silence shows. */
class PollIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Instant DAY = Instant.parse("2024-01-05T00:00:00Z");
  // there is a strike every hour at first, and then every six hours
  private static final Duration LOUD = Duration.ofDays(1);
  private static final Duration STRIKES = Duration.ofHours(6);
  private static final Wanted LIVE = new Wanted(null, null, false);
  private static final Map<String, String> PATIENT =
      Map.of(IngestSettings.DOWNLOAD_ATTEMPTS, "1", IngestSettings.BATCH_ROWS, "10");

  private final MovedClock clock = new MovedClock(DAY);
  private int catchUp = 1;
  private GdeltServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new GdeltServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Instant at(String time) {
    return Instant.parse("2024-01-05T" + time + ":00Z");
  }

  private static Wanted between(String from, String to) {
    return new Wanted(at(from), at(to), false);
  }

  private static String name(String end) {
    return GdeltServer.name(at(end), false);
  }

  private Poller poller(ConnectionSettings connection, Wanted wanted, Heard heard) {
    var source =
        new GdeltPoll(
            GdeltSettings.of(
                Map.of(GdeltSettings.URL, server.url(), GdeltSettings.CATCH_UP_DAYS, "" + catchUp)),
            IngestSettings.of(PATIENT),
            wanted,
            clock);
    return heard.poller(source, connection, clock);
  }

  private Heard once(ConnectionSettings connection, Wanted wanted) {
    var heard = new Heard();
    try (var poller = poller(connection, wanted, heard)) {
      poller.once();
    }
    return heard;
  }

  /** Everything that is on a topic. */
  private static <V extends org.apache.avro.specific.SpecificRecord> List<V> all(
      ConnectionSettings connection, io.brinkwatch.model.Topic<?, V> topic) {
    try (var follower = new Outputs.Follower<>(connection, topic)) {
      follower.toEnd();
      return List.copyOf(follower.values);
    }
  }

  private static List<Instant> published(ConnectionSettings connection) {
    return all(connection, connection.topics().reports()).stream()
        .map(IncidentReport::getPublishedAt)
        .toList();
  }

  private static List<String> ticks(ConnectionSettings connection) {
    return all(connection, connection.topics().ticks()).stream().map(PollIT::shown).toList();
  }

  private static String shown(Tick tick) {
    return "%s %s %s"
        .formatted(
            tick.getFrom().toString().substring(11, 16),
            tick.getTime().toString().substring(11, 16),
            tick.getHealth());
  }

  @Test
  void a_poll_begins_with_the_newest_file_and_leaves_none_out_after_it() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-live.", 1));
    server.publish(at("09:00"), at("10:00"));
    clock.set(at("10:05"));
    once(connection, LIVE);
    assertThat(published(connection)).containsExactly(at("10:00"));
    assertThat(server.requests).doesNotContain("masterfilelist.txt");

    server.publish(at("10:00"), at("12:00")); // while nobody polled
    clock.set(at("12:05"));
    once(connection, LIVE);
    assertThat(once(connection, LIVE).published).isEqualTo(new Counts(0, 0, 0, 0));

    assertThat(published(connection)).hasSize(9).isSorted().doesNotHaveDuplicates();
    assertThat(ticks(connection)).containsExactly("09:45 10:00 HEALTHY", "10:00 12:00 HEALTHY");
    assertThat(all(connection, connection.topics().ticks()))
        .as("by this the watchdog knows a live feed")
        .extracting(Tick::getToldAt)
        .containsExactly(at("10:05"), at("12:05"));
  }

  @Test
  void a_range_is_filled_in_by_time_and_a_round_that_broke_off_is_resumed() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-range.", 1));
    server.publish(at("00:00"), at("08:00"));
    server.publish(at("08:30"), at("12:00")); // two quarters are missing
    clock.set(at("18:00"));
    server.fail(name("10:00"), 503);
    Wanted range = between("00:00", "11:00");

    assertThatThrownBy(() -> once(connection, range))
        .isInstanceOf(SourceAwayException.class)
        .hasMessageContainingAll(name("10:00"), "status 503");
    int before = published(connection).size();
    assertThat(before).isEqualTo(37);
    server.fail(name("10:00"), 0);
    server.requests.clear();
    once(connection, range);
    assertThat(server.requests).doesNotContain(name("09:45"));
    assertThat(once(connection, range).published).isEqualTo(new Counts(0, 0, 0, 0));

    assertThat(published(connection)).hasSize(42).isSorted().doesNotHaveDuplicates();
    assertThat(ticks(connection))
        .containsExactly(
            "00:00 06:00 HEALTHY",
            "06:00 08:00 HEALTHY",
            "08:00 08:30 DOWN",
            "08:30 09:45 HEALTHY",
            "09:45 11:00 HEALTHY");
  }

  @Test
  void a_poll_from_a_time_fills_in_what_lies_before_what_it_has_and_stays() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-from.", 1));
    server.publish(at("00:00"), at("03:00"));
    clock.set(at("03:01"));
    once(connection, LIVE);

    var from = new Wanted(at("01:07"), null, false);
    once(connection, from);
    server.publish(at("03:00"), at("03:15"));
    clock.set(at("03:16"));
    once(connection, from);

    assertThat(published(connection)).hasSize(9).doesNotHaveDuplicates();
    assertThat(ticks(connection))
        .containsExactly("02:45 03:00 HEALTHY", "01:00 02:45 HEALTHY", "03:00 03:15 HEALTHY");
  }

  @Test
  void a_poll_goes_on_where_a_back_fill_came_to() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-after.", 1));
    server.publish(at("00:00"), at("03:00"));
    clock.set(at("03:01"));
    once(connection, between("00:00", "02:00"));

    assertThat(once(connection, LIVE).warnings).isEmpty();
    assertThat(once(connection, LIVE).published).isEqualTo(new Counts(0, 0, 0, 0));

    assertThat(published(connection)).hasSize(12).isSorted().doesNotHaveDuplicates();
    assertThat(ticks(connection)).containsExactly("00:00 02:00 HEALTHY", "02:00 03:00 HEALTHY");
  }

  @Test
  void what_is_too_much_to_go_on_with_is_told_as_unknown_and_how_to_read_it() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-gap.", 1));
    server.publish(at("00:00"), at("03:00"));
    clock.set(at("03:01"));
    once(connection, between("00:00", "02:00"));
    catchUp = 0;

    assertThat(once(connection, LIVE).warnings)
        .singleElement()
        .asString()
        .contains("--from 2024-01-05T02:00:00Z --to 2024-01-05T02:45:00Z", "UNKNOWN");
    assertThat(once(connection, LIVE).warnings).as("it is said once").isEmpty();
    assertThat(ticks(connection))
        .containsExactly("00:00 02:00 HEALTHY", "02:00 02:45 UNKNOWN", "02:45 03:00 HEALTHY");

    once(connection, between("02:00", "02:45"));
    assertThat(published(connection)).hasSize(12).doesNotHaveDuplicates();
    assertThat(ticks(connection)).last().isEqualTo("02:00 02:45 HEALTHY");
  }

  @Test
  void what_cannot_be_used_is_told_with_its_address_and_the_rest_goes_through() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-bad.", 1));
    byte[] good = GdeltServer.zip(at("00:15"), List.of(server.row(at("00:15"))));
    server.publish(at("00:15"), false, good);
    server.publish(
        at("00:30"), false, "<html><title>Oops</title>".getBytes(StandardCharsets.UTF_8));
    server.publish(at("00:45"), false, Arrays.copyOf(good, good.length / 2));
    server.publish(
        at("01:00"), false, GdeltServer.zip(at("01:00"), List.of("0".repeat(20_000_000))));
    server.publish(
        at("01:15"),
        false,
        "altered".getBytes(StandardCharsets.UTF_8),
        GdeltServer.md5(new byte[0]));
    server.publish(at("01:30"), false, good); // the first once more
    server.listLine("x y z");
    server.publish(at("01:30"), at("01:45"));
    server.fail(name("01:45"), 404);
    server.publish(
        at("02:00"),
        false,
        GdeltServer.zip(
            at("02:00"), List.of(server.row(at("02:00")), "too\tfew", server.row(at("02:00")))));
    server.publish(at("02:00"), at("02:15"));
    clock.set(at("03:15"));

    Heard heard = once(connection, between("00:00", "02:15"));

    assertThat(published(connection))
        .containsExactly(at("00:15"), at("02:00"), at("02:00"), at("02:15"));
    assertThat(heard.refused)
        .extracting(r -> r.getOrigin().substring(server.url().length()) + " " + r.getDetail())
        .satisfiesExactly(
            r -> assertThat(r).startsWith("masterfilelist.txt:7 ").contains("'x y z'"),
            r -> assertThat(r).startsWith(name("00:30")).contains("HTML page", "Oops"),
            r -> assertThat(r).startsWith(name("00:45")).contains("cannot be read to its end"),
            r -> assertThat(r).startsWith(name("01:00")).contains("more than 200 times its size"),
            r -> assertThat(r).startsWith(name("01:15")).contains("MD5", "'altered'"),
            r -> assertThat(r).startsWith(name("01:45")).contains("404"),
            r -> assertThat(r).startsWith(name("02:00") + ":2 ").contains("61"));
    assertThat(all(connection, connection.topics().rejected()))
        .as("all but the line of the list")
        .hasSize(6);
    assertThat(ticks(connection))
        .containsExactly(
            "00:00 00:15 HEALTHY",
            "00:15 01:15 DOWN",
            "01:15 01:30 HEALTHY",
            "01:30 01:45 DOWN",
            "01:45 02:15 HEALTHY");
    assertThat(once(connection, between("00:00", "02:15")).published)
        .isEqualTo(new Counts(0, 0, 0, 0));
  }

  @Test
  void what_is_late_is_waited_for_and_nothing_behind_it_is_read_before() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-late.", 1));
    server.publish(at("00:00"), at("01:00"));
    clock.set(at("01:01"));
    once(connection, LIVE);
    byte[] late = GdeltServer.zip(at("01:15"), List.of(server.row(at("01:15"))));
    server.publish(at("01:15"), false, late, GdeltServer.md5(new byte[0]));
    server.publish(at("01:15"), at("01:30"));
    clock.set(at("01:31"));

    assertThatThrownBy(() -> once(connection, LIVE)).hasMessageContainingAll(name("01:15"), "MD5");
    server.publish(at("01:45"), at("02:00")); // the one before it is missing
    server.publish(at("01:15"), false, late); // mended
    server.publish(at("01:45"), at("02:00"));
    clock.set(at("02:01"));
    once(connection, LIVE);
    assertThat(published(connection)).containsExactly(at("01:00"), at("01:15"), at("01:30"));

    clock.set(at("02:31"));
    once(connection, LIVE);
    assertThat(ticks(connection))
        .containsExactly(
            "00:45 01:00 HEALTHY",
            "01:00 01:30 HEALTHY",
            "01:30 01:45 DOWN",
            "01:45 02:00 HEALTHY");
  }

  @Test
  void translated_files_come_beside_the_others_and_one_alone_is_less_than_healthy()
      throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-both.", 1));
    server.publish(at("00:00"), at("01:00"));
    for (String end : List.of("00:15", "00:30", "01:00")) {
      server.publish(at(end), true, GdeltServer.zip(at(end), List.of(server.row(at(end)))));
    }
    clock.set(at("03:00"));

    once(connection, new Wanted(at("00:00"), at("01:00"), true));

    assertThat(published(connection)).hasSize(7).isSorted();
    assertThat(ticks(connection))
        .containsExactly("00:00 00:30 HEALTHY", "00:30 00:45 DEGRADED", "00:45 01:00 HEALTHY");
  }

  @Test
  void a_source_that_wants_to_be_left_alone_is_and_one_that_is_stuck_is_not_waited_for()
      throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-away.", 1));
    server.publish(at("00:00"), at("01:00"));
    clock.set(at("01:01"));
    var heard = new Heard();
    var pauses = new ArrayList<Duration>();
    try (var poller = poller(connection, LIVE, heard)) {
      poller.run(
          pause -> {
            pauses.add(pause);
            clock.move(pause);
            try {
              step(pauses.size());
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
            return pauses.size() == 17;
          });
    }

    assertThat(pauses.subList(0, 4))
        .containsExactly(
            Duration.ZERO, GdeltServer.QUARTER, Duration.ofMinutes(10), Duration.ofMinutes(5));
    assertThat(heard.failures.get(0)).hasMessageContaining("left alone for 600 seconds");
    assertThat(heard.failures).last().asString().contains(name("01:15"), "status 500");
    assertThat(heard.silences).startsWith(at("01:00"));
    assertThat(heard.refused).hasSize(1);
    assertThat(published(connection)).containsExactly(at("01:00"), at("01:30"));
    assertThat(ticks(connection))
        .containsSubsequence(
            "00:45 01:00 HEALTHY",
            "01:00 01:46 UNKNOWN",
            "01:00 01:15 DOWN",
            "01:15 01:30 HEALTHY");
  }

  // what the source does before a round
  private void step(int round) throws IOException {
    switch (round) {
      case 2 -> server.down(429, "600");
      case 3 -> server.down(500, null);
      case 4 -> {
        server.publish(at("01:00"), at("01:30"));
        server.fail(name("01:15"), 500); // this file, and no other
        server.down(0, null);
      }
      default -> {
        // as before
      }
    }
  }

  @Test
  void the_command_asks_once_or_says_what_is_wrong(@TempDir Path directory) throws Exception {
    Map<String, String> properties = Cluster.properties("it.poll-command.", 1);
    ConnectionSettings connection = Cluster.prepare(properties);
    properties.put(GdeltSettings.URL, server.url());
    properties.put(IngestSettings.DOWNLOAD_ATTEMPTS, "1");
    server.publish(at("09:00"), at("10:00"));

    assertThat(poll(properties, directory.resolve("once.log"), "--once")).isZero();
    assertThat(directory.resolve("once.log"))
        .content()
        .contains("gdelt: published 1 report, rejected 0; HEALTHY to 2024-01-05T10:00:00Z");
    server.publish(
        at("10:15"), false, "<html><title>Oops</title>".getBytes(StandardCharsets.UTF_8));
    assertThat(poll(properties, directory.resolve("bad.log"), "--once")).isEqualTo(3);
    assertThat(directory.resolve("bad.log")).content().contains("rejected 1; DOWN");
    String[] again = {"--from", at("10:00").toString(), "--to", at("10:15").toString()};
    assertThat(poll(properties, directory.resolve("again.log"), again)).isEqualTo(3);
    assertThat(directory.resolve("again.log"))
        .content()
        .contains("Oops", "rejected 0, 1 more cannot be used, as told above; DOWN");
    server.down(503, null);
    assertThat(poll(properties, directory.resolve("down.log"), "--once")).isEqualTo(4);
    assertThat(directory.resolve("down.log")).content().contains("lastupdate.txt", "status 503");
    assertThat(published(connection)).containsExactly(at("10:00"));
  }

  private static int poll(Map<String, String> properties, Path log, String... options)
      throws Exception {
    var words = new ArrayList<>(List.of("poll", "gdelt"));
    words.addAll(List.of(options));
    properties.forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));
    Process poll = RunProcess.brinkwatch(log, words);
    try {
      assertThat(poll.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return poll.exitValue();
    } finally {
      poll.destroyForcibly();
    }
  }

  @Test
  void who_is_taken_over_ends() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.poll-fenced.", 1));
    server.publish(at("00:00"), at("01:00"));
    clock.set(at("01:01"));
    try (var first = poller(connection, LIVE, new Heard());
        var second = poller(connection, LIVE, new Heard())) {
      assertThatThrownBy(() -> first.run(pause -> false))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining("has taken over");
      second.once();
    }
    assertThat(published(connection)).hasSize(1);
  }

  @Test
  void a_feed_that_stops_turns_stale_and_holds_the_level_and_comes_back_whole() throws Exception {
    Map<String, String> properties = Cluster.properties("it.poll-outage.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    Instant stop = DAY.plus(Duration.ofDays(2));
    Instant back = stop.plus(Duration.ofHours(36));
    Instant end = back.plus(Duration.ofHours(6));
    server.publish(DAY, DAY.plus(LOUD), Duration.ofHours(1));
    server.publish(DAY.plus(LOUD), stop, STRIKES);
    clock.set(stop);
    try (var pipeline = PipelineRun.start(StreamsSettings.of(properties));
        var readings = new Outputs.Follower<>(connection, connection.topics().indicators());
        var levels = new Outputs.Follower<>(connection, connection.topics().levels());
        var poller = poller(connection, new Wanted(DAY, null, false), new Heard())) {
      assertThat(pipeline.awaitRunning(LIMIT)).isTrue();
      poller.once();
      assertThat(await(readings, stop, ReadingStatus.OK, ReadingStatus.DEGRADED).getCoverage())
          .satisfies(coverage -> assertThat(coverage.getShare()).isEqualTo(1));
      EscalationLevel before = level(levels, stop);
      assertThat(before.getLevel()).isPositive();

      server.down(503, null);
      poller.run(
          pause -> {
            clock.move(Duration.ofHours(6));
            return clock.instant().isAfter(back);
          });

      IndicatorReading stale = await(readings, back, ReadingStatus.STALE);
      assertThat(stale.getCoverage().getShare()).isZero();
      assertThat(stale.getCoverage().getStaleFeeds()).containsExactly("gdelt");
      EscalationLevel held = level(levels, back);
      assertThat(held.getStale()).isTrue();
      assertThat(held.getLevel()).isGreaterThanOrEqualTo(before.getLevel());

      server.publish(stop, end, STRIKES);
      server.down(0, null);
      clock.set(end);
      poller.once();

      assertThat(await(readings, end, ReadingStatus.OK, ReadingStatus.DEGRADED).getCoverage())
          .satisfies(coverage -> assertThat(coverage.getShare()).isEqualTo(1));
    }
    long quarters = Duration.between(DAY, end).dividedBy(GdeltServer.QUARTER);
    assertThat(all(connection, connection.topics().reports()))
        .hasSize((int) (24 + Duration.between(DAY.plus(LOUD), end).dividedBy(STRIKES)))
        .extracting(IncidentReport::getReportId)
        .doesNotHaveDuplicates();
    assertThat(
            all(connection, connection.topics().ticks()).stream()
                .filter(tick -> tick.getHealth() == FeedHealth.HEALTHY)
                .mapToLong(tick -> Duration.between(tick.getFrom(), tick.getTime()).toMinutes())
                .sum())
        .as("each quarter of an hour is vouched for once, to both partitions")
        .isEqualTo(2 * quarters * 15);
  }

  private static IndicatorReading await(
      Outputs.Follower<IndicatorReading> readings, Instant time, ReadingStatus... wanted) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              readings.poll();
              return readings.values.stream()
                  .filter(r -> r.getSubject().equals("NORTH"))
                  .filter(r -> r.getIndicator() == Indicator.INDEX)
                  .filter(r -> r.getEvaluatedAt().equals(time))
                  .filter(r -> List.of(wanted).contains(r.getReadingStatus()))
                  .reduce((a, b) -> b);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static EscalationLevel level(Outputs.Follower<EscalationLevel> levels, Instant time) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              levels.poll();
              return levels.values.stream()
                  .filter(l -> l.getSubject().equals("NORTH") && l.getEvaluatedAt().equals(time))
                  .reduce((a, b) -> b);
            },
            Optional::isPresent)
        .orElseThrow();
  }
}
