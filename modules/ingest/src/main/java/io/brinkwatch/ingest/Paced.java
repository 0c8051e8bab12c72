package io.brinkwatch.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps event time at a multiple of the clock. What is behind is not slowed down to catch up. */
final class Paced implements Pace {
  private final double factor;
  private final Clock clock;
  private final Sleeper sleeper;
  private Instant firstEvent;
  private Instant start;

  Paced(double factor, Clock clock, Sleeper sleeper) {
    this.factor = factor;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public void until(Instant eventTime) throws InterruptedException {
    Instant now = clock.instant();
    if (firstEvent == null) {
      firstEvent = eventTime;
      start = now;
    }
    double millis = Duration.between(firstEvent, eventTime).toMillis() / factor;
    Duration wait = Duration.between(now, start.plusMillis(Math.round(millis)));
    if (!wait.isNegative() && !wait.isZero()) {
      sleeper.sleep(wait);
    }
  }
}
