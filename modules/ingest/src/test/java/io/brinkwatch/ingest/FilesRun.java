package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Limits;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.input.Locations;
import io.brinkwatch.model.Rejection;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ingests files of one directory again and again, each time by a publisher of its own. */
public final class FilesRun {
  private final FeedRun feed;
  private final Path directory;
  private final Clock clock;
  private final List<Rejection> refused = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Of which nothing is known yet. */
  public FilesRun(FeedRun feed, Path directory, Clock clock) {
    this.feed = feed;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Ingests what words name, as the command does; what became of each, those left out that could
   * not be read on.
   */
  public List<Ingestion.Result> ingest(SourceFormat format, String... words) {
    var results = new ArrayList<Ingestion.Result>();
    try (var publisher = feed.open()) {
      var ingestion =
          new Ingestion(format, publisher, new Ingestion.Options(100, false), new Heard());
      List<Location> locations =
          List.of(words).stream().flatMap(word -> locations().of(word).stream()).toList();
      for (Location location : locations) {
        try {
          results.add(ingestion.ingest(location));
        } catch (SourceException e) {
          assertThat(e).hasMessageContaining("cannot be read on");
        }
      }
      locations.stream().filter(ingestion::isToReadAgain).forEach(ingestion::ingest);
    }
    return results;
  }

  /** What was said of rows that cannot be used. */
  public List<Rejection> refused() {
    return refused;
  }

  /** What else was said. */
  public List<String> warnings() {
    return warnings;
  }

  private Locations locations() {
    var second = Duration.ofSeconds(1);
    var downloads = new Downloads(new Downloads.Settings(second, 1, 1, second), clock);
    return new Locations(
        directory, InputStream.nullInputStream(), new Limits(1 << 20, 100), downloads);
  }

  private final class Heard implements Ingestion.Listener {
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
  }
}
