package io.brinkwatch.testkit;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Tick;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Duration;
import java.time.Instant;

/** Ticks of the cast's feeds. */
public final class Ticks {
  static {
    TrustedClasses.trust(IncidentReport.class.getPackageName());
  }

  private Ticks() {}

  /** A healthy tick of the wire for the stretch that ends at {@code time}. */
  public static Tick wire(Instant time, Duration stretch) {
    return tick(Cast.WIRE, FeedFamily.WIRE, time, stretch, FeedHealth.HEALTHY);
  }

  public static Tick desk(Instant time, Duration stretch) {
    return tick(Cast.DESK, FeedFamily.CURATED, time, stretch, FeedHealth.HEALTHY);
  }

  public static Tick tick(
      String feed, FeedFamily family, Instant time, Duration stretch, FeedHealth health) {
    return Tick.newBuilder()
        .setFeed(feed)
        .setFamily(family)
        .setStatus(MessageStatus.ACTUAL)
        .setFrom(time.minus(stretch))
        .setTime(time)
        .setHealth(health)
        .build();
  }
}
