package io.brinkwatch.ingest.acled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Locations;
import io.brinkwatch.ingest.live.LiveSource;
import io.brinkwatch.ingest.live.Poller;
import io.brinkwatch.model.IncidentReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  private int mostRows = Integer.MAX_VALUE;
  private boolean isPaged = true;
  private HttpServer server;
  private final FeedRun feed = new FeedRun(AcledMapper.FEED, CLOCK);
  @TempDir private Path directory;

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

  private void page(HttpExchange exchange, List<String> rows) throws IOException {
    int limit = Math.min(mostRows, (int) number(exchange, "limit", 1));
    long page = isPaged ? number(exchange, "page", 1) : 1;
    int from = Math.min(rows.size(), (int) (page - 1) * limit);
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

  private AcledSource source(Clock now) {
    var settings =
        AcledSettings.of(
            Map.of(
                AcledSettings.URL, "http://127.0.0.1:" + server.getAddress().getPort(),
                AcledSettings.USERNAME, "me",
                AcledSettings.PASSWORD, "word",
                AcledSettings.PAGE_ROWS, "2"));
    var ingest = IngestSettings.of(Map.of(IngestSettings.DOWNLOAD_ATTEMPTS, "1"));
    return new AcledSource(settings, ingest, FIRST_DAY, now);
  }

  private void round() {
    round(CLOCK);
  }

  private void round(Clock now) {
    round(now, new Quiet());
  }

  private void round(Clock now, Ingestion.Listener listener) {
    try (var publisher = feed.open()) {
      source(now).round(publisher, listener);
      publisher.commit();
    }
  }

  private void export(long timestamp) throws IOException {
    String csv =
        AcledRows.csv(
            List.of(
                AcledRows.strike(
                    "event_id_cnty", "LBN2",
                    "event_date", "2024-03-08",
                    "timestamp", Long.toString(timestamp))));
    Path file = Files.writeString(directory.resolve("export-%d.csv".formatted(timestamp)), csv);
    var limits = IngestSettings.of(Map.of()).limits();
    var downloads = new Downloads(IngestSettings.of(Map.of()).downloads(), CLOCK);
    try (var publisher = feed.open()) {
      var ingestion =
          new Ingestion(
              new AcledCsv(CLOCK), publisher, new Ingestion.Options(10, false), new Quiet());
      new Locations(directory, InputStream.nullInputStream(), limits, downloads)
          .of(file.toString())
          .forEach(ingestion::ingest);
    }
  }

  private void deletion(int id, long timestamp) {
    deletions.add(
        "{\"event_id_cnty\":\"LBN%d\",\"deleted_timestamp\":%d}".formatted(id, timestamp));
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
    deletion(9, WRITTEN);
    round();
    round();

    assertThat(deletionsAskedFrom).hasSize(2);
    assertThat(deletionsAskedFrom.get(1))
        .as("from where the first round asked")
        .isEqualTo(deletionsAskedFrom.get(0));
  }

  @Test
  void a_round_in_which_deletions_were_still_written_does_not_get_on_either() {
    strike(1, WRITTEN);
    deletion(7, NOW.getEpochSecond() - 60);
    deletion(8, WRITTEN);
    deletion(9, WRITTEN);
    round();
    round();

    assertThat(deletionsAskedFrom).hasSize(2);
    assertThat(deletionsAskedFrom.get(1)).isEqualTo(deletionsAskedFrom.get(0));
  }

  @Test
  void what_was_deleted_before_it_was_heard_of_is_not_taken_from_an_older_export()
      throws IOException {
    deletion(2, WRITTEN);
    round();
    round();
    export(WRITTEN - 1);
    export(WRITTEN);
    assertThat(feed.reports()).isEmpty();

    export(WRITTEN + 1);
    assertThat(feed.reports())
        .as("it was told anew")
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getReportId()).isEqualTo("acled/LBN2");
              assertThat(report.getVersion()).isEqualTo(WRITTEN + 1);
            });
  }

  @Test
  void that_something_was_deleted_is_remembered_for_a_year() throws IOException {
    deletion(2, WRITTEN);
    round(CLOCK);
    deletions.clear();

    round(Clock.fixed(NOW.plus(Duration.ofDays(366)), ZoneOffset.UTC));
    export(WRITTEN - 1);
    assertThat(feed.reports()).isEmpty();

    round(Clock.fixed(NOW.plus(Duration.ofDays(367)), ZoneOffset.UTC));
    export(WRITTEN - 2);
    assertThat(feed.reports()).hasSize(1);
  }

  @Test
  void a_row_stamped_after_now_is_refused_once_and_taken_when_its_time_has_come() {
    strike(1, WRITTEN);
    strike(2, NOW.plusSeconds(240).getEpochSecond());
    var heard = new Refusals();
    round(CLOCK, heard);
    round(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC), heard);
    assertThat(heard.count).isEqualTo(1);
    assertThat(feed.rejected()).hasSize(1);
    assertThat(feed.reports()).hasSize(1);

    round(Clock.fixed(NOW.plusSeconds(300), ZoneOffset.UTC));
    assertThat(feed.reports()).hasSize(2);
  }

  @Test
  void of_two_rows_with_one_id_and_time_the_same_one_stands_whichever_comes_first() {
    strike(1, WRITTEN);
    strike(1, WRITTEN);
    String other = events.get(1).replace("\"fatalities\":\"2\"", "\"fatalities\":\"7\"");
    events.set(1, other);
    var heard = new Refusals();
    round(CLOCK, heard);
    int told = feed.reports().size();
    assertThat(told).isLessThanOrEqualTo(2);
    var stands = feed.reports().get(told - 1).getFatalities();
    round(CLOCK, heard);
    Collections.swap(events, 0, 1);
    round(CLOCK, heard);

    assertThat(feed.reports()).hasSize(told);
    assertThat(heard.count).isEqualTo(1);
    assertThat(feed.rejected()).hasSize(1);

    var otherWay = new FeedRun(AcledMapper.FEED, CLOCK);
    try (var publisher = otherWay.open()) {
      source(CLOCK).round(publisher, new Refusals());
      publisher.commit();
    }
    assertThat(otherWay.reports()).last().returns(stands, IncidentReport::getFatalities);
  }

  @Test
  void a_server_that_gives_fewer_rows_than_were_asked_for_is_read_to_its_end() {
    mostRows = 1;
    strike(1, WRITTEN);
    strike(2, WRITTEN);
    strike(3, WRITTEN);
    round();

    assertThat(feed.reports()).hasSize(3);
  }

  @Test
  void a_server_that_does_not_tell_pages_apart_is_not_asked_for_ever() {
    isPaged = false;
    strike(1, WRITTEN);

    assertThatThrownBy(this::round)
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "ACLED events, page 2 has the rows of the page before; expected others, or none");
  }

  @Test
  void it_writes_weekly_and_counts_as_silent_after_eight_days_and_no_sooner() {
    strike(1, WRITTEN);
    round();
    Instant patience = Instant.ofEpochSecond(WRITTEN).plus(Duration.ofDays(8));

    assertThat(silences(patience)).isEmpty();
    assertThat(silences(patience.plusSeconds(60))).containsExactly(Instant.ofEpochSecond(WRITTEN));
  }

  private List<Instant> silences(Instant at) {
    Clock then = Clock.fixed(at, ZoneOffset.UTC);
    var heard = new Silences();
    try (var poller = new Poller(source(then), feed::open, then, heard)) {
      var rounds = new AtomicInteger();
      poller.run(pause -> rounds.getAndIncrement() > 0);
    }
    return heard.since;
  }

  private static final class Silences extends Quiet implements Poller.Listener {
    private final List<Instant> since = new ArrayList<>();

    @Override
    public void asked(List<LiveSource.Stretch> stretches, FeedPublisher.Counts published) {
      assertThat(stretches).isEmpty();
    }

    @Override
    public void failed(RuntimeException why, Duration again) {
      throw why;
    }

    @Override
    public void silent(Instant from) {
      since.add(from);
    }
  }

  private static final class Refusals extends Quiet {
    private int count;

    @Override
    public void refused(Row.Refused row) {
      count++;
    }
  }

  private static class Quiet implements Ingestion.Listener {
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
