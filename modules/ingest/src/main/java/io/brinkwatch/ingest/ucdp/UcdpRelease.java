package io.brinkwatch.ingest.ucdp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of event data: annual, such as 23.1; candidate of a month, such as 23.0.5; or candidate
 * of several months, such as 23.01.23.06.
 *
 * <p>Releases are ordered by year, and within a year the candidates come before the annual one: by
 * month, and those of several months, which were gone over again, behind those of one. The events
 * of a year are first in its candidates and then in the annual release of the year after, so the
 * version of a report only grows.
 *
 * @param name as UCDP writes it
 * @param kind whether it was checked a second time
 * @param version of the reports in it
 * @param publishedAt when it came out
 */
public record UcdpRelease(String name, Kind kind, long version, Instant publishedAt) {

  /** Kinds of releases. */
  public enum Kind {
    /** Checked a second time, once a year. */
    ANNUAL,
    /** Within weeks, not checked again yet. */
    CANDIDATE
  }

  private static final Pattern ANNUAL = Pattern.compile("(\\d{1,2})\\.([0-9])");
  private static final Pattern MONTH = Pattern.compile("(\\d{2})\\.0\\.(\\d{1,2})");
  private static final Pattern MONTHS = Pattern.compile("(\\d{2})\\.0?1\\.(\\d{2})\\.(\\d{1,2})");
  private static final int PER_YEAR = 1_000;
  private static final int SEVERAL_MONTHS = 20;
  private static final int CHECKED = 100;

  /**
   * A release by name. When it came out is taken to be the latest usual day: the first of July for
   * an annual one, the end of the month after its last for a candidate. So a replay never knows of
   * an event too early.
   *
   * @throws IllegalArgumentException if it is no name of a release
   */
  public static UcdpRelease of(String name) {
    Matcher annual = ANNUAL.matcher(name);
    if (annual.matches()) {
      int year = number(annual, 1);
      return new UcdpRelease(
          name,
          Kind.ANNUAL,
          year * (long) PER_YEAR + CHECKED + number(annual, 2),
          start(LocalDate.of(2000 + year, 7, 1)));
    }
    Matcher month = MONTH.matcher(name);
    if (month.matches()) {
      return candidate(name, number(month, 1), number(month, 2), 0);
    }
    Matcher months = MONTHS.matcher(name);
    if (months.matches() && number(months, 1) == number(months, 2)) {
      return candidate(name, number(months, 2), number(months, 3), SEVERAL_MONTHS);
    }
    throw unknown(name);
  }

  /** A release whose day of publication is known. */
  public static UcdpRelease of(String name, Instant publishedAt) {
    UcdpRelease release = of(name);
    return new UcdpRelease(name, release.kind(), release.version(), publishedAt);
  }

  private static UcdpRelease candidate(String name, int year, int month, int behind) {
    if (month < 1 || month > 12) {
      throw unknown(name);
    }
    return new UcdpRelease(
        name,
        Kind.CANDIDATE,
        year * (long) PER_YEAR + behind + month,
        start(YearMonth.of(2000 + year, month).plusMonths(2).atDay(1)));
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "'%s' is no release; expected one such as 23.1, 23.0.5 or 23.01.23.06".formatted(name));
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static Instant start(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
