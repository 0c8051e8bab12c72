package io.brinkwatch.cli.course;

import io.brinkwatch.ingest.Cells;
import io.brinkwatch.ingest.CsvTable;
import io.brinkwatch.ingest.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that historians list, and what they expect a theatre to be on because of it.
 *
 * @param day UTC
 * @param subject theatre or REGION
 * @param expected level, 0 to 6; of no meaning for a posture
 */
public record Happening(
    LocalDate day, String subject, Direction direction, int expected, String what) {
  private static final int HIGHEST = 6;
  private static final Map<String, Direction> DIRECTIONS =
      new TreeMap<>(Map.of("+", Direction.UP, "-", Direction.DOWN, "posture", Direction.POSTURE));
  private static final List<String> COLUMNS =
      List.of("date", "theatre", "direction", "expected_level", "event");

  /** Where it points. */
  public enum Direction {
    /** To the level expected, or above. */
    UP,
    /** To the level expected, or below. */
    DOWN,
    /** To forces that move; no level is expected of that. */
    POSTURE
  }

  /**
   * Reads a table of comma-separated values with the columns date, theatre, direction (+, - or
   * posture), expected_level and event; others are passed over.
   *
   * @throws SourceException if anything in it cannot be read: half a yardstick is none
   */
  public static List<Happening> read(InputStream in, String origin) throws IOException {
    var happenings = new ArrayList<Happening>();
    CsvTable.withHeader(in, origin, COLUMNS).forEach(row -> happenings.add(happening(row, origin)));
    return happenings;
  }

  private static Happening happening(Cells row, String origin) {
    String subject = row.required("theatre");
    String what = row.required("event");
    Optional<Direction> direction = row.oneOf("direction", DIRECTIONS);
    Optional<LocalDate> day = day(row);
    Integer expected = row.count("expected_level");
    if (expected == null || expected > HIGHEST) {
      row.faults().malformed("expected_level", row.raw("expected_level"), "0 to " + HIGHEST);
    }
    if (!row.faults().none()) {
      throw new SourceException("%s:%d: %s".formatted(origin, row.line(), row.faults().detail()));
    }
    return new Happening(day.orElseThrow(), subject, direction.orElseThrow(), expected, what);
  }

  private static Optional<LocalDate> day(Cells row) {
    String text = row.required("date");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      row.faults().malformed("date", text, "a day, as in 2023-11-24");
      return Optional.empty();
    }
  }
}
