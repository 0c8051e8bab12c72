package io.brinkwatch.ingest;

import io.brinkwatch.ingest.CsvRecords.Entry;
import io.brinkwatch.model.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Rows of a table of comma-separated values whose columns are told by name, in any order. */
public final class CsvTable {
  private final String origin;
  private final CsvRecords records;
  private final List<String> columns;
  private Entry first;

  private CsvTable(String origin, CsvRecords records, List<String> columns, Entry first) {
    this.origin = origin;
    this.records = records;
    this.columns = columns;
    this.first = first;
  }

  /**
   * Opens a table that begins with a header.
   *
   * @param required columns that must be there; others may be
   * @throws SourceException if the header cannot be used
   */
  public static CsvTable withHeader(InputStream in, String origin, Collection<String> required)
      throws IOException {
    var records = new CsvRecords(in);
    Entry header = header(records, origin);
    List<String> columns = header.cells().stream().map(String::strip).toList();
    check(origin, columns, required);
    return new CsvTable(origin, records, columns, null);
  }

  /**
   * Opens a table that may begin with a header or at once with a row.
   *
   * @param isRow tells by the fields of the first record
   * @param columns what its columns are if it does: by the fields of the first record
   * @throws SourceException if the header cannot be used
   */
  public static CsvTable withOrWithoutHeader(
      InputStream in,
      String origin,
      Collection<String> required,
      Function<List<String>, Boolean> isRow,
      Function<List<String>, List<String>> columns)
      throws IOException {
    var records = new CsvRecords(in);
    Entry header = header(records, origin);
    boolean row = isRow.apply(header.cells());
    List<String> names =
        row ? columns.apply(header.cells()) : header.cells().stream().map(String::strip).toList();
    check(origin, names, required);
    return new CsvTable(origin, records, names, row ? header : null);
  }

  private static Entry header(CsvRecords records, String origin) throws IOException {
    Entry header = records.next(0);
    if (header == null) {
      throw new SourceException(origin + " is empty; expected a table with a header");
    }
    if (header.fault() != null) {
      throw new SourceException(
          "%s:%d: the header cannot be used: %s".formatted(origin, header.line(), header.fault()));
    }
    return header;
  }

  private static void check(String origin, List<String> columns, Collection<String> required) {
    var missing = new TreeSet<>(required);
    columns.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new SourceException("%s: the header lacks the columns %s".formatted(origin, missing));
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new SourceException(
          "%s: a column stands twice in the header: %s"
              .formatted(origin, Shown.of(columns.toString())));
    }
  }

  /** Hands out every row; one whose form is broken has no cells and a fault already. */
  public void forEach(Consumer<Cells> rows) throws IOException {
    if (first != null) {
      rows.accept(cells(first));
      first = null;
    }
    for (Entry e = records.next(columns.size()); e != null; e = records.next(columns.size())) {
      rows.accept(cells(e));
    }
  }

  private Cells cells(Entry entry) {
    if (entry.fault() != null) {
      var broken = new Cells(origin, entry.line(), Map.of());
      broken.faults().add(RejectionReason.MALFORMED, null, "the row is broken: " + entry.fault());
      return broken;
    }
    var values = new HashMap<String, String>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), entry.cells().get(i));
    }
    return new Cells(origin, entry.line(), values);
  }
}
