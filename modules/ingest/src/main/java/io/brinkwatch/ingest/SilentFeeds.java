package io.brinkwatch.ingest;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Which feeds have said nothing for long, by what has been seen of their ticks. */
final class SilentFeeds {
  /** A feed that was silent for longer is none that anyone expects to hear. */
  static final Duration LIVE = Duration.ofDays(30);

  private final Duration silence;
  private final TreeMap<String, Told> told = new TreeMap<>();

  /** What a feed last told, and until when somebody has accounted for it. */
  private record Told(FeedFamily family, Instant own, Instant any) {}

  /** A stretch of which nobody tells. */
  record Gap(String feed, FeedFamily family, Instant from, Instant to) {}

  /**
   * @param silence after which a feed counts as silent
   */
  SilentFeeds(Duration silence) {
    this.silence = silence;
  }

  /** Notes a tick; one of unknown health came from a watchdog and is no word of the feed. */
  void note(Tick tick) {
    boolean own = tick.getHealth() != FeedHealth.UNKNOWN;
    Told now = new Told(tick.getFamily(), own ? tick.getTime() : Instant.MIN, tick.getTime());
    told.merge(
        tick.getFeed(),
        now,
        (a, b) -> new Told(b.family(), later(a.own(), b.own()), later(a.any(), b.any())));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** The gaps to tell of now: of each silent feed the stretch since anybody accounted for it. */
  List<Gap> gaps(Instant now) {
    return told.entrySet().stream()
        .filter(e -> e.getValue().own().isAfter(now.minus(LIVE)))
        .filter(e -> !e.getValue().any().isAfter(now.minus(silence)))
        .map(e -> new Gap(e.getKey(), e.getValue().family(), e.getValue().any(), now))
        .toList();
  }
}
