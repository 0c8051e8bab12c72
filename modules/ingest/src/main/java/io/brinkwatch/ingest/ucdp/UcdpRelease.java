package io.brinkwatch.ingest.ucdp;

import io.brinkwatch.ingest.FeedState;
import io.brinkwatch.model.ItemProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * @param from start of the events that it tells whole
 * @param to their end, exclusive
 * @param publishedAt when it came out
 */
public record UcdpRelease(
    String name, Kind kind, long version, Instant from, Instant to, Instant publishedAt) {

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
  private static final Pattern IN_FILE =
      Pattern.compile("(?<!\\d)\\d{1,2}([._]\\d{1,2}){1,3}(?!\\d)");
  // as the annual archive is called
  private static final Pattern PACKED = Pattern.compile("^ged(\\d{2})(\\d)(?!\\d)");
  private static final LocalDate FIRST_DAY = LocalDate.of(1989, 1, 1);
  // so much sooner than usual one may come out
  private static final Duration EARLY = Duration.ofDays(62);
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
          start(FIRST_DAY),
          start(LocalDate.of(2000 + year, 1, 1)),
          start(LocalDate.of(2000 + year, 7, 1)));
    }
    Matcher month = MONTH.matcher(name);
    if (month.matches()) {
      return candidate(name, number(month, 1), number(month, 2), false);
    }
    Matcher months = MONTHS.matcher(name);
    if (months.matches() && number(months, 1) == number(months, 2)) {
      return candidate(name, number(months, 2), number(months, 3), true);
    }
    throw unknown(name);
  }

  /** A release whose day of publication is known. */
  public static UcdpRelease of(String name, Instant publishedAt) {
    UcdpRelease release = of(name);
    return release.outAt(publishedAt);
  }

  /**
   * The release that the name of a file tells, such as {@code GEDEvent_v24_0_5.csv} or {@code
   * ged231-csv.zip}; empty if it tells none, or more than one.
   */
  public static Optional<UcdpRelease> ofFile(String file) {
    Matcher packed = PACKED.matcher(file);
    List<String> names =
        packed.find()
            ? List.of(packed.group(1) + "." + packed.group(2))
            : IN_FILE
                .matcher(file)
                .results()
                .map(found -> found.group().replace('_', '.'))
                .filter(UcdpRelease::isName)
                .toList();
    return names.size() == 1 ? Optional.of(of(names.get(0))) : Optional.empty();
  }

  private static boolean isName(String text) {
    return Stream.of(ANNUAL, MONTH, MONTHS).anyMatch(form -> form.matcher(text).matches());
  }

  /** The latest annual release that is usually out by a time. */
  public static UcdpRelease annualBy(Instant time) {
    int year = time.atZone(ZoneOffset.UTC).getYear() - 2000;
    UcdpRelease ofThisYear = of(year + ".1");
    return ofThisYear.publishedAt().isAfter(time) ? of((year - 1) + ".1") : ofThisYear;
  }

  /**
   * This release, and those that tell of later time than it does and may be out by a time: annual
   * ones, and candidates of a month. In the order in which they usually come out.
   */
  public List<UcdpRelease> andLaterBy(Instant time) {
    int last = time.atZone(ZoneOffset.UTC).getYear() - 2000;
    Stream<UcdpRelease> later =
        IntStream.rangeClosed((int) (version / PER_YEAR), last)
            .boxed()
            .flatMap(UcdpRelease::ofYear)
            .filter(r -> r.to().isAfter(to) && !r.publishedAt().minus(EARLY).isAfter(time));
    return Stream.concat(Stream.of(this), later)
        .sorted(Comparator.comparing(UcdpRelease::publishedAt).thenComparing(UcdpRelease::version))
        .toList();
  }

  private static Stream<UcdpRelease> ofYear(int year) {
    return Stream.concat(
        Stream.of(of(year + ".1")),
        IntStream.rangeClosed(1, 12).mapToObj(month -> of("%d.0.%d".formatted(year, month))));
  }

  /** Under which the feed remembers it, with when it came out. */
  String item() {
    return "release/" + name;
  }

  /** The same, out when it was when the feed first told of it. */
  UcdpRelease asKnown(FeedState state) {
    return state.item(item()).map(ItemProgress::getLastPublished).map(this::outAt).orElse(this);
  }

  /** The same; one that came out sooner than usual is public by now. */
  UcdpRelease outBy(Instant now) {
    return publishedAt.isAfter(now) ? outAt(now) : this;
  }

  UcdpRelease outAt(Instant at) {
    return new UcdpRelease(name, kind, version, from, to, at);
  }

  private static UcdpRelease candidate(String name, int year, int month, boolean fromJanuary) {
    if (month < 1 || month > 12) {
      throw unknown(name);
    }
    YearMonth last = YearMonth.of(2000 + year, month);
    return new UcdpRelease(
        name,
        Kind.CANDIDATE,
        year * (long) PER_YEAR + (fromJanuary ? SEVERAL_MONTHS : 0) + month,
        start(fromJanuary ? last.withMonth(1).atDay(1) : last.atDay(1)),
        start(last.plusMonths(1).atDay(1)),
        start(last.plusMonths(2).atDay(1)));
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
