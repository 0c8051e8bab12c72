package io.brinkwatch.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How fast event time goes by while a source is played. */
@FunctionalInterface
public interface Pace {

  /** Waits; a test passes one that does not. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /** Returns when it is time for what happened then. Called with times that never go back. */
  void until(Instant eventTime) throws InterruptedException;

  /** As fast as it goes. */
  static Pace max() {
    return eventTime -> {};
  }

  /**
   * So many times faster than the clock, from the first event on.
   *
   * @param factor seconds of event time per second; above 0
   */
  static Pace times(double factor, Clock clock, Sleeper sleeper) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("pace is " + factor + "; it must be above 0");
    }
    return new Paced(factor, clock, sleeper);
  }

  /** The same with the system's clock. */
  static Pace times(double factor) {
    return times(factor, Clock.systemUTC(), time -> Thread.sleep(time.toMillis()));
  }
}
