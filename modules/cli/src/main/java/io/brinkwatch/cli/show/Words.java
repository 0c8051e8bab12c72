package io.brinkwatch.cli.show;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.SubjectKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names that people know.
 *
 * @param theatres names by id
 * @param levels names of L0 to L6
 */
public record Words(Map<String, String> theatres, List<String> levels) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Words {
    theatres = Map.copyOf(theatres);
    levels = List.copyOf(levels);
  }

  /** Name of a theatre, or its id; and of the region. */
  public String theatre(String id) {
    return theatres.getOrDefault(id, isRegion(id) ? "Region" : id);
  }

  /** Whether a subject is the region and not a theatre. */
  static boolean isRegion(String subject) {
    return subject.equals(SubjectKind.REGION.name());
  }

  /** As in {@code L2 Crisis}. */
  public String level(int level) {
    return level >= 0 && level < levels.size()
        ? "L" + level + " " + levels.get(level)
        : "L" + level;
  }

  /** Date and time, UTC. */
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** Date, UTC. */
  public static String day(Instant time) {
    return DAY.format(time);
  }

  /** When a report says it happened, as exactly as it says. */
  public static String when(IncidentReport report) {
    String first = day(report.getOccurredFrom());
    return switch (report.getTimePrecision()) {
      case WEEK -> "week of " + first;
      case MONTH -> "month of " + first;
      default -> first;
    };
  }

  /** As in {@code 1 row}, {@code 2,000 rows}. */
  public static String count(long count, String noun) {
    return "%,d %s%s".formatted(count, noun, count == 1 ? "" : "s");
  }

  /** A symbol as words: {@code DIRECT_STATE_STRIKE} becomes {@code direct state strike}. */
  public static String words(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
