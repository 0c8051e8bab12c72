package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.brinkwatch.ingest.Lines.Line;
import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.input.Limits;
import io.brinkwatch.model.RejectionReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads incidents that people have written down, one per line, as CSV in UTF-8 with a header.
 *
 * <p>Columns, in any order: {@code id, occurred_at, precision, type, actor, target, country, place,
 * lat, lon, fatalities, injuries, weapon, summary, source_name, source_url}; these may be added:
 *
 * <ul>
 *   <li>{@code version}: 1 if empty; a higher version of the same id replaces the lower ones
 *   <li>{@code state}: ACTIVE if empty; RETRACTED withdraws the report
 *   <li>{@code published_at}: date and time with offset; if empty, the end of the interval stands
 *       for it, for the source does not say when it told. A correction should give it: without, it
 *       counts as known from the start
 *   <li>{@code count} and {@code since}: of an official count, how many and from when on; if empty,
 *       the summary has to say it
 * </ul>
 *
 * <p>{@code precision} says what {@code occurred_at} stands for: {@code minute} and {@code hour} a
 * time with offset, {@code day} a calendar day in UTC, {@code week} the seven days around a date,
 * {@code month} a calendar month. Actors and targets are separated by semicolons; "Unknown" and
 * "Unclaimed" mean nobody is named.
 *
 * <p>A record is one line: quoted fields may hold commas and doubled quotes but no line break. That
 * is what keeps a quote which is never closed from swallowing the rows behind it.
 *
 * <p>A bad row is handed out as {@link Row.Refused} and reading goes on. An id that stands twice in
 * the same version is noticed within {@value CuratedReading#REMEMBERED} rows.
 */
public final class CuratedCsv implements SourceFormat {

  /** Id of the feed. */
  public static final String FEED = "curated";

  /** Resource with the sample of October and November 2023. */
  public static final String SAMPLE = "samples/incidents-2023-10_2023-11.csv";

  private static final Limits EVERYTHING = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE);
  private final Clock clock;

  /**
   * An adapter.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public CuratedCsv(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Feed feed() {
    return Feed.CURATED;
  }

  /** All rows of a file at once, for files that fit into memory. */
  public List<Row> rows(Path file) {
    var rows = new ArrayList<Row>();
    try (Input input = Input.of(file, EVERYTHING);
        InputStream in = input.open()) {
      read(in, input.name(), rows::add);
    } catch (IOException e) {
      throw new SourceException("cannot read %s: %s".formatted(file, e), e);
    }
    return rows;
  }

  /** All rows of the sample that travels with the program. */
  public List<Row> sample() {
    var rows = new ArrayList<Row>();
    try (InputStream in = Tables.open(SAMPLE)) {
      read(in, SAMPLE.substring(SAMPLE.indexOf('/') + 1), rows::add);
    } catch (IOException e) {
      throw new SourceException("cannot read the sample: " + e.getMessage(), e);
    }
    return rows;
  }

  @Override
  public String manner(String origin) {
    return "curated";
  }

  @Override
  public void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException {
    var lines = new Lines(new BufferedInputStream(in));
    List<String> header = header(origin, lines.next());
    var reading = new CuratedReading(feed(), origin, clock);
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null || !line.text().isBlank()) {
        rows.accept(row(line, header, reading));
      }
    }
  }

  private static Row row(Line line, List<String> header, CuratedReading reading) {
    var faults = new Faults();
    List<String> cells = cells(line, faults);
    checkShape(cells, header, faults);
    if (!faults.none()) {
      return reading.refused(new CuratedRow(line.number(), Map.of()), faults);
    }
    return reading.row(new CuratedRow(line.number(), named(cells, header)));
  }

  private static void checkShape(List<String> cells, List<String> header, Faults faults) {
    if (faults.none() && cells.size() != header.size()) {
      faults.add(
          RejectionReason.MALFORMED,
          null,
          "the line has %d fields; the header has %d".formatted(cells.size(), header.size()));
    }
  }

  private static Map<String, String> named(List<String> cells, List<String> header) {
    return IntStream.range(0, cells.size())
        .boxed()
        .collect(Collectors.toMap(header::get, cells::get));
  }

  private static List<String> header(String name, Line line) {
    if (line == null) {
      throw new SourceException(
          "%s is empty; its first line must be %s"
              .formatted(name, String.join(",", CuratedRow.COLUMNS)));
    }
    var faults = new Faults();
    List<String> header = cells(line, faults);
    if (faults.none()) {
      checkHeader(header, faults);
    }
    if (!faults.none()) {
      throw new SourceException(
          "%s:%d: the header cannot be used: %s".formatted(name, line.number(), faults.detail()));
    }
    return header;
  }

  private static void checkHeader(List<String> header, Faults faults) {
    var missing = new TreeSet<>(CuratedRow.COLUMNS);
    header.forEach(missing::remove);
    if (!missing.isEmpty()) {
      faults.add(RejectionReason.MISSING_FIELD, "header", "columns missing: " + missing);
    }
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!CuratedRow.COLUMNS.contains(column) && !CuratedRow.OPTIONAL.contains(column)) {
        faults.malformed(
            "column", column, "only " + CuratedRow.COLUMNS + " and perhaps " + CuratedRow.OPTIONAL);
      } else if (!seen.add(column)) {
        faults.malformed("column", column, "every column once");
      }
    }
  }

  /** The cells of a line; none and a fault if it is not one whole record. */
  private static List<String> cells(Line line, Faults faults) {
    if (line.fault() != null) {
      faults.add(RejectionReason.MALFORMED, null, line.fault());
      return List.of();
    }
    if (hasUnsafe(line.text(), faults)) {
      return List.of();
    }
    // the line feed is put back to tell a closed quote from one that would have run on
    try (var csv = CsvReader.builder().ofCsvRecord(line.text() + "\n")) {
      List<String> cells = csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
      return whole(cells, faults);
    } catch (CsvParseException | IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      faults.add(RejectionReason.MALFORMED, null, "the line is not CSV: " + cause.getMessage());
      return List.of();
    }
  }

  private static boolean hasUnsafe(String text, Faults faults) {
    var found = text.codePoints().filter(Shown::isUnsafe).findFirst();
    found.ifPresent(
        c ->
            faults.add(
                RejectionReason.MALFORMED,
                null,
                "the line holds control character U+%04X; expected printable text".formatted(c)));
    return found.isPresent();
  }

  private static List<String> whole(List<String> cells, Faults faults) {
    if (!cells.isEmpty() && cells.get(cells.size() - 1).endsWith("\n")) {
      faults.add(
          RejectionReason.MALFORMED,
          null,
          "a quote is opened and not closed; expected a record to be one line");
      return List.of();
    }
    return cells.stream().map(String::strip).toList();
  }
}
