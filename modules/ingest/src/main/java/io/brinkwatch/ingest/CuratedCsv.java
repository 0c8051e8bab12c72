package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.brinkwatch.ingest.Lines.Line;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
 * <p>A bad row is handed out as {@link Row.Refused} and reading goes on. Memory is bounded by the
 * longest line and the ids of the accepted rows, which are kept to notice one that stands twice.
 */
public final class CuratedCsv {

  /** Id of the feed. */
  public static final String FEED = "curated";

  /** Resource with the sample of October and November 2023. */
  public static final String SAMPLE = "samples/incidents-2023-10_2023-11.csv";

  private static final int MAX_FIELD = 10_000;
  // a rejection repeats a time only if it is of this world
  private static final Instant LATEST_TOLD = Instant.parse("2200-01-01T00:00:00Z");
  private static final List<String> COLUMNS =
      List.of(
          CuratedRow.ID,
          CuratedRow.OCCURRED_AT,
          CuratedRow.PRECISION,
          CuratedRow.TYPE,
          CuratedRow.ACTOR,
          CuratedRow.TARGET,
          CuratedRow.COUNTRY,
          CuratedRow.PLACE,
          CuratedRow.LAT,
          CuratedRow.LON,
          CuratedRow.FATALITIES,
          CuratedRow.INJURIES,
          CuratedRow.WEAPON,
          CuratedRow.SUMMARY,
          CuratedRow.SOURCE_NAME,
          CuratedRow.SOURCE_URL);
  private static final List<String> OPTIONAL =
      List.of(CuratedRow.VERSION, CuratedRow.STATE, CuratedRow.PUBLISHED_AT);

  private final Clock clock;
  private final CuratedMapper mapper = new CuratedMapper();

  /**
   * An adapter.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public CuratedCsv(Clock clock) {
    this.clock = clock;
  }

  /**
   * Hands out every row of a file.
   *
   * @throws SourceException if there is no such file, it cannot be read, or its header is not that
   *     of the format
   */
  public void read(Path file, Consumer<? super Row> rows) {
    check(file);
    try (InputStream in = Files.newInputStream(file)) {
      read(file.getFileName().toString(), in, rows);
    } catch (IOException e) {
      throw new SourceException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  /** All rows of a file at once, for files that fit into memory. */
  public List<Row> rows(Path file) {
    var rows = new ArrayList<Row>();
    read(file, rows::add);
    return rows;
  }

  /** All rows of the sample that travels with the program. */
  public List<Row> sample() {
    var rows = new ArrayList<Row>();
    try (InputStream in = Tables.open(SAMPLE)) {
      read(SAMPLE.substring(SAMPLE.indexOf('/') + 1), in, rows::add);
    } catch (IOException e) {
      throw new SourceException("cannot read the sample: " + e.getMessage(), e);
    }
    return rows;
  }

  /**
   * Hands out every row of a stream, which stays open.
   *
   * @param name of the source, for messages and origins
   * @throws SourceException if the stream breaks or its header is not that of the format
   */
  public void read(String name, InputStream in, Consumer<? super Row> rows) {
    var lines = new Lines(new BufferedInputStream(in));
    try {
      var reading = new Reading(name, header(name, lines.next()));
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (line.fault() != null || !line.text().isBlank()) {
          rows.accept(reading.row(line));
        }
      }
    } catch (IOException e) {
      throw new SourceException("cannot read %s any further: %s".formatted(name, e), e);
    }
  }

  private static void check(Path file) {
    if (!Files.exists(file)) {
      throw new SourceException("%s does not exist; give the path of a CSV file".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new SourceException("%s is a directory; give the path of a CSV file".formatted(file));
    }
    if (!Files.isReadable(file)) {
      throw new SourceException("%s may not be read; check its permissions".formatted(file));
    }
  }

  private static List<String> header(String name, Line line) {
    if (line == null) {
      throw new SourceException(
          "%s is empty; its first line must be %s".formatted(name, String.join(",", COLUMNS)));
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
    var missing = new TreeSet<>(COLUMNS);
    header.forEach(missing::remove);
    if (!missing.isEmpty()) {
      faults.add(RejectionReason.MISSING_FIELD, "header", "columns missing: " + missing);
    }
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!COLUMNS.contains(column) && !OPTIONAL.contains(column)) {
        faults.malformed("column", column, "only " + COLUMNS + " and perhaps " + OPTIONAL);
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

  /** One pass over one source. */
  private final class Reading {
    private final String name;
    private final List<String> header;
    private final Map<String, Long> lines = new HashMap<>();

    Reading(String name, List<String> header) {
      this.name = name;
      this.header = header;
    }

    Row row(Line line) {
      var faults = new Faults();
      List<String> cells = cells(line, faults);
      checkShape(cells, faults);
      if (!faults.none()) {
        return refused(new CuratedRow(line.number(), Map.of()), faults);
      }
      return row(new CuratedRow(line.number(), named(cells)));
    }

    private Row row(CuratedRow row) {
      var faults = new Faults();
      Instant now = clock.instant();
      var meaning = mapper.meaning(row, faults);
      if (meaning.isPresent() && meaning.get().incidentType() == null) {
        return new Row.Skipped(row.line(), meaning.get().why());
      }
      var report = meaning.flatMap(m -> mapper.report(row, m, now, faults));
      if (report.isPresent()) {
        checkOnce(row, report.get().getVersion(), faults);
      }
      return faults.none() ? new Row.Reported(report.orElseThrow()) : refused(row, faults);
    }

    private void checkShape(List<String> cells, Faults faults) {
      if (!faults.none()) {
        return;
      }
      if (cells.size() != header.size()) {
        faults.add(
            RejectionReason.MALFORMED,
            null,
            "the line has %d fields; the header has %d".formatted(cells.size(), header.size()));
        return;
      }
      for (int i = 0; i < cells.size(); i++) {
        if (cells.get(i).length() > MAX_FIELD) {
          faults.malformed(
              header.get(i), cells.get(i), "at most %d characters".formatted(MAX_FIELD));
        }
      }
    }

    private Map<String, String> named(List<String> cells) {
      return IntStream.range(0, cells.size())
          .boxed()
          .collect(Collectors.toMap(header::get, cells::get));
    }

    private void checkOnce(CuratedRow row, long version, Faults faults) {
      String id = row.get(CuratedRow.ID);
      Long before = lines.putIfAbsent(id + "/" + version, row.line());
      if (before != null) {
        faults.malformed(
            CuratedRow.ID,
            id,
            "an id once per version; version %d of it stands in line %d"
                .formatted(version, before));
      }
    }

    private Row refused(CuratedRow row, Faults faults) {
      String origin = name + ":" + row.line();
      String id = row.get(CuratedRow.ID);
      var first = faults.first();
      var when = CuratedMapper.occurrence(row, LATEST_TOLD, new Faults());
      return new Row.Refused(
          Rejection.newBuilder()
              .setRecordId(CuratedMapper.isId(id) ? FEED + "/" + id : origin)
              .setVersion(CuratedMapper.isId(id) ? CuratedMapper.version(row, new Faults()) : 0)
              .setReason(first.reason())
              .setEffect(RejectionEffect.REJECTED)
              .setField(first.field())
              .setDetail(faults.detail())
              .setFeed(FEED)
              .setOrigin(origin)
              .setOccurredFrom(when.map(Occurrence::from).orElse(null))
              .setStatus(MessageStatus.ACTUAL)
              .build());
    }
  }
}
