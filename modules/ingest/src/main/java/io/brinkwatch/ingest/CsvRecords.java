package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.brinkwatch.ingest.Lines.Line;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Records of comma-separated values in strict UTF-8 whose quoted fields may run over lines.
 *
 * <p>A quote that is never closed would swallow what follows. So a record may be only so long, a
 * closing quote must end its field, and a record over several lines must have as many fields as the
 * header. Where that fails only the first line is at fault, and reading goes on with the second: at
 * worst the rest of a broken record is refused line by line, and no good row is lost.
 */
public final class CsvRecords {
  private static final int MAX_LINES = 500;
  private static final int MAX_CHARS = 512 * 1024;
  private static final int MAX_FIELD = 100_000;

  /**
   * One record.
   *
   * @param line where it begins, from 1
   * @param cells its fields; none if there is a fault
   * @param fault what is wrong with its form; null if nothing is
   */
  public record Entry(long line, List<String> cells, String fault) {}

  private final Lines lines;
  private final Deque<Line> again = new ArrayDeque<>();

  /** Records of a stream, which stays open. */
  public CsvRecords(InputStream in) {
    lines = new Lines(new BufferedInputStream(in));
  }

  /**
   * The next record, or null at the end. Blank lines are passed over.
   *
   * @param width how many fields it must have; 0 if that is not known yet
   */
  public Entry next(int width) throws IOException {
    Line first = take();
    while (first != null && first.fault() == null && first.text().isBlank()) {
      first = take();
    }
    return first == null ? null : record(first, width);
  }

  private Line take() throws IOException {
    Line waiting = again.poll();
    return waiting == null ? lines.next() : waiting;
  }

  private Entry record(Line first, int width) throws IOException {
    var parts = new ArrayList<Line>();
    var quotes = new Quotes();
    int chars = 0;
    for (Line line = first; line != null; line = take()) {
      parts.add(line);
      if (line.fault() != null) {
        return atFault(parts.get(0), line.fault());
      }
      chars += line.text().length() + 1;
      quotes.line(line);
      if (quotes.broken() || quotes.closed() || parts.size() == MAX_LINES || chars > MAX_CHARS) {
        break;
      }
    }
    return whole(parts, quotes, width);
  }

  private Entry whole(List<Line> parts, Quotes quotes, int width) {
    if (!quotes.closed()) {
      return startAgain(parts, quotes.fault());
    }
    Entry entry = parsed(parts);
    if (entry.fault() == null && width > 0 && entry.cells().size() != width) {
      return startAgain(
          parts, "it has %d fields; the header has %d".formatted(entry.cells().size(), width));
    }
    return entry;
  }

  private Entry startAgain(List<Line> parts, String fault) {
    for (int i = parts.size() - 1; i > 0; i--) {
      again.addFirst(parts.get(i));
    }
    return atFault(parts.get(0), fault);
  }

  private static Entry atFault(Line first, String fault) {
    return new Entry(first.number(), List.of(), fault);
  }

  private static Entry parsed(List<Line> parts) {
    String text = String.join("\n", parts.stream().map(Line::text).toList());
    var handler = CsvRecordHandler.of(limits -> limits.maxFieldSize(MAX_FIELD));
    try (CsvReader<CsvRecord> csv = CsvReader.builder().build(handler, text)) {
      List<String> cells = csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
      return new Entry(parts.get(0).number(), cells, null);
    } catch (CsvParseException | IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return atFault(parts.get(0), "it is not CSV: " + cause.getMessage());
    }
  }

  /** Follows quotes over lines; a quote inside an unquoted field is an ordinary character. */
  private static final class Quotes {
    private enum Where {
      FIELD_START,
      PLAIN,
      QUOTED,
      QUOTE_IN_QUOTED,
      BROKEN
    }

    private Where where = Where.FIELD_START;
    private long opened;
    private long reached;

    void line(Line line) {
      reached = line.number();
      for (int i = 0; i < line.text().length() && !broken(); i++) {
        where = after(line.text().charAt(i), line.number());
      }
    }

    private Where after(char c, long line) {
      return switch (where) {
        case QUOTED -> c == '"' ? Where.QUOTE_IN_QUOTED : Where.QUOTED;
        case PLAIN -> c == ',' ? Where.FIELD_START : Where.PLAIN;
        case QUOTE_IN_QUOTED -> afterQuote(c);
        default -> atStart(c, line);
      };
    }

    private static Where afterQuote(char c) {
      if (c == ',') {
        return Where.FIELD_START;
      }
      return c == '"' ? Where.QUOTED : Where.BROKEN;
    }

    private Where atStart(char c, long line) {
      if (c == '"') {
        opened = line;
        return Where.QUOTED;
      }
      return c == ',' ? Where.FIELD_START : Where.PLAIN;
    }

    boolean broken() {
      return where == Where.BROKEN;
    }

    boolean closed() {
      return where != Where.QUOTED && !broken();
    }

    String fault() {
      return broken()
          ? "the quote opened in line %d ends inside a field in line %d; is it never closed?"
              .formatted(opened, reached)
          : "the quote opened in line %d is not closed up to line %d".formatted(opened, reached);
    }
  }
}
