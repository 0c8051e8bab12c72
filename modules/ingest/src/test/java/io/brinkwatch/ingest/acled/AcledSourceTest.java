package io.brinkwatch.ingest.acled;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.IncidentReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a round says it has come, by a server on this machine that holds invented rows. */
class AcledSourceTest {
  private static final Instant NOW = Instant.parse("2024-06-01T10:00:00Z");
  private static final long WRITTEN = Instant.parse("2024-05-01T10:00:00Z").getEpochSecond();
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final LocalDate FIRST_DAY = LocalDate.parse("2024-03-01");

  private final List<String> events = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final List<Long> deletionsAskedFrom = new ArrayList<>();
  private final List<String> deletions = new ArrayList<>();
  private HttpServer server;
  private FeedRun feed;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/oauth/token",
        e -> send(e, "{\"access_token\":\"t\",\"refresh_token\":\"r\",\"expires_in\":86400}"));
    server.createContext("/api/acled/read", this::events);
    server.createContext("/api/deleted/read", this::deletions);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void events(HttpExchange exchange) throws IOException {
    long since = number(exchange, "timestamp", 0);
    var rows = new ArrayList<String>();
    for (int i = 0; i < events.size(); i++) {
      if (times.get(i) >= since) {
        rows.add(events.get(i));
      }
    }
    page(exchange, rows);
  }

  private void deletions(HttpExchange exchange) throws IOException {
    if (number(exchange, "page", 1) == 1) {
      deletionsAskedFrom.add(number(exchange, "deleted_timestamp", 0));
    }
    page(exchange, deletions);
  }

  private static void page(HttpExchange exchange, List<String> rows) throws IOException {
    int limit = (int) number(exchange, "limit", 1);
    int from = Math.min(rows.size(), (int) (number(exchange, "page", 1) - 1) * limit);
    List<String> some = rows.subList(from, Math.min(rows.size(), from + limit));
    send(exchange, "{\"success\":true,\"data\":[" + String.join(",", some) + "]}");
  }

  private static long number(HttpExchange exchange, String name, long otherwise) {
    Matcher found =
        Pattern.compile("(?:^|&)" + name + "=(\\d+)")
            .matcher(exchange.getRequestURI().getRawQuery());
    return found.find() ? Long.parseLong(found.group(1)) : otherwise;
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void strike(int id, long timestamp) {
    times.add(timestamp);
    events.add(
        """
        {"event_id_cnty":"LBN%d","event_date":"2024-03-08","time_precision":"1",\
        "event_type":"Explosions/Remote violence","sub_event_type":"Air/drone strike",\
        "actor1":"Military Forces of Israel (2022-)","inter1":"8","actor2":"Hezbollah",\
        "inter2":"3","country":"Lebanon","location":"X","latitude":"33.2","longitude":"35.4",\
        "geo_precision":"1","source_scale":"National","fatalities":"2","timestamp":"%d"}"""
            .formatted(id, timestamp));
  }

  private void round() {
    var settings =
        AcledSettings.of(
            Map.of(
                AcledSettings.URL, "http://127.0.0.1:" + server.getAddress().getPort(),
                AcledSettings.USERNAME, "me",
                AcledSettings.PASSWORD, "word",
                AcledSettings.PAGE_ROWS, "2"));
    var ingest = IngestSettings.of(Map.of(IngestSettings.DOWNLOAD_ATTEMPTS, "1"));
    var source = new AcledSource(settings, ingest, FIRST_DAY, CLOCK);
    feed = feed == null ? new FeedRun(source.feed(), CLOCK) : feed;
    try (var publisher = feed.open()) {
      source.round(publisher, new Quiet());
      publisher.commit();
    }
  }

  @Test
  void what_shows_late_under_an_earlier_time_is_read_all_the_same_and_the_rest_not_again() {
    strike(1, WRITTEN);
    round();
    strike(2, WRITTEN - Duration.ofDays(1).toSeconds());
    round();
    round();

    assertThat(feed.reports())
        .extracting(IncidentReport::getReportId)
        .containsExactly("acled/LBN1", "acled/LBN2");
  }

  @Test
  void a_round_that_was_not_whole_does_not_get_on_with_deletions_either() {
    strike(1, NOW.getEpochSecond() - 60);
    strike(2, WRITTEN);
    strike(3, WRITTEN);
    deletions.add("{\"event_id_cnty\":\"LBN9\",\"deleted_timestamp\":%d}".formatted(WRITTEN));
    round();
    round();

    assertThat(deletionsAskedFrom).hasSize(2);
    assertThat(deletionsAskedFrom.get(1))
        .as("from where the first round asked")
        .isEqualTo(deletionsAskedFrom.get(0));
  }

  private static final class Quiet implements Ingestion.Listener {
    @Override
    public void refused(Row.Refused row) {
      throw new AssertionError(row);
    }

    @Override
    public void reached(String input, long rows) {
      // nobody watches
    }
  }
}
