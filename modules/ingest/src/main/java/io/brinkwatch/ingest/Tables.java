package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reviewed tables that travel with the program. */
public final class Tables {
  private Tables() {}

  /** All rows of a table on the class path. */
  public static List<NamedCsvRecord> read(String resource) {
    var reader = CsvReader.builder().commentStrategy(CommentStrategy.SKIP);
    try (InputStream in = open(resource);
        var rows = reader.ofNamedCsvRecord(in)) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
  }

  static InputStream open(String resource) throws IOException {
    InputStream in = Tables.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IOException(resource + " is missing from the class path; the build is incomplete");
    }
    return in;
  }
}
