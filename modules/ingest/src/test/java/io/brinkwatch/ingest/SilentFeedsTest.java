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
  private final SilentFeeds feeds = new SilentFeeds(Duration.ofHours(1));

  private void tick(String feed, Instant time, FeedHealth health) {
    feeds.note(
        Tick.newBuilder()
            .setFeed(feed)
            .setFamily(FeedFamily.WIRE)
            .setStatus(MessageStatus.ACTUAL)
            .setFrom(time.minusSeconds(900))
            .setTime(time)
            .setHealth(health)
            .build());
  }

  @Test
  void a_feed_that_ticks_is_not_spoken_for() {
    tick("wire", NOON, FeedHealth.HEALTHY);
    assertThat(feeds.gaps(NOON.plusSeconds(3_599))).isEmpty();
  }

  @Test
  void a_silent_feed_is_spoken_for_from_where_it_stopped_and_then_from_where_that_ended() {
    tick("wire", NOON, FeedHealth.HEALTHY);
    tick("other", NOON.plusSeconds(1_800), FeedHealth.DOWN);
    Instant one = NOON.plusSeconds(3_600);
    assertThat(feeds.gaps(one)).containsExactly(new Gap("wire", FeedFamily.WIRE, NOON, one));
    tick("wire", one, FeedHealth.UNKNOWN);
    assertThat(feeds.gaps(one.plusSeconds(60))).isEmpty();
    Instant two = one.plusSeconds(3_600);
    assertThat(feeds.gaps(two)).contains(new Gap("wire", FeedFamily.WIRE, one, two));
  }

  @Test
  void a_feed_of_the_past_is_left_in_peace_whoever_spoke_for_it() {
    tick("history", NOON, FeedHealth.HEALTHY);
    Instant later = NOON.plus(SilentFeeds.LIVE);
    tick("history", later.minusSeconds(7_200), FeedHealth.UNKNOWN);
    assertThat(feeds.gaps(later.minusSeconds(60))).hasSize(1);
    assertThat(feeds.gaps(later)).isEmpty();
  }
}
