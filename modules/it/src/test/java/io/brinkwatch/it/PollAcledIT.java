package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.FeedPublisher.Counts;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.acled.AcledSettings;
import io.brinkwatch.ingest.acled.AcledSource;
import io.brinkwatch.it.Service.Answer;
import io.brinkwatch.it.Service.Asked;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.Tick;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ACLED's interface, played by a server that holds invented rows, and a broker. */
class PollAcledIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-01T10:00:00Z"), ZoneOffset.UTC);
  private static final long WRITTEN = Instant.parse("2024-05-01T10:00:00Z").getEpochSecond();
  private static final long LATER = WRITTEN + 600_000;
  private static final LocalDate FIRST_DAY = LocalDate.parse("2024-03-01");
  private static final int PAGE_ROWS = 2;
  private static final String EVENTS = "/api/acled/read";
  private static final String PASSWORD = "p&ss word";

  /** A row of the service. */
  private record Event(int id, long timestamp, String subType, String fatalities) {
    String json() {
      boolean strike = subType.equals("Air/drone strike");
      return """
          {"event_id_cnty":"LBN%d","event_date":"2024-03-08","time_precision":"1","event_type":"%s",\
          "sub_event_type":"%s","actor1":"Military Forces of Israel (2022-)","inter1":"8",\
          "actor2":"Hezbollah","inter2":"3","country":"Lebanon","location":"X","latitude":"33.2",\
          "longitude":"35.4","geo_precision":"1","source_scale":"National","fatalities":"%s",\
          "timestamp":"%d"}"""
          .formatted(
              id,
              strike ? "Explosions/Remote violence" : "Protests",
              subType,
              fatalities,
              timestamp);
    }
  }

  private final List<Event> events = new ArrayList<>();
  private final Map<Integer, Long> deletions = new java.util.TreeMap<>();
  // answers to pages of events that come instead of the right ones, in turn; null: the right one
  private final Deque<Function<Asked, Answer>> instead = new ArrayDeque<>();
  private final List<String> grants = new ArrayList<>();
  private String token = "none yet";
  private boolean refreshes = true;
  private boolean away;
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
    if (away) {
      return Answer.status(503);
    }
    if (asked.path().equals("/oauth/token")) {
      return grant(asked);
    }
    if (!("Bearer " + token).equals(asked.headers().getFirst("Authorization"))) {
      return Answer.status(401);
    }
    if (!asked.path().equals(EVENTS)) {
      return page(asked, deletedRows(Long.parseLong(asked.get("deleted_timestamp"))));
    }
    Function<Asked, Answer> other = instead.isEmpty() ? a -> null : instead.removeFirst();
    Answer answer = other.apply(asked);
    return answer == null ? page(asked, rows(asked)) : answer;
  }

  private Answer grant(Asked asked) {
    String kind = asked.get("grant_type");
    grants.add(kind);
    boolean allowed =
        kind.equals("password")
            ? asked.get("username").equals("me") && asked.get("password").equals(PASSWORD)
            : refreshes && asked.get("refresh_token").equals("further");
    if (!allowed) {
      return Answer.status(400);
    }
    token = "token-" + grants.size();
    return Answer.of(
        "{\"access_token\":\"%s\",\"refresh_token\":\"further\",\"expires_in\":86400}"
            .formatted(token));
  }

  private List<String> rows(Asked asked) {
    long since = asked.get("timestamp").isEmpty() ? 0 : Long.parseLong(asked.get("timestamp"));
    return events.stream().filter(e -> e.timestamp() >= since).map(Event::json).toList();
  }

  private List<String> deletedRows(long since) {
    return deletions.entrySet().stream()
        .filter(e -> e.getValue() >= since)
        .map(
            e ->
                "{\"event_id_cnty\":\"LBN%d\",\"deleted_timestamp\":%d}"
                    .formatted(e.getKey(), e.getValue()))
        .toList();
  }

  private static Answer page(Asked asked, List<String> rows) {
    int limit = Integer.parseInt(asked.get("limit"));
    int from = Math.min(rows.size(), (Integer.parseInt(asked.get("page")) - 1) * limit);
    int to = Math.min(rows.size(), from + limit);
    return Answer.of(
        rows.subList(from, to).stream()
            .collect(Collectors.joining(",", "{\"success\":true,\"data\":[", "]}")));
  }

  private void strikes(int... ids) {
    for (int id : ids) {
      events.add(new Event(id, WRITTEN, "Air/drone strike", "2"));
    }
  }

  private AcledSource source(Clock clock) {
    var settings =
        AcledSettings.of(
            Map.of(
                AcledSettings.URL,
                service.url() + "/",
                AcledSettings.USERNAME,
                "me",
                AcledSettings.PASSWORD,
                PASSWORD,
                AcledSettings.PAGE_ROWS,
                "" + PAGE_ROWS));
    var ingest = IngestSettings.of(Map.of(IngestSettings.DOWNLOAD_ATTEMPTS, "2"));
    return new AcledSource(settings, ingest, FIRST_DAY, clock);
  }

  private Counts poll(ConnectionSettings connection) {
    return poll(connection, source(CLOCK));
  }

  private Counts poll(ConnectionSettings connection, AcledSource source) {
    return Heard.once(source, connection, CLOCK);
  }

  private static List<String> told(ConnectionSettings connection, int count) {
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      await(reports, count);
      assertThat(reports.values).noneMatch(IncidentReport::getRedistributable);
      return reports.values.stream()
          .map(r -> "%s %d %s".formatted(r.getReportId(), r.getVersion(), r.getState()))
          .toList();
    }
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

  private static String active(int id, long version) {
    return "acled/LBN%d %d ACTIVE".formatted(id, version);
  }

  private static String retracted(int id, long version) {
    return "acled/LBN%d %d RETRACTED".formatted(id, version);
  }

  @Test
  void a_round_tells_what_is_new_changed_recoded_and_deleted_and_the_next_one_nothing() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.acled.", 1));
    strikes(1, 2, 3);
    events.add(new Event(4, WRITTEN, "Air/drone strike", "many"));

    assertThat(poll(connection).published()).isEqualTo(3);
    assertThat(service.asked(EVENTS)).as("two full pages and an empty one").isEqualTo(3);
    assertThat(poll(connection)).isEqualTo(new Counts(0, 0, 0, 0));

    events.set(0, new Event(1, LATER, "Air/drone strike", "5"));
    events.set(1, new Event(2, LATER, "Peaceful protest", "0"));
    events.remove(2);
    deletions.put(3, LATER + 1);
    deletions.put(99, LATER + 1);
    Counts changed = poll(connection);
    assertThat(changed.published()).isEqualTo(3);
    assertThat(changed.withdrawn()).isEqualTo(2);
    assertThat(poll(connection)).isEqualTo(new Counts(0, 0, 0, 0));

    assertThat(told(connection, 6))
        .containsExactly(
            active(1, WRITTEN),
            active(2, WRITTEN),
            active(3, WRITTEN),
            active(1, LATER),
            retracted(2, LATER),
            retracted(3, LATER + 1));
    try (var rejected = new Outputs.Follower<>(connection, connection.topics().rejected());
        var ticks = new Outputs.Follower<>(connection, connection.topics().ticks())) {
      await(rejected, 1);
      assertThat(rejected.values).extracting(Rejection::getField).containsExactly("fatalities");
      Awaitility.await().atMost(LIMIT).until(() -> ticks.poll() > 0 || !ticks.values.isEmpty());
      assertThat(ticks.values.get(0).getFrom()).isEqualTo("2024-03-01T00:00:00Z");
      assertThat(ticks.values)
          .extracting(Tick::getTime)
          .as("up to the last change, and no further")
          .endsWith(Instant.ofEpochSecond(LATER));
    }
  }

  @Test
  void a_token_that_expires_between_two_pages_is_refreshed_once() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.acled-token.", 1));
    strikes(1, 2, 3);
    instead.add(a -> null);
    instead.add(a -> expired());

    assertThat(poll(connection).published()).isEqualTo(3);
    assertThat(grants).containsExactly("password", "refresh_token");
    assertThat(told(connection, 3)).hasSize(3);

    // a refresh token that is not taken either is replaced by the password
    refreshes = false;
    instead.add(a -> null);
    instead.add(a -> expired());
    strikes(4, 5, 6);
    assertThat(poll(connection).published()).isEqualTo(3);
    assertThat(grants.subList(2, grants.size()))
        .containsExactly("password", "refresh_token", "password");
  }

  private Answer expired() {
    token = "of another day";
    return Answer.status(401);
  }

  @Test
  void a_round_broken_off_between_two_pages_goes_on_without_gap_or_repeat() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.acled-broken.", 1));
    strikes(1, 2, 3, 4, 5);
    events.add(0, new Event(6, WRITTEN, "Air/drone strike", "many"));
    List<Answer> breaks =
        List.of(
            Answer.of("{\"success\":true,\"data\":[" + events.get(2).json() + ",{\"event"),
            Answer.of("<!DOCTYPE html><title>Maintenance</title>"),
            Answer.of("{\"success\":false,\"message\":\"limit\",\"data\":[]}"),
            Answer.of(""),
            Answer.status(403));
    for (Answer answer : breaks) {
      instead.add(a -> null);
      instead.add(a -> answer);
      assertThatThrownBy(() -> poll(connection))
          .isInstanceOf(SourceException.class)
          .hasMessageNotContaining(PASSWORD)
          .hasMessageNotContaining(token);
      instead.clear();
    }
    // what passes by itself breaks nothing off
    instead.add(a -> new Answer(429, "", Map.of("Retry-After", "0")));
    instead.add(a -> null);
    instead.add(a -> Answer.status(500));

    assertThat(poll(connection).published()).isEqualTo(4);

    assertThat(told(connection, 5)).doesNotHaveDuplicates();
    try (var rejected = new Outputs.Follower<>(connection, connection.topics().rejected())) {
      await(rejected, 1);
    }
  }

  @Test
  void what_is_written_while_pages_are_read_is_asked_for_again() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.acled-moving.", 1));
    strikes(1, 2);
    // written before the others, so that to ask on from the latest would miss it
    events.add(new Event(3, WRITTEN - 60, "Air/drone strike", "2"));
    instead.add(a -> null);
    // the first goes while the second page is on its way, so the third slips to the page before
    instead.add(
        a -> {
          events.remove(0);
          deletions.put(1, CLOCK.instant().getEpochSecond() - 1);
          return null;
        });

    assertThat(poll(connection).published()).as("two, and one of them deleted").isEqualTo(3);
    assertThat(poll(connection).published()).as("the one that slipped through").isEqualTo(1);
    assertThat(told(connection, 4)).contains(active(3, WRITTEN - 60));
  }

  @Test
  void what_nobody_vouched_for_during_an_outage_is_healthy_once_the_source_tells_again() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.acled-outage.", 1));
    var clock = new MovedClock(CLOCK.instant());
    AcledSource source = source(clock);
    strikes(1);
    var heard = new Heard();
    try (var poller = heard.poller(source, connection, clock)) {
      poller.once();
      away = true;
      Instant back = clock.instant().plus(source.patience());
      poller.run(
          pause -> {
            clock.move(source.cadence());
            return clock.instant().isAfter(back);
          });
      assertThat(heard.failures).last().asString().contains("status 503");
      assertThat(heard.silences).isNotEmpty();
      away = false;
      events.add(new Event(2, LATER, "Air/drone strike", "2"));
      poller.once();
    }

    try (var ticks = new Outputs.Follower<>(connection, connection.topics().ticks())) {
      ticks.toEnd();
      assertThat(ticks.values)
          .as("time went on, beyond what the source was to tell of")
          .anyMatch(
              t ->
                  t.getHealth() == FeedHealth.UNKNOWN
                      && t.getTime().isAfter(Instant.ofEpochSecond(LATER)));
      Instant vouched = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
      for (Tick tick : ticks.values) {
        if (tick.getHealth() == FeedHealth.HEALTHY) {
          assertThat(tick.getFrom()).as("neither gap nor overlap").isEqualTo(vouched);
          vouched = tick.getTime();
        }
      }
      assertThat(vouched).isEqualTo(Instant.ofEpochSecond(LATER));
    }
  }

  @Test
  void a_wrong_password_is_told_and_not_shown() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.acled-wrong.", 1));
    var settings =
        AcledSettings.of(
            Map.of(
                AcledSettings.URL, service.url(),
                AcledSettings.USERNAME, "me",
                AcledSettings.PASSWORD, "hunter2"));
    var source = new AcledSource(settings, IngestSettings.of(Map.of()), FIRST_DAY, CLOCK);

    assertThat(settings.toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> poll(connection, source))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("/oauth/token", "400", "check acled.username and acled.password")
        .hasMessageNotContaining("hunter2");
  }
}
