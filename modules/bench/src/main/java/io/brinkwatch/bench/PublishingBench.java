package io.brinkwatch.bench;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.gdelt.GdeltEvents;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.input.Locations;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.MessageStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The same files to a broker and registry of their own, in transactions, as {@code ingest} does:
 * checksum, reading, progress and reports. The broker shares the processors with it.
 */
@BenchmarkMode(Mode.Throughput)
@State(Scope.Benchmark)
public class PublishingBench {
  /** Which rows. */
  @Param({"GDELT", "GDELT_DENSE"})
  public String shape;

  /** How many of them. */
  @Param("20000")
  public long size;

  private final Clock clock = Clock.systemUTC();
  private final IngestSettings settings = IngestSettings.of(Map.of());
  private Bed bed;
  private Path file;
  private ConnectionSettings connection;
  private FeedPublisher publisher;
  private int feeds;

  @Setup
  public void start() throws IOException {
    bed = Bed.start();
    file = Invented.valueOf(shape).rows(bed.directory().resolve("events.csv"), size);
    connection = Bed.prepare(bed.properties("bench.publishing."));
  }

  /** A feed that knows the file already would pass over it. */
  @Setup(Level.Invocation)
  public void open() {
    var feed = new Feed("bench-" + feeds++, FeedFamily.GDELT);
    publisher =
        FeedPublisher.open(
            connection, feed, MessageStatus.EXERCISE, clock, GdeltEvents.v2(clock).revises());
  }

  @Benchmark
  public void published(ReadingBench.Rows counter) {
    var location =
        new Locations(
                bed.directory(),
                InputStream.nullInputStream(),
                settings.limits(),
                new Downloads(settings.downloads(), clock))
            .of(file.toString())
            .get(0);
    ingest(location);
    Verdicts.same(
        "reports published",
        Invented.valueOf(shape).incidents(size),
        publisher.counts().published());
    counter.rows += size;
  }

  private void ingest(Location location) {
    var listener =
        new Ingestion.Listener() {
          @Override
          public void refused(Row.Refused row) {
            throw new IllegalStateException("refused: " + row.rejection().getDetail());
          }

          @Override
          public void reached(String input, long rows) {}
        };
    var options = new Ingestion.Options(settings.batchRows(), false);
    new Ingestion(GdeltEvents.v2(clock), publisher, options, listener).ingest(location);
  }

  @TearDown(Level.Invocation)
  public void close() {
    publisher.close();
  }

  @TearDown
  public void stop() throws IOException {
    bed.close();
  }
}
