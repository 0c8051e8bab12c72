package io.brinkwatch.ingest.live;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedState;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.model.FeedHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A source that is asked again and again over HTTP. One thread at a time uses it. */
public interface LiveSource {
  /** The feed whose reports come out. */
  Feed feed();

  /** Whether it changes rows it has told before; as {@link SourceFormat#revises}. */
  boolean revises();

  /** Time between two rounds. */
  Duration cadence();

  /** Time between two things it tells, if that is longer than the time between two rounds. */
  default Duration rhythm() {
    return Duration.ZERO;
  }

  /** For how long it may account for nothing new before it counts as silent. */
  default Duration patience() {
    Duration asked = patience(cadence());
    return asked.compareTo(rhythm()) > 0 ? asked : rhythm();
  }

  /** The patience with a source that has something new whenever it is asked. */
  static Duration patience(Duration cadence) {
    return cadence.multipliedBy(3);
  }

  /** Up to when it has accounted for time, in this run or an earlier one; empty: not yet at all. */
  Optional<Instant> accountedTo(FeedState state);

  /**
   * Asks once. What is new is published and committed as it goes, with how far that has come, so
   * that a killed round is resumed and nothing is published twice. Up to when the source has
   * accounted for time is staged only: it is committed with the ticks that say so.
   *
   * @return what the feed now accounts for
   * @throws SourceException if the source cannot be reached, or answers with what cannot be used;
   *     what was committed stays
   * @throws PublishException if the broker or the registry fails
   */
  List<Stretch> round(FeedPublisher publisher, Ingestion.Listener listener);

  /** A stretch of event time and how the feed fared in it. */
  record Stretch(Instant from, Instant to, FeedHealth health) {
    /** A healthy time; none if it is over before it begins. */
    public static List<Stretch> healthy(Instant from, Instant to) {
      return from.isBefore(to) ? List.of(new Stretch(from, to, FeedHealth.HEALTHY)) : List.of();
    }
  }
}
