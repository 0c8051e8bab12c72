package io.brinkwatch.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. */
public final class MovedClock extends Clock {
  private volatile Instant now;

  /** Begins to stand. */
  public MovedClock(Instant now) {
    this.now = now;
  }

  /** Moves it to a time. */
  public void set(Instant time) {
    now = time;
  }

  /** Moves it by a stretch. */
  public void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
