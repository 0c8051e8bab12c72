package io.brinkwatch.ingest;

import io.brinkwatch.model.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How a recorded source is published.
 *
 * @param status ACTUAL, or EXERCISE for a replay
 * @param tickEvery event time between two ticks; divides a day
 * @param endTicks no tick is later than this; null: the last is the first that covers all reports
 * @param pace how fast
 */
public record FeedOptions(MessageStatus status, Duration tickEvery, Instant endTicks, Pace pace) {
  private static final Duration DAY = Duration.ofDays(1);

  public FeedOptions {
    Objects.requireNonNull(status);
    Objects.requireNonNull(pace);
    if (tickEvery.isNegative()
        || tickEvery.toMillis() == 0
        || DAY.toMillis() % tickEvery.toMillis() != 0) {
      throw new IllegalArgumentException(
          "tickEvery is %s; it must divide a day".formatted(tickEvery));
    }
  }

  /** As fast as it goes, with a tick every six hours until all reports are covered. */
  public static FeedOptions of(MessageStatus status) {
    return new FeedOptions(status, Duration.ofHours(6), null, Pace.max());
  }
}
