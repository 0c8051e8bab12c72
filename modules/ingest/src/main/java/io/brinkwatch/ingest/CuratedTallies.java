package io.brinkwatch.ingest;

import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Tally;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The official count of a row. It stands in the cells {@code count} and {@code since}; where they
 * are empty, in the summary, in the words that agencies use: "27 attacks since 17 Oct", "12 attacks
 * in Iraq and 4 in Syria from 17 to 26 Oct", "10 attacks on the day".
 */
final class CuratedTallies {
  private static final Pattern COUNT = Pattern.compile("\\d{1,7}");
  private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d{1,7})";
  private static final Pattern ATTACKS =
      Pattern.compile(
          "(?<![\\d,.])%1$s attacks\\b(?: in \\p{Lu}\\w+)?(?: and %1$s in \\p{Lu}\\w+)?"
              .formatted(NUMBER));
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final String MONTH = "(%s)[a-z]*".formatted(String.join("|", MONTHS));
  private static final Pattern SINCE = Pattern.compile("\\bsince (\\d{1,2}) " + MONTH);
  private static final Pattern FROM_TO =
      Pattern.compile("\\bfrom (\\d{1,2})(?: %1$s)? to \\d{1,2} %1$s".formatted(MONTH));
  private static final Pattern ON_THE_DAY = Pattern.compile("\\bon the day\\b");

  private CuratedTallies() {}

  /** The count of a row; without use if there are faults afterwards. */
  static Tally read(CuratedRow row, Occurrence when, Faults faults) {
    Optional<Integer> count = count(row, faults);
    Optional<Instant> since = since(row, when, faults);
    if (since.isPresent() && !since.get().isBefore(when.to())) {
      faults.add(
          RejectionReason.BAD_INTERVAL,
          CuratedRow.SINCE,
          "since is %s; expected a time before the count, %s".formatted(since.get(), when.to()));
    }
    return new Tally(count.orElse(0), since.orElse(when.from()));
  }

  /** Faults of a row that is no count and has cells of one. */
  static void requireNone(CuratedRow row, Faults faults) {
    Stream.of(CuratedRow.COUNT, CuratedRow.SINCE)
        .filter(column -> !row.get(column).isEmpty())
        .forEach(
            column ->
                faults.malformed(
                    column,
                    row.get(column),
                    "nothing in a row of type " + row.get(CuratedRow.TYPE)));
  }

  private static Optional<Integer> count(CuratedRow row, Faults faults) {
    String cell = row.get(CuratedRow.COUNT);
    if (!cell.isEmpty() && !COUNT.matcher(cell).matches()) {
      faults.malformed(CuratedRow.COUNT, cell, "a whole number from 0");
      return Optional.empty();
    }
    Optional<Integer> count =
        cell.isEmpty() ? told(row.get(CuratedRow.SUMMARY)) : Optional.of(Integer.valueOf(cell));
    if (count.isEmpty()) {
      missing(CuratedRow.COUNT, "27 attacks", faults);
    }
    return count;
  }

  private static Optional<Integer> told(String summary) {
    Matcher attacks = ATTACKS.matcher(summary);
    return attacks.find()
        ? Optional.of(number(attacks.group(1)) + number(attacks.group(2)))
        : Optional.empty();
  }

  private static int number(String counted) {
    return counted == null ? 0 : Integer.parseInt(counted.replace(",", ""));
  }

  private static Optional<Instant> since(CuratedRow row, Occurrence when, Faults faults) {
    String cell = row.get(CuratedRow.SINCE);
    Optional<Instant> since = cell.isEmpty() ? told(row.get(CuratedRow.SUMMARY), when) : time(cell);
    if (since.isEmpty() && cell.isEmpty()) {
      missing(CuratedRow.SINCE, "since 17 Oct", faults);
    } else if (since.isEmpty()) {
      faults.malformed(CuratedRow.SINCE, cell, "a date, or a date and time with offset");
    }
    return since;
  }

  private static void missing(String column, String words, Faults faults) {
    faults.add(
        RejectionReason.MISSING_FIELD,
        column,
        "%s is empty, and the summary does not say it as in '%s'".formatted(column, words));
  }

  private static Optional<Instant> time(String cell) {
    try {
      return Optional.of(
          cell.contains("T")
              ? OffsetDateTime.parse(cell).toInstant()
              : LocalDate.parse(cell).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> told(String summary, Occurrence when) {
    if (ON_THE_DAY.matcher(summary).find()) {
      return Optional.of(when.from());
    }
    return Stream.of(SINCE, FROM_TO)
        .flatMap(words -> words.matcher(summary).results().limit(1))
        .findFirst()
        .flatMap(day -> latest(day, when));
  }

  /** The day of that name that came last; empty if there is none. */
  private static Optional<Instant> latest(MatchResult said, Occurrence when) {
    String month = said.group(2) == null ? said.group(said.groupCount()) : said.group(2);
    int day = Integer.parseInt(said.group(1));
    LocalDate last = when.to().minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate();
    try {
      LocalDate date = MonthDay.of(MONTHS.indexOf(month) + 1, day).atYear(last.getYear());
      LocalDate latest = date.isAfter(last) ? date.minusYears(1) : date;
      return Optional.of(latest.atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
