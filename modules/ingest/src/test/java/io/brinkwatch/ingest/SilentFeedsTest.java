package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.SilentFeeds.Gap;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Tick;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilentFeedsTest {
  private static final Instant NOON = Instant.parse("2023-10-08T12:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);
  private final SilentFeeds feeds = new SilentFeeds(MessageStatus.ACTUAL, HOUR);

  private static Tick.Builder tick(Instant time, Duration stretch) {
    return Tick.newBuilder()
        .setFeed("wire")
        .setFamily(FeedFamily.WIRE)
        .setStatus(MessageStatus.ACTUAL)
        .setFrom(time.minus(stretch))
        .setTime(time)
        .setToldAt(time.plusSeconds(20))
        .setHealth(FeedHealth.HEALTHY);
  }

  @Test
  void a_feed_that_ticks_is_not_spoken_for() {
    feeds.note(tick(NOON, QUARTER).build());
    assertThat(feeds.gaps(NOON.plusSeconds(3_599))).isEmpty();
  }

  @Test
  void a_silent_feed_is_spoken_for_from_where_it_stopped_and_then_from_where_that_ended() {
    feeds.note(tick(NOON, QUARTER).build());
    Instant one = NOON.plus(HOUR);
    assertThat(feeds.gaps(one)).containsExactly(new Gap("wire", FeedFamily.WIRE, NOON, one));
    feeds.note(tick(one, HOUR).setHealth(FeedHealth.UNKNOWN).build());
    assertThat(feeds.gaps(one.plusSeconds(60))).isEmpty();
    Instant two = one.plus(HOUR);
    assertThat(feeds.gaps(two)).containsExactly(new Gap("wire", FeedFamily.WIRE, one, two));
  }

  @Test
  void a_feed_whose_ticks_are_rare_has_more_time() {
    feeds.note(tick(NOON, Duration.ofHours(6)).build());
    assertThat(feeds.gaps(NOON.plus(Duration.ofHours(17)))).isEmpty();
    assertThat(feeds.gaps(NOON.plus(Duration.ofHours(18)))).hasSize(1);
  }

  @Test
  void a_recording_has_a_time_of_its_own() {
    Instant then = NOON.minus(Duration.ofDays(20));
    feeds.note(tick(then, QUARTER).setToldAt(NOON).build());
    assertThat(feeds.gaps(NOON.plus(Duration.ofDays(2)))).isEmpty();
  }

  @Test
  void a_tick_that_the_topologies_refuse_is_no_sign_of_life() {
    feeds.note(tick(NOON, QUARTER).build());
    feeds.note(tick(NOON.plus(HOUR), QUARTER).setStatus(MessageStatus.EXERCISE).build());
    feeds.note(tick(NOON.plus(Duration.ofDays(36_500)), QUARTER).setToldAt(NOON).build());
    assertThat(feeds.gaps(NOON.plus(HOUR))).hasSize(1);
  }
}
