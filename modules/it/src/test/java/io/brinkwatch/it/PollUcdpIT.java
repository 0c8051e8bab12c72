package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.FeedPublisher.Counts;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.ucdp.UcdpRelease;
import io.brinkwatch.ingest.ucdp.UcdpSettings;
import io.brinkwatch.ingest.ucdp.UcdpSource;
import io.brinkwatch.it.Service.Answer;
import io.brinkwatch.it.Service.Asked;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Tick;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UCDP's interface, played by a server that holds invented rows, and a broker. */
class PollUcdpIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TOKEN = "of-ucdp";

  private final Map<String, List<String>> releases = new TreeMap<>();
  private String breakAt = "";
  private Service service;

  @BeforeEach
  void serve() throws IOException {
    service = new Service(this::answer);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Answer answer(Asked asked) {
    if (!TOKEN.equals(asked.headers().getFirst("x-ucdp-access-token"))) {
      return Answer.status(401);
    }
    String release = asked.path().substring(asked.path().lastIndexOf('/') + 1);
    if (breakAt.equals(release + " " + asked.get("page"))) {
      return Answer.of("{\"TotalCount\":3,\"TotalPages\":2,\"Result\":[{\"id\":");
    }
    List<String> rows = releases.get(release);
    if (rows == null) {
      return Answer.status(404);
    }
    int size = Integer.parseInt(asked.get("pagesize"));
    int from = Integer.parseInt(asked.get("page")) * size;
    return Answer.of(
        "{\"TotalCount\":%d,\"TotalPages\":%d,\"Result\":[%s]}"
            .formatted(
                rows.size(),
                (rows.size() + size - 1) / size,
                String.join(",", rows.subList(from, Math.min(rows.size(), from + size)))));
  }

  private static String event(int id, String day) {
    return """
        {"id":%d,"type_of_violence":1,"side_a":"Government of Israel","side_b":"Hezbollah",\
        "where_prec":1,"where_coordinates":"X","latitude":33.2,"longitude":35.4,\
        "country":"Lebanon","event_clarity":1,"date_prec":1,"date_start":"%s","date_end":"%s",\
        "best":3,"high":5,"low":2}"""
        .formatted(id, day, day);
  }

  private Counts poll(ConnectionSettings connection, String now, String token) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return Heard.once(source(clock, token), connection, clock);
  }

  private UcdpSource source(Clock clock, String token) {
    var settings =
        UcdpSettings.of(
            Map.of(
                UcdpSettings.URL,
                service.url() + "/api",
                UcdpSettings.TOKEN,
                token,
                UcdpSettings.PAGE_ROWS,
                "2"));
    var ingest = IngestSettings.of(Map.of(IngestSettings.DOWNLOAD_ATTEMPTS, "1"));
    return new UcdpSource(settings, ingest, UcdpRelease.of("24.0.1"), clock);
  }

  private static List<IncidentReport> reports(ConnectionSettings connection, int count) {
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      Awaitility.await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                reports.poll();
                assertThat(reports.values).hasSize(count);
              });
      return List.copyOf(reports.values);
    }
  }

  private static List<String> told(List<IncidentReport> reports) {
    return reports.stream()
        .map(r -> "%s %d %s".formatted(r.getReportId(), r.getVersion(), r.getState()))
        .collect(Collectors.toList());
  }

  @Test
  void releases_are_read_whole_as_they_come_out_and_later_ones_replace_and_withdraw() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.ucdp.", 1));
    releases.put(
        "24.0.1", List.of(event(1, "2024-01-03"), event(2, "2024-01-04"), event(3, "2024-01-05")));

    Counts first = poll(connection, "2024-02-20T10:00:00Z", TOKEN);
    assertThat(first.published()).isEqualTo(3);
    assertThat(first.ticks()).isEqualTo(488);
    assertThat(first.rejected()).isZero();
    assertThat(poll(connection, "2024-02-21T10:00:00Z", TOKEN)).isEqualTo(new Counts(0, 0, 0, 0));

    releases.put("25.1", List.of(event(1, "2024-01-03"), event(3, "2024-01-06")));
    Counts annual = poll(connection, "2025-06-20T10:00:00Z", TOKEN);
    assertThat(annual.published()).isEqualTo(3);
    assertThat(annual.withdrawn()).isEqualTo(1);

    List<IncidentReport> reports = reports(connection, 6);
    assertThat(told(reports))
        .containsExactly(
            "ucdp/1 24001 ACTIVE",
            "ucdp/2 24001 ACTIVE",
            "ucdp/3 24001 ACTIVE",
            "ucdp/1 25101 ACTIVE",
            "ucdp/3 25101 ACTIVE",
            "ucdp/2 25101 RETRACTED");
    assertThat(reports)
        .allMatch(IncidentReport::getRedistributable)
        .allMatch(r -> r.getLicence().contains("CC BY 4.0"));
    assertThat(reports.get(0).getPublishedAt()).isEqualTo("2024-02-20T10:00:00Z");
  }

  @Test
  void a_release_broken_off_goes_on_at_its_page_and_says_the_same_a_day_later() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.ucdp-broken.", 1));
    var rows = new ArrayList<String>();
    for (int id = 1; id <= 5; id++) {
      rows.add(event(id, "2024-01-03"));
    }
    releases.put("24.0.1", rows);
    breakAt = "24.0.1 1";
    assertThatThrownBy(() -> poll(connection, "2024-02-20T10:00:00Z", TOKEN))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("UCDP 24.0.1, page 1 is not whole JSON");

    breakAt = "";
    assertThat(poll(connection, "2024-02-21T10:00:00Z", TOKEN).published()).isEqualTo(3);

    assertThat(reports(connection, 5))
        .extracting(IncidentReport::getPublishedAt)
        .containsOnly(Instant.parse("2024-02-20T10:00:00Z"));
    assertThat(service.asked.stream().filter(a -> a.path().endsWith("24.0.1")))
        .extracting(a -> a.get("page"))
        .containsExactly("0", "1", "1", "2");
  }

  @Test
  void what_nobody_vouched_for_between_two_releases_is_healthy_once_the_next_is_out() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.ucdp-between.", 1));
    releases.put("24.0.1", List.of(event(1, "2024-01-03")));
    Instant first = Instant.parse("2024-02-10T10:00:00Z");
    Instant second = Instant.parse("2024-03-25T10:00:00Z");
    var clock = new MovedClock(first);
    UcdpSource source = source(clock, TOKEN);
    var heard = new Heard();
    try (var poller = heard.poller(source, connection, clock)) {
      poller.once();
      poller.run(
          pause -> {
            clock.move(source.cadence());
            return !clock.instant().isBefore(second);
          });
      assertThat(heard.silences).isNotEmpty();
      clock.set(second);
      releases.put("24.0.2", List.of(event(2, "2024-02-03")));
      poller.once();
    }

    try (var ticks = new Outputs.Follower<>(connection, connection.topics().ticks())) {
      ticks.toEnd();
      assertThat(ticks.values)
          .filteredOn(t -> t.getHealth() == FeedHealth.HEALTHY && !t.getFrom().isBefore(first))
          .extracting(Tick::getFrom)
          .startsWith(first);
      assertThat(ticks.values)
          .filteredOn(t -> t.getHealth() == FeedHealth.HEALTHY)
          .extracting(Tick::getTime)
          .isSorted()
          .doesNotHaveDuplicates()
          .endsWith(second);
    }
  }

  @Test
  void a_wrong_token_and_no_release_at_all_are_told() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.ucdp-wrong.", 1));

    assertThatThrownBy(() -> poll(connection, "2024-02-20T10:00:00Z", "hunter2"))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("401", "token")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> poll(connection, "2024-02-20T10:00:00Z", TOKEN))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no release from 24.0.1 on");
  }
}
