package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.MovedClock;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.input.Md5;
import io.brinkwatch.ingest.live.LiveSource.Stretch;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Tick;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a poll makes of lists and clocks that do not agree; rows are invented. */
class GdeltPollTest {
  private static final Instant NOON = Instant.parse("2024-01-05T12:00:00Z");
  private static final Duration QUARTER = GdeltFiles.SLOT;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final Map<String, byte[]> files = new HashMap<>();
  private final StringBuilder list = new StringBuilder();
  private final List<String> warnings = new ArrayList<>();
  private final MovedClock clock = new MovedClock(NOON);
  private final FeedRun feed = new FeedRun(GdeltEvents.FEED, clock);
  private HttpServer server;
  private GdeltPoll poll;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    poll =
        new GdeltPoll(
            GdeltSettings.of(Map.of(GdeltSettings.URL, url)),
            IngestSettings.of(Map.of(IngestSettings.DOWNLOAD_ATTEMPTS, "1")),
            new GdeltPoll.Wanted(null, null, false),
            clock);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] file = files.get(exchange.getRequestURI().getPath().substring(1));
      exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
      if (file != null) {
        exchange.getResponseBody().write(file);
      }
    }
  }

  /** A file with one strike appears. */
  private void publish(Instant end) throws IOException {
    String name = STAMP.format(end) + ".export.CSV.zip";
    var row =
        EventRow.v2()
            .cell(0, Long.toString(end.getEpochSecond()))
            .day(STAMP.format(end).substring(0, 8))
            .dateAdded(STAMP.format(end));
    byte[] zip = zip(STAMP.format(end) + ".export.CSV", row + "\n");
    files.put(name, zip);
    String line = "%d %s http://h/%s%n".formatted(zip.length, Md5.of(zip), name);
    list.append(line);
    files.put("masterfilelist.txt", list.toString().getBytes(StandardCharsets.UTF_8));
    files.put("lastupdate.txt", line.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(String name, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private void round() {
    try (var publisher = feed.open()) {
      for (Stretch stretch : poll.round(publisher, new Told())) {
        publisher.tick(stretch.from(), stretch.to(), stretch.health());
      }
      publisher.commit();
    }
  }

  private List<Instant> published() {
    return feed.reports().stream().map(IncidentReport::getPublishedAt).toList();
  }

  @Test
  void a_file_that_lies_after_now_is_left_for_a_later_round_and_named_once() throws IOException {
    publish(NOON);
    round();
    publish(NOON.plus(QUARTER));
    clock.set(NOON.plusSeconds(60));
    round();
    round();

    assertThat(published()).containsExactly(NOON);
    assertThat(feed.rejected()).isEmpty();
    assertThat(warnings).singleElement().asString().contains("20240105121500", "clock slow");

    clock.set(NOON.plus(QUARTER));
    round();
    assertThat(published()).containsExactly(NOON, NOON.plus(QUARTER));
    assertThat(feed.ticks()).extracting(Tick::getTime).containsExactly(NOON, NOON.plus(QUARTER));
  }

  @Test
  void files_behind_one_that_is_listed_ahead_of_time_are_read_as_they_come() throws IOException {
    publish(NOON);
    round();
    Instant ahead = NOON.plus(Duration.ofDays(300));
    publish(ahead);
    String newest = new String(files.get("lastupdate.txt"), StandardCharsets.UTF_8);
    publish(NOON.plus(QUARTER));
    files.put("lastupdate.txt", newest.getBytes(StandardCharsets.UTF_8));
    clock.set(NOON.plus(QUARTER));
    round();

    assertThat(published()).containsExactly(NOON, NOON.plus(QUARTER));
    assertThat(feed.ticks()).extracting(Tick::getTime).endsWith(NOON.plus(QUARTER));
  }

  @Test
  void by_a_clock_that_is_slow_by_minutes_a_first_poll_begins_all_the_same() throws IOException {
    publish(NOON);
    publish(NOON.plus(QUARTER));
    clock.set(NOON.plusSeconds(60));
    round();

    assertThat(published()).containsExactly(NOON);
  }

  @Test
  void by_a_clock_that_is_slow_by_years_nothing_is_begun() throws IOException {
    publish(NOON);
    clock.set(NOON.minus(Duration.ofDays(700)));
    round();
    clock.set(NOON);
    round();

    assertThat(published()).containsExactly(NOON);
    assertThat(feed.ticks()).extracting(Tick::getTime).containsExactly(NOON);
  }

  private final class Told implements Ingestion.Listener {
    @Override
    public void refused(Row.Refused row) {
      throw new AssertionError(row);
    }

    @Override
    public void warned(String what) {
      warnings.add(what);
    }

    @Override
    public void reached(String input, long rows) {
      // nobody watches
    }
  }
}
