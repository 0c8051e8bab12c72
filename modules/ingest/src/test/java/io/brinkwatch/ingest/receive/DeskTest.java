package io.brinkwatch.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.CuratedBodies;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher.Answer;
import io.brinkwatch.ingest.FeedPublisher.Told;
import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IncidentReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a request that comes again. */
class DeskTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
  private static final Duration TICKS = Duration.ofMinutes(15);
  private static final Feed DESK = new Feed("desk", FeedFamily.ANALYST);

  private final FeedRun feed = new FeedRun(DESK, at(NOON));

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private Desk desk(Instant now) {
    return new Desk(feed::open, at(now), TICKS);
  }

  private static List<IncidentReport> request(String... summaries) {
    return List.of(summaries).stream().map(DeskTest::report).toList();
  }

  /** The same report each time, in other words. */
  private static IncidentReport report(String summary) {
    return report(summary, 1);
  }

  private static IncidentReport report(String summary, int version) {
    String json =
        """
        {"id":"a","occurred_at":"2025-05-09","precision":"day","type":"israeli_strike",\
        "actor":"Israel","target":"Hezbollah","country":"Lebanon","place":"X","lat":33.3,\
        "lon":35.4,"summary":"%s","source_name":"n","version":%d}"""
            .formatted(summary, version);
    List<Row> rows = CuratedBodies.rows(json, DESK, "request", at(NOON));
    return ((Row.Reported) rows.get(0)).report();
  }

  private List<String> published() {
    return feed.reports().stream().map(IncidentReport::getSummary).toList();
  }

  @Test
  void a_request_sent_again_is_answered_as_the_first_time_and_undoes_no_correction()
      throws Exception {
    List<Answer> first;
    try (var desk = desk(NOON)) {
      first = desk.publish(request("A", "A"), "k1", "md5 of A");
      desk.publish(request("B"), "k2", "md5 of B");
      assertThat(desk.publish(request("A", "A"), "k1", "md5 of A")).isEqualTo(first);
    }
    try (var desk = desk(NOON.plusSeconds(60))) {
      assertThat(desk.publish(request("A", "A"), "k1", "md5 of A"))
          .as("after a restart")
          .isEqualTo(first);
    }
    assertThat(first).containsExactly(new Answer(Told.NEW, 1), new Answer(Told.UNCHANGED, 1));
    assertThat(published()).containsExactly("A", "B");
  }

  @Test
  void an_older_version_that_comes_late_does_not_undo_one_that_repeats_what_stood()
      throws Exception {
    try (var desk = desk(NOON)) {
      desk.publish(List.of(report("A", 1)), null, "");
      desk.publish(List.of(report("A", 3)), null, "");
      assertThat(desk.publish(List.of(report("B", 2)), null, ""))
          .containsExactly(new Answer(Told.UNCHANGED, 1));
    }
    assertThat(published()).containsExactly("A");
  }

  @Test
  void a_request_that_failed_halfway_is_taken_when_it_comes_again() throws Exception {
    try (var desk = desk(NOON)) {
      feed.refuseNextCommit();
      assertThatThrownBy(() -> desk.publish(request("A"), "k1", "md5 of A"))
          .isInstanceOf(PublishException.class);
      assertThat(desk.publish(request("A"), "k1", "md5 of A"))
          .containsExactly(new Answer(Told.NEW, 1));
    }
    assertThat(published()).containsExactly("A");
  }

  @Test
  void a_key_is_forgotten_after_a_day_and_no_sooner() throws Exception {
    try (var desk = desk(NOON)) {
      desk.publish(request("A"), "k1", "md5 of A");
    }
    Instant dayLater = NOON.plus(Duration.ofDays(1));
    try (var desk = desk(dayLater)) {
      desk.tick();
      assertThatThrownBy(() -> desk.publish(request("B"), "k1", "md5 of B"))
          .isInstanceOf(Desk.KeyReused.class);
    }
    try (var desk = desk(dayLater.plusMillis(1))) {
      desk.tick();
      assertThat(desk.publish(request("B"), "k1", "md5 of B"))
          .containsExactly(new Answer(Told.NEW, 2));
    }
  }
}
