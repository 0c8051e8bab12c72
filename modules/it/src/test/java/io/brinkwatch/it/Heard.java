package io.brinkwatch.it;

import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedPublisher.Counts;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.live.LiveSource;
import io.brinkwatch.ingest.live.LiveSource.Stretch;
import io.brinkwatch.ingest.live.Poller;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a poll has told its listener. */
final class Heard implements Poller.Listener {
  final List<Rejection> refused = new ArrayList<>();
  final List<RuntimeException> failures = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  final List<Instant> silences = new ArrayList<>();
  Counts published;

  @Override
  public void refused(Row.Refused row) {
    refused.add(row.rejection());
  }

  @Override
  public void warned(String what) {
    warnings.add(what);
  }

  @Override
  public void reached(String input, long rows) {
    // nobody watches
  }

  @Override
  public void asked(List<Stretch> stretches, Counts counts) {
    published = counts;
  }

  @Override
  public void failed(RuntimeException why, Duration again) {
    failures.add(why);
  }

  @Override
  public void silent(Instant since) {
    silences.add(since);
  }

  /** Polls a source once, by a publisher of its own; what was published. */
  static Counts once(LiveSource source, ConnectionSettings connection, Clock clock) {
    var heard = new Heard();
    try (var poller = heard.poller(source, connection, clock)) {
      poller.once();
    }
    return heard.published;
  }

  /** A poller that this one listens to. */
  Poller poller(LiveSource source, ConnectionSettings connection, Clock clock) {
    return new Poller(
        source,
        () ->
            FeedPublisher.open(
                connection, source.feed(), MessageStatus.ACTUAL, clock, source.revises()),
        clock,
        this);
  }
}
