package io.brinkwatch.ingest.ucdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.live.LiveSource.Stretch;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published of releases that a server on this machine holds; their rows are invented. */
class UcdpSourceTest {
  private static final Instant FIRST = Instant.parse("2024-02-20T10:00:00Z");
  private static final Instant LATER = Instant.parse("2025-08-20T10:00:00Z");

  private final Map<String, String[]> releases = new TreeMap<>();
  private final FeedRun feed = new FeedRun(UcdpMapper.FEED, Clock.fixed(LATER, ZoneOffset.UTC));
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/gedevents/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String[] rows = releases.get(path.substring(path.lastIndexOf('/') + 1));
      if (rows == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body =
          "{\"TotalCount\":%d,\"TotalPages\":1,\"Result\":[%s]}"
              .formatted(rows.length, String.join(",", rows))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String event(int id, String best) {
    return """
        {"id":%d,"type_of_violence":1,"side_a":"Government of Israel","side_b":"Hezbollah",\
        "where_prec":1,"where_coordinates":"X","latitude":33.2,"longitude":35.4,\
        "country":"Lebanon","event_clarity":1,"date_prec":1,"date_start":"2024-01-03",\
        "date_end":"2024-01-03","best":"%s","high":5,"low":2}"""
        .formatted(id, best);
  }

  private static String[] events(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(id -> event(id, "3")).toArray(String[]::new);
  }

  private static String[] ofDecember(int count) {
    return Arrays.stream(events(count))
        .map(event -> event.replace("2024-01-03", "2024-12-03"))
        .toArray(String[]::new);
  }

  private List<Stretch> round(Instant now, Ingestion.Listener listener) {
    var settings =
        UcdpSettings.of(
            Map.of(
                UcdpSettings.URL,
                "http://127.0.0.1:%d/api".formatted(server.getAddress().getPort()),
                UcdpSettings.TOKEN,
                "of-ucdp"));
    var ingest =
        IngestSettings.of(
            Map.of(IngestSettings.DOWNLOAD_ATTEMPTS, "1", IngestSettings.BATCH_ROWS, "1"));
    var source =
        new UcdpSource(
            settings, ingest, UcdpRelease.of("24.0.1"), Clock.fixed(now, ZoneOffset.UTC));
    try (var publisher = feed.open()) {
      List<Stretch> stretches = source.round(publisher, listener);
      publisher.commit();
      return stretches;
    }
  }

  private List<String> withdrawn() {
    return feed.reports().stream()
        .filter(r -> r.getState() == RecordState.RETRACTED)
        .map(IncidentReport::getReportId)
        .toList();
  }

  @Test
  void after_a_kill_inside_a_page_its_rows_say_the_same_a_day_later() {
    releases.put("24.0.1", new String[] {event(1, "3"), event(2, "3"), event(3, "many")});
    assertThatThrownBy(() -> round(FIRST, new Killed())).hasMessage("killed");
    assertThat(feed.reports()).hasSize(2);

    round(FIRST.plusSeconds(86_400), new Quiet());

    assertThat(feed.reports())
        .as("none of them again under another day")
        .hasSize(2)
        .extracting(IncidentReport::getPublishedAt)
        .containsOnly(FIRST);
  }

  @Test
  void a_row_that_is_there_and_cannot_be_used_is_not_withdrawn() {
    releases.put("24.0.1", events(3));
    round(FIRST, new Quiet());
    releases.put("25.1", new String[] {event(1, "3"), event(2, "many")});
    round(LATER, new Quiet());

    assertThat(feed.rejected()).extracting(Rejection::getRecordId).containsExactly("ucdp/2");
    assertThat(withdrawn()).containsExactly("ucdp/3");
  }

  @Test
  void while_a_row_of_a_release_may_be_any_event_none_is_withdrawn() {
    releases.put("24.0.1", events(3));
    round(FIRST, new Quiet());
    releases.put(
        "25.1", new String[] {event(1, "3"), event(2, "3").replace("\"id\":2", "\"id\":\"2a\"")});
    round(LATER, new Quiet());

    assertThat(withdrawn()).isEmpty();
    assertThat(feed.rejected())
        .extracting(Rejection::getDetail)
        .hasSize(2)
        .anySatisfy(
            detail ->
                assertThat(detail)
                    .contains("25.1 no longer has 2 of 3", "does not say which report it is"));
  }

  @Test
  void of_a_release_that_lacks_more_than_half_nothing_is_withdrawn_and_it_is_told_once() {
    releases.put("24.0.1", events(30));
    round(FIRST, new Quiet());
    releases.put("25.1", events(5));
    round(LATER, new Quiet());
    round(LATER, new Quiet());

    assertThat(withdrawn()).isEmpty();
    assertThat(feed.rejected())
        .singleElement()
        .satisfies(
            r ->
                assertThat(r.getDetail())
                    .contains("25.1 no longer has 25 of 30", "more than half"));
  }

  @Test
  void of_a_release_that_lacks_less_than_half_the_rest_is_withdrawn() {
    releases.put("24.0.1", events(30));
    round(FIRST, new Quiet());
    releases.put("25.1", events(18));
    round(LATER, new Quiet());

    assertThat(withdrawn()).hasSize(12);
    assertThat(feed.rejected()).isEmpty();
  }

  @Test
  void a_release_that_cannot_be_read_keeps_none_behind_it_from_being_read() {
    releases.put("24.0.1", new String[] {"[["});
    releases.put("25.1", Arrays.copyOf(events(2), 2));

    assertThatThrownBy(() -> round(LATER, new Quiet()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("UCDP 24.0.1");
    assertThat(feed.reports()).hasSize(2).allMatch(r -> r.getVersion() == 25_101);
    assertThat(feed.ticks()).isEmpty();
  }

  @Test
  void what_a_later_release_dropped_does_not_stand_when_an_earlier_one_is_read_after_it() {
    releases.put("24.0.12", new String[] {"[["});
    releases.put("25.1", ofDecember(2));
    assertThatThrownBy(() -> round(LATER, new Quiet())).isInstanceOf(SourceException.class);

    releases.put("24.0.12", ofDecember(3));
    round(LATER, new Quiet());

    assertThat(feed.reports())
        .extracting(IncidentReport::getReportId)
        .containsExactly("ucdp/1", "ucdp/2");
  }

  @Test
  void after_two_releases_in_a_row_that_cannot_be_read_the_others_are_left_alone() {
    releases.put("24.0.1", new String[] {"[["});
    releases.put("24.0.2", new String[] {"[["});
    releases.put("25.1", events(2));

    assertThatThrownBy(() -> round(LATER, new Quiet()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("UCDP 24.0.2");
    assertThat(feed.reports()).isEmpty();
  }

  @Test
  void it_accounts_for_the_year_before_its_first_release_and_then_for_what_is_new() {
    releases.put("24.0.1", events(1));
    assertThat(round(FIRST, new Quiet()))
        .containsExactlyElementsOf(Stretch.healthy(FIRST.minus(Duration.ofDays(366)), FIRST));

    releases.put("25.1", events(1));
    Instant told = UcdpRelease.of("25.1").publishedAt();
    assertThat(round(LATER, new Quiet())).containsExactlyElementsOf(Stretch.healthy(FIRST, told));
    assertThat(round(LATER, new Quiet())).isEmpty();
  }

  private static class Quiet implements Ingestion.Listener {
    @Override
    public void refused(Row.Refused row) {
      // the topic has it
    }

    @Override
    public void reached(String input, long rows) {
      // nobody watches
    }
  }

  private static final class Killed extends Quiet {
    @Override
    public void refused(Row.Refused row) {
      throw new IllegalStateException("killed");
    }
  }
}
