package io.brinkwatch.replay;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.Pace;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.streams.StreamsSettings;
import java.time.Duration;

/**
 * What to replay with.
 *
 * @param streams of the topologies; their status is given to all that is published
 * @param reference tells the theatres, and with which steps and grace levels are judged
 * @param feed that carries the reports
 * @param pace how fast
 * @param patience after which a replay in which nothing happens any more is given up
 */
public record ReplaySettings(
    StreamsSettings streams, ReferenceSet reference, Feed feed, Pace pace, Duration patience) {}
