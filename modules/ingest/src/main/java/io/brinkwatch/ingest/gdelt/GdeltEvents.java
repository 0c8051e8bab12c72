package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.Faults;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.gdelt.Places.Where;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Event files of the GDELT Project, plain or as the zip in which they are served.
 *
 * <p>A row is refused for a wrong number of columns, bytes that are not UTF-8, an id or a date that
 * cannot be, and coordinates out of range, whether or not it would have been an incident. Of the
 * others most are left out: what is an incident is for the tables under {@code gdelt/} on the class
 * path and the {@link Judge} to say.
 *
 * <p>An event's day is when it happened, a whole day in UTC; {@code DATEADDED} is when it was
 * published. Neither stands for the other.
 */
public final class GdeltEvents implements SourceFormat {

  /** The feed of all GDELT event files. */
  public static final Feed FEED = new Feed("gdelt", FeedFamily.GDELT);

  /** Terms that each report carries. */
  public static final String LICENCE =
      "GDELT Project, https://www.gdeltproject.org/: free for any use with this citation and link";

  /**
   * From this many days between event and publication on, a row is no news. GDELT turns "last
   * week", "last month" and "last year" into exactly 7, 30 and 365 days before publication: such a
   * day is not the day of anything, and the event has been told when it happened.
   */
  static final int OLD_DAYS = 7;

  static final String OLD = "told a week or more after its day: a memory or an anniversary";
  static final String NOT_ROOT =
      "not a root event: told in passing, mostly as background to something else";

  private static final long EARLIEST_YEAR = 1970;
  private static final int MAX_SKEW_MINUTES = 1;
  private static final int MAX_DAYS = 1000;
  private static final int DAY_DIGITS = 1_000_000;

  private final Layout layout;
  private final Clock clock;
  private final Codes codes = new Codes();
  private final Judge judge = new Judge(new Actors());
  private final Places places = new Places();
  private final Outlets outlets = new Outlets();

  private GdeltEvents(Layout layout, Clock clock) {
    this.layout = layout;
    this.clock = clock;
  }

  /**
   * GDELT 2.0: 61 columns, every 15 minutes since February 2015.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public static GdeltEvents v2(Clock clock) {
    return new GdeltEvents(Layout.V2, clock);
  }

  /**
   * GDELT 1.0: 57 columns to March 2013, 58 since. It gives the day of publication only, so that a
   * row counts as public from the end of that day.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public static GdeltEvents v1(Clock clock) {
    return new GdeltEvents(Layout.V1, clock);
  }

  @Override
  public Feed feed() {
    return FEED;
  }

  @Override
  public String manner(String origin) {
    return layout.name();
  }

  /** Files are added every quarter of an hour and never changed. */
  @Override
  public boolean revises() {
    return false;
  }

  @Override
  public void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException {
    var start = new PushbackInputStream(in, GdeltZip.SIGNATURE_BYTES);
    InputStream text = GdeltZip.isZip(start) ? GdeltZip.open(start, origin) : start;
    var lines = new TabLines(text);
    var reading = new Reading(origin, clock.instant(), lines);
    while (lines.next()) {
      if (lines.number() == 1) {
        checkFormat(lines, origin);
      }
      if (!lines.isBlank()) {
        rows.accept(reading.row());
      }
    }
  }

  private static void checkFormat(TabLines first, String origin) {
    boolean isRow = first.length() > TabLines.MAX_BYTES || first.isBlank() || first.cells() > 1;
    if (!isRow) {
      throw new SourceException(
          "%s is not a GDELT event file: its first line has no tab and is %s"
              .formatted(origin, Shown.of(first.text())));
    }
  }

  /** One pass over one source. */
  private final class Reading {
    private final String origin;
    private final Instant now;
    private final TabLines row;
    // rows of one file share a few days
    private final Map<Long, LocalDate> days = new HashMap<>();

    Reading(String origin, Instant now, TabLines row) {
      this.origin = origin;
      this.now = now;
      this.row = row;
    }

    Row row() {
      var faults = new Faults();
      checkShape(faults);
      return faults.none() ? shaped(faults) : refused(faults, null);
    }

    private void checkShape(Faults faults) {
      if (row.length() > TabLines.MAX_BYTES) {
        faults.add(
            RejectionReason.MALFORMED,
            null,
            "the line has %d bytes; at most %d are read"
                .formatted(row.length(), TabLines.MAX_BYTES));
      } else if (!layout.fits(row.cells())) {
        faults.add(
            RejectionReason.MALFORMED,
            null,
            "the line has %d columns; expected %s".formatted(row.cells(), layout.expected()));
      } else if (!row.isUtf8()) {
        faults.add(RejectionReason.MALFORMED, null, "the line is not valid UTF-8");
      }
    }

    private Row shaped(Faults faults) {
      checkId(faults);
      LocalDate day = day(Layout.DAY, "Day", faults);
      Instant published = published(faults);
      checkOrder(day, published, faults);
      Double latitude = degrees(layout.latitude(), "ActionGeo_Lat", 90, faults);
      Double longitude = degrees(layout.longitude(), "ActionGeo_Long", 180, faults);
      Meaning meaning = meaning(faults);
      if (!faults.none()) {
        return refused(faults, day);
      }
      if (meaning.isNever()) {
        return left(meaning.why());
      }
      if (!row.is(Layout.IS_ROOT_EVENT, '1')) {
        return left(NOT_ROOT);
      }
      if (ChronoUnit.DAYS.between(day, published.atOffset(ZoneOffset.UTC).toLocalDate())
          >= OLD_DAYS) {
        return left(OLD);
      }
      Where where = places.of(row, layout, latitude, longitude);
      return told(judge.judge(meaning, row, where), day, published);
    }

    private Row left(String why) {
      return new Row.Skipped(row.number(), why);
    }

    private Row told(Verdict verdict, LocalDate day, Instant published) {
      if (verdict instanceof Verdict.Told told) {
        return new Row.Reported(report(told, day, published));
      }
      return left(((Verdict.Left) verdict).why());
    }

    private void checkId(Faults faults) {
      if (row.digits(Layout.ID) < 0) {
        faults.malformed("GlobalEventID", row.cell(Layout.ID), "digits");
      }
    }

    /** Reads a date written as eight digits; null and a fault if there is no such day. */
    private LocalDate day(int column, String name, Faults faults) {
      LocalDate day = date(row.digits(column));
      if (day == null) {
        faults.malformed(name, row.cell(column), "a day from 1970 on, as YYYYMMDD");
      }
      return day;
    }

    private LocalDate date(long digits) {
      LocalDate known = days.get(digits);
      if (known != null) {
        return known;
      }
      if (digits / 10_000 < EARLIEST_YEAR || digits / 10_000 > 9999) {
        return null;
      }
      try {
        int year = (int) (digits / 10_000);
        var day = LocalDate.of(year, (int) (digits / 100 % 100), (int) (digits % 100));
        if (days.size() < MAX_DAYS) {
          days.put(digits, day);
        }
        return day;
      } catch (DateTimeException e) {
        return null;
      }
    }

    private Instant published(Faults faults) {
      if (layout.dateDigits() == 8) {
        LocalDate day = day(layout.dateAdded(), "DATEADDED", faults);
        return day == null ? null : start(day.plusDays(1));
      }
      LocalDateTime time = time(row.digits(layout.dateAdded()));
      if (time == null) {
        faults.malformed(
            "DATEADDED", row.cell(layout.dateAdded()), "a time from 1970 on, as YYYYMMDDHHMMSS");
      }
      return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private LocalDateTime time(long digits) {
      LocalDate day = date(digits / DAY_DIGITS);
      int clockTime = (int) (digits % DAY_DIGITS);
      int hour = clockTime / 10_000;
      int minute = clockTime / 100 % 100;
      int second = clockTime % 100;
      boolean possible = day != null && hour < 24 && minute < 60 && second < 60;
      return possible ? day.atTime(hour, minute, second) : null;
    }

    private void checkOrder(LocalDate day, Instant published, Faults faults) {
      if (published == null) {
        return;
      }
      if (published.isAfter(now.plus(Duration.ofMinutes(MAX_SKEW_MINUTES)))) {
        faults.add(
            RejectionReason.FUTURE_DATED,
            "DATEADDED",
            "publication (DATEADDED) is %s; expected nothing after now, %s"
                .formatted(published, now));
      }
      if (day != null && start(day).isAfter(published)) {
        faults.add(
            RejectionReason.BAD_INTERVAL,
            "Day",
            "Day is %s; expected nothing after publication (DATEADDED), %s"
                .formatted(day, published));
      }
    }

    private Double degrees(int column, String name, int most, Faults faults) {
      if (row.isEmpty(column)) {
        return null;
      }
      double degrees = row.decimal(column);
      // written so that a cell which is no number is refused too
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
      faults.add(
          RejectionReason.BAD_COORDINATES,
          name,
          "%s is %s; expected degrees from -%d to %d"
              .formatted(name, Shown.of(row.cell(column)), most, most));
      return null;
    }

    private Meaning meaning(Faults faults) {
      if (Codes.isMissing(row, Layout.EVENT_CODE)) {
        faults.add(
            RejectionReason.MISSING_FIELD, "EventCode", "EventCode is empty; it is required");
        return null;
      }
      String code = row.cell(Layout.EVENT_CODE);
      Meaning meaning = codes.of(code);
      if (meaning == null) {
        faults.malformed("EventCode", code, "a CAMEO code, 01 to 20 and what begins so");
      }
      return meaning;
    }

    private Row refused(Faults faults, LocalDate day) {
      String at = origin + ":" + row.number();
      var first = faults.first();
      boolean hasId =
          row.length() <= TabLines.MAX_BYTES
              && layout.fits(row.cells())
              && row.digits(Layout.ID) >= 0;
      return new Row.Refused(
          Rejection.newBuilder()
              .setRecordId(hasId ? reportId() : at)
              .setVersion(hasId ? 1 : 0)
              .setReason(first.reason())
              .setEffect(RejectionEffect.REJECTED)
              .setField(first.field())
              .setDetail(faults.detail())
              .setFeed(FEED.id())
              .setOrigin(at)
              .setOccurredFrom(day == null ? null : start(day))
              .setStatus(MessageStatus.ACTUAL)
              .build());
    }

    private String reportId() {
      return FEED.id() + "/" + row.cell(Layout.ID);
    }

    private IncidentReport report(Verdict.Told told, LocalDate day, Instant published) {
      Meaning meaning = told.meaning();
      String url = row.cells() > layout.sourceUrl() ? row.cell(layout.sourceUrl()) : "";
      Source source = outlets.of(url);
      return IncidentReport.newBuilder()
          .setReportId(reportId())
          .setVersion(1)
          .setState(RecordState.ACTIVE)
          .setStatus(MessageStatus.ACTUAL)
          .setFeed(FEED.id())
          .setFamily(FEED.family())
          .setSource(source)
          .setType(told.type())
          .setOccurredFrom(start(day))
          .setOccurredTo(start(day.plusDays(1)))
          .setTimePrecision(TimePrecision.DAY)
          .setPublishedAt(published)
          .setIngestedAt(now)
          .setInitiators(names(told.from()))
          .setTargets(names(told.to()))
          .setDirected(told.from().isKnown() && told.to().isKnown())
          .setPlace(told.place())
          .setWeapon(told.weapon())
          .setTargetClass(meaning.isForce() ? told.to().aimedAt() : TargetClass.UNSPECIFIED)
          .setOutcome(meaning.outcome())
          .setClaimStage(meaning.claim())
          .setForceStatus(meaning.force())
          .setSummary(summary(told))
          .setStory(WebAddress.read(url).map(WebAddress::story).orElse(null))
          .setLicence(LICENCE)
          .setRedistributable(true)
          .build();
    }

    private String summary(Verdict.Told told) {
      String code = row.cell(Layout.EVENT_CODE);
      Side first = told.meaning().swapped() ? told.to() : told.from();
      Side second = told.meaning().swapped() ? told.from() : told.to();
      String place = told.place().getName();
      return "%s %s (CAMEO %s), towards %s%s"
          .formatted(
              name(first),
              told.meaning().label(),
              code,
              name(second),
              place.isEmpty() ? "" : ", " + place);
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static List<String> names(Side side) {
    return side.isKnown() ? List.of(side.party().name()) : List.of();
  }

  private static String name(Side side) {
    return side.isKnown() ? side.party().name() : "somebody unnamed";
  }
}
