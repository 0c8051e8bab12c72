package io.brinkwatch.ingest.acled;

import io.brinkwatch.ingest.CsvTable;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Reads the CSV export of ACLED in its form since March 2023: 31 columns by name, in any order; the
 * ones that are not used may be missing.
 *
 * <p>A report's version is the row's {@code timestamp}, so a later export replaces an earlier one.
 * Notes are not passed on: they are ACLED's text, and no report may be given away.
 */
public final class AcledCsv implements SourceFormat {
  private final AcledMapper mapper;

  /**
   * An adapter.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public AcledCsv(Clock clock) {
    mapper = new AcledMapper(clock);
  }

  @Override
  public Feed feed() {
    return AcledMapper.FEED;
  }

  @Override
  public String manner(String origin) {
    return "acled";
  }

  @Override
  public void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException {
    CsvTable.withHeader(in, origin, AcledMapper.COLUMNS)
        .forEach(row -> rows.accept(mapper.row(row)));
  }
}
