package io.brinkwatch.ingest;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Which live feeds have said nothing for long. A feed is live if it tells of the present: one that
 * plays a recording has a time of its own, and nobody speaks for it.
 */
final class SilentFeeds {
  // a feed that tells every six hours is not silent after one
  private static final int STRETCHES = 3;
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final MessageStatus status;
  private final Duration silence;
  private final TreeMap<String, Told> told = new TreeMap<>();

  /** Until when somebody has accounted for a feed, and how long it may be silent. */
  private record Told(FeedFamily family, Instant until, Duration patience) {}

  /** A stretch of which nobody tells. */
  record Gap(String feed, FeedFamily family, Instant from, Instant to) {}

  /**
   * @param status of the ticks that count
   * @param silence after which a feed counts as silent, at least; more if its own ticks are rarer
   */
  SilentFeeds(MessageStatus status, Duration silence) {
    this.status = status;
    this.silence = silence;
  }

  /** Notes a tick, if the topologies would take it and it tells of the present. */
  void note(Tick tick) {
    Duration stretch = Duration.between(tick.getFrom(), tick.getTime());
    Duration lag = Duration.between(tick.getTime(), tick.getToldAt());
    boolean spokenFor = tick.getHealth() == FeedHealth.UNKNOWN;
    Told before = told.get(tick.getFeed());
    Duration patience =
        spokenFor
            ? (before == null ? silence : before.patience())
            : longer(silence, stretch.multipliedBy(STRETCHES));
    boolean usable =
        tick.getStatus() == status
            && !stretch.isNegative()
            && lag.compareTo(CLOCK_SKEW.negated()) >= 0;
    if (!usable) {
      return;
    }
    if (lag.compareTo(patience) > 0) {
      told.remove(tick.getFeed()); // a recording, from here on
      return;
    }
    boolean newer = before == null || tick.getTime().isAfter(before.until());
    Instant until = newer ? tick.getTime() : before.until();
    told.put(tick.getFeed(), new Told(tick.getFamily(), until, patience));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** The gaps to tell of now: of each silent feed the stretch since anybody accounted for it. */
  List<Gap> gaps(Instant now) {
    return told.entrySet().stream()
        .filter(e -> !e.getValue().until().isAfter(now.minus(e.getValue().patience())))
        .map(e -> new Gap(e.getKey(), e.getValue().family(), e.getValue().until(), now))
        .toList();
  }
}
