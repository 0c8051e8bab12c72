package io.brinkwatch.ingest;

import io.brinkwatch.model.TimePrecision;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * When something happened: an interval, start inclusive and end exclusive, and what it stands for.
 */
public record Occurrence(Instant from, Instant to, TimePrecision precision) {

  private interface Reader {
    Occurrence read(String text);
  }

  /** What each precision expects in {@code occurred_at}. */
  private record Form(String expected, Reader reader) {}

  private static final Map<String, Form> FORMS =
      Map.of(
          "minute",
          new Form(
              "a date and time with offset, such as 2023-10-08T07:15:00+03:00",
              text -> at(text, Duration.ofMinutes(1), TimePrecision.MINUTE)),
          "hour",
          new Form(
              "a date and time with offset, such as 2023-10-08T07:15:00+03:00",
              text -> at(text, Duration.ofHours(1), TimePrecision.HOUR)),
          "day",
          new Form("a date, such as 2023-10-08", text -> days(text, 0, 1, TimePrecision.DAY)),
          // the date given lies somewhere in that week, so the week is laid around it
          "week",
          new Form("a date, such as 2023-10-08", text -> days(text, -3, 4, TimePrecision.WEEK)),
          "month",
          new Form("a month, such as 2023-10", Occurrence::month));

  /** Whole days in UTC, from a first one to an end that is not part of it. */
  public static Occurrence days(LocalDate first, LocalDate end, TimePrecision precision) {
    return new Occurrence(start(first), start(end), precision);
  }

  private static Instant start(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The names of precisions. */
  static String precisions() {
    return "one of minute, hour, day, week, month";
  }

  static boolean isPrecision(String precision) {
    return FORMS.containsKey(precision);
  }

  /** What {@code occurred_at} should look like. */
  static String expected(String precision) {
    return FORMS.get(precision).expected();
  }

  /** Reads a time of a known precision; empty if it is of another form. */
  static Optional<Occurrence> read(String text, String precision) {
    try {
      return Optional.of(FORMS.get(precision).reader().read(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Occurrence at(String text, Duration length, TimePrecision precision) {
    Instant from = OffsetDateTime.parse(text).toInstant();
    return new Occurrence(from, from.plus(length), precision);
  }

  private static Occurrence days(String text, int first, int end, TimePrecision precision) {
    LocalDate date = LocalDate.parse(text);
    return days(date.plusDays(first), date.plusDays(end), precision);
  }

  private static Occurrence month(String text) {
    LocalDate first = YearMonth.parse(text).atDay(1);
    return days(first, first.plusMonths(1), TimePrecision.MONTH);
  }
}
