package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Tick;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FeedPublisherTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final Feed DESK = new Feed("desk", FeedFamily.ANALYST);

  private final FeedRun feed = new FeedRun(DESK, CLOCK);

  private static IncidentReport deletion(Instant at) {
    return IncidentReport.newBuilder(account(at)).setState(RecordState.RETRACTED).build();
  }

  private static IncidentReport account(Instant at) {
    String json =
        """
        {"id":"a","occurred_at":"2025-05-09","precision":"day","type":"israeli_strike",\
        "actor":"Israel","target":"Hezbollah","country":"Lebanon","place":"X","lat":33.3,\
        "lon":35.4,"summary":"s","source_name":"n"}""";
    Row row = CuratedBodies.rows(json, DESK, "request", CLOCK).get(0);
    return IncidentReport.newBuilder(((Row.Reported) row).report()).setPublishedAt(at).build();
  }

  @Test
  void a_deletion_of_what_was_never_told_is_noted_once_however_often_it_is_told() {
    try (var publisher = feed.open()) {
      assertThat(publisher.delete(deletion(NOON))).isFalse();
      assertThat(publisher.isStaged()).isTrue();
      publisher.commit();

      publisher.delete(deletion(NOON));
      publisher.delete(deletion(NOON.minusSeconds(1)));
      assertThat(publisher.isStaged()).as("it would never be forgotten").isFalse();

      publisher.delete(deletion(NOON.plusSeconds(1)));
      assertThat(publisher.isStaged()).isTrue();
    }
    assertThat(feed.reports()).isEmpty();
  }

  @Test
  void no_tick_lies_after_now_whatever_is_told() {
    try (var publisher = feed.open()) {
      publisher.tick(NOON.minusSeconds(60), NOON.plusSeconds(60), FeedHealth.HEALTHY);
      publisher.tick(NOON.plusSeconds(60), NOON.plusSeconds(120), FeedHealth.HEALTHY);
      publisher.commit();
    }
    assertThat(feed.ticks())
        .extracting(Tick::getFrom, Tick::getTime)
        .containsExactly(tuple(NOON.minusSeconds(60), NOON));
  }

  @Test
  void what_was_told_with_one_status_is_told_again_with_another() {
    IncidentReport report = account(NOON);
    try (var publisher = feed.open()) {
      assertThat(publisher.report(report, "a.csv").told()).isEqualTo(FeedPublisher.Told.NEW);
      publisher.item("a.csv", done());
      publisher.commit();
    }
    try (var publisher = feed.open(MessageStatus.EXERCISE)) {
      assertThat(publisher.state().item("a.csv")).isEmpty();
      assertThat(publisher.report(report, "a.csv").told()).isEqualTo(FeedPublisher.Told.NEW);
      publisher.commit();
    }
    try (var publisher = feed.open()) {
      assertThat(publisher.state().item("a.csv")).isPresent();
      assertThat(publisher.report(report, "a.csv").told()).isEqualTo(FeedPublisher.Told.UNCHANGED);
    }
    assertThat(feed.reports())
        .extracting(IncidentReport::getStatus)
        .containsExactly(MessageStatus.ACTUAL, MessageStatus.EXERCISE);
  }

  private static ItemProgress done() {
    return ItemProgress.newBuilder().setMd5("m").setRows(1).setDone(true).build();
  }
}
