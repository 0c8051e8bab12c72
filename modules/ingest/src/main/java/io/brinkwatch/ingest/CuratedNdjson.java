package io.brinkwatch.ingest;

import io.brinkwatch.ingest.Lines.Line;
import io.brinkwatch.model.RejectionReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the fields of {@link CuratedCsv} as newline-delimited JSON: one object per line, in UTF-8.
 *
 * <p>Values are text or numbers. {@code actor} and {@code target} may be lists of text instead of
 * names with semicolons between them. A field that is null or not there is empty; an unknown one is
 * a fault. Empty lines are passed over.
 */
public final class CuratedNdjson implements SourceFormat {
  private final Feed feed;
  private final Clock clock;

  /**
   * An adapter.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public CuratedNdjson(Clock clock) {
    this(Feed.CURATED, clock);
  }

  /** An adapter for another feed, whose name begins the ids of its reports. */
  public CuratedNdjson(Feed feed, Clock clock) {
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public Feed feed() {
    return feed;
  }

  @Override
  public String manner(String origin) {
    return "ndjson";
  }

  @Override
  public void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException {
    var lines = new Lines(new BufferedInputStream(in));
    var reading = new CuratedReading(feed, origin, clock);
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null || !line.text().isBlank()) {
        rows.accept(row(line, reading));
      }
    }
  }

  private static Row row(Line line, CuratedReading reading) {
    var faults = new Faults();
    if (line.fault() != null) {
      faults.add(RejectionReason.MALFORMED, null, line.fault());
      return reading.refused(new CuratedRow(line.number(), Map.of()), faults);
    }
    CuratedRow row = CuratedJson.parse(line.text(), line.number(), faults);
    return faults.none() || !row.cells().isEmpty()
        ? reading.row(row, faults)
        : reading.refused(row, faults);
  }
}
