package io.brinkwatch.ingest.ucdp;

import io.brinkwatch.ingest.Cells;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.Grade;
import io.brinkwatch.ingest.Occurrence;
import io.brinkwatch.ingest.Parties.Party;
import io.brinkwatch.ingest.Reports;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.Sides;
import io.brinkwatch.ingest.Whole;
import io.brinkwatch.ingest.ucdp.UcdpRules.Exactness;
import io.brinkwatch.ingest.ucdp.UcdpRules.Meaning;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.TimePrecision;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One row of UCDP, from a file or the interface, to what becomes of it. */
final class UcdpMapper {
  static final Feed FEED = new Feed("ucdp", FeedFamily.UCDP);
  static final List<String> COLUMNS =
      List.of(
          "id",
          "type_of_violence",
          "side_a",
          "side_b",
          "where_prec",
          "where_coordinates",
          "latitude",
          "longitude",
          "country",
          "date_prec",
          "date_start",
          "date_end",
          "best",
          "high",
          "low");

  private static final String PUBLISHER = "UCDP";
  private static final Pattern ID = Pattern.compile("\\d{1,12}");
  // a time of day may stand behind a date; it is always midnight
  private static final Pattern DATE =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ]00:00(:00(\\.0+)?)?Z?)?");
  private static final int LONGEST_DAYS = 366;

  private final UcdpRules rules = new UcdpRules();
  private final UcdpRelease release;
  private final Clock clock;

  UcdpMapper(UcdpRelease release, Clock clock) {
    this.release = release.outBy(clock.instant());
    this.clock = clock;
  }

  Row row(Cells row) {
    if (!row.faults().none()) {
      return row.refused(FEED, null, 0, null);
    }
    String country = row.required("country");
    Optional<Exactness> exactness = row.oneOf("where_prec", rules.places());
    Sides sides = sides(row, country, exactness.map(Exactness::atSea).orElse(false));
    if (row.faults().none()) {
      Optional<String> outside = outside(sides);
      if (outside.isPresent()) {
        return leftOut(row, outside.get());
      }
    }
    return report(row, sides, exactness);
  }

  // it may have been an incident in an earlier release
  private Row leftOut(Cells row, String why) {
    String id = id(row);
    return row.faults().none()
        ? new Row.Skipped(
            row.line(), why, withdrawal(reportId(id), "No longer an incident: " + why))
        : row.refused(FEED, null, 0, null);
  }

  /** What says that a report no longer stands in this release. */
  private IncidentReport withdrawal(String reportId, String summary) {
    Instant at = release.publishedAt();
    return Reports.active(FEED, reportId.substring(FEED.id().length() + 1), release.version())
        .setState(RecordState.RETRACTED)
        .setPublishedAt(at)
        .setIngestedAt(clock.instant())
        .setSource(Grade.UNKNOWN.source("UCDP GED " + release.name(), PUBLISHER))
        .setLicence(licence())
        .setRedistributable(true)
        // a withdrawal is known by id and version; these only have to be there
        .setType(IncidentType.CROSS_BORDER_STRIKE)
        .setOccurredFrom(at)
        .setOccurredTo(at.plus(Duration.ofMinutes(1)))
        .setPlace(Place.newBuilder().build())
        .setSummary(summary)
        .build();
  }

  /** What its release tells whole. */
  Whole whole() {
    String why = "No longer in release " + release.name();
    return new Whole(
        release.item(),
        release.publishedAt(),
        release.from(),
        release.to(),
        release.version(),
        id -> withdrawal(id, why));
  }

  private Optional<String> outside(Sides sides) {
    return rules.countries().containsKey(sides.country())
        ? sides.outside()
        : Optional.of("the country is outside the theatres");
  }

  private Sides sides(Cells row, String country, boolean atSea) {
    return new Sides(party(row, "side_a"), party(row, "side_b"), country, atSea);
  }

  private Optional<Party> party(Cells row, String side) {
    return rules.parties().of(row.text(side));
  }

  private Row report(Cells row, Sides sides, Optional<Exactness> exactness) {
    String id = id(row);
    Optional<Meaning> meaning = row.oneOf("type_of_violence", rules.types());
    Optional<Occurrence> when = when(row);
    Place place = place(row, sides.country(), exactness);
    Integer best = row.count("best");
    row.required("side_a");
    row.required("side_b");
    String summary = summary(row, meaning, sides.country(), best);
    if (!row.faults().none()) {
      return row.refused(
          FEED,
          id.isEmpty() ? null : reportId(id),
          release.version(),
          when.map(Occurrence::from).orElse(null));
    }
    return new Row.Reported(
        sided(base(row, id), row, meaning.orElseThrow(), sides)
            .setOccurredFrom(when.orElseThrow().from())
            .setOccurredTo(when.orElseThrow().to())
            .setTimePrecision(when.orElseThrow().precision())
            .setPlace(place)
            .setFatalities(best)
            .setSummary(summary)
            .build());
  }

  private IncidentReport.Builder base(Cells row, String id) {
    return Reports.active(FEED, id, release.version())
        .setPublishedAt(release.publishedAt())
        .setIngestedAt(clock.instant())
        .setSource(source(row))
        .setOutcome(Outcome.HIT)
        .setLicence(licence())
        .setRedistributable(true);
  }

  private IncidentReport.Builder sided(
      IncidentReport.Builder report, Cells row, Meaning meaning, Sides sides) {
    return report
        .setType(type(meaning, sides))
        .setDirected(meaning.directed())
        .setTargetClass(meaning.target())
        .setInitiators(List.of(named(row, "side_a", sides.one())))
        .setTargets(List.of(named(row, "side_b", sides.two())));
  }

  private static IncidentType type(Meaning meaning, Sides sides) {
    return sides.onForces(meaning.directed()) ? IncidentType.ATTACK_ON_FORCES : meaning.type();
  }

  private static String named(Cells row, String side, Optional<Party> party) {
    return party.map(Party::actor).orElseGet(() -> row.text(side));
  }

  private static String reportId(String id) {
    return FEED.id() + "/" + id;
  }

  private static String id(Cells row) {
    String id = row.required("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      row.faults().malformed("id", id, "a number");
      return "";
    }
    return id;
  }

  private String licence() {
    return "CC BY 4.0; UCDP GED %s (Sundberg and Melander 2013; Davies et al. 2023)"
        .formatted(release.name());
  }

  private Source source(Cells row) {
    return rules
        .grade(release.kind(), row.text("event_clarity"))
        .source("UCDP GED " + release.name(), PUBLISHER);
  }

  private Optional<Occurrence> when(Cells row) {
    Optional<LocalDate> first = date(row, "date_start");
    Optional<LocalDate> last = date(row, "date_end");
    Optional<TimePrecision> precision = row.oneOf("date_prec", rules.times());
    if (first.isEmpty() || last.isEmpty() || precision.isEmpty()) {
      return Optional.empty();
    }
    var when = Occurrence.days(first.get(), last.get().plusDays(1), precision.get());
    checkOrder(row, first.get(), last.get());
    checkKnown(row, when);
    return Optional.of(when);
  }

  private static void checkOrder(Cells row, LocalDate first, LocalDate last) {
    if (last.isBefore(first) || !last.isBefore(first.plusDays(LONGEST_DAYS))) {
      row.faults()
          .add(
              RejectionReason.BAD_INTERVAL,
              "date_end",
              "date_end is %s; expected a date from date_start, %s, and within %d days"
                  .formatted(last, first, LONGEST_DAYS));
    }
  }

  private void checkKnown(Cells row, Occurrence when) {
    if (when.from().isAfter(release.publishedAt())) {
      row.faults()
          .add(
              // no clock is at fault: it stays so, whenever it is read
              RejectionReason.BAD_INTERVAL,
              "date_start",
              "date_start is %s; release %s came out by %s"
                  .formatted(when.from(), release.name(), release.publishedAt()));
    }
  }

  private static Optional<LocalDate> date(Cells row, String column) {
    String text = row.required(column);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher form = DATE.matcher(text);
    Optional<LocalDate> date = form.matches() ? parsed(form.group(1)) : Optional.empty();
    if (date.filter(d -> d.getYear() >= 1970).isEmpty()) {
      row.faults().malformed(column, text, "a date from 1970 on, such as 2023-01-03");
      return Optional.empty();
    }
    return date;
  }

  private static Optional<LocalDate> parsed(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Place place(Cells row, String country, Optional<Exactness> exactness) {
    return row.place()
        .setName(row.text("where_coordinates"))
        .setCountry(country)
        .setPrecision(exactness.map(Exactness::precision).orElse(GeoPrecision.UNKNOWN))
        .setRadiusKm(exactness.map(Exactness::radiusKm).orElse(null))
        .build();
  }

  private static String summary(
      Cells row, Optional<Meaning> meaning, String country, Integer best) {
    String between =
        meaning.filter(Meaning::directed).isPresent() ? "by %s on %s" : "between %s and %s";
    return "%s %s at %s, %s%s"
        .formatted(
            meaning.map(Meaning::words).orElse(""),
            between.formatted(row.text("side_a"), row.text("side_b")),
            row.text("where_coordinates"),
            country,
            killed(best, row.count("low"), row.count("high")));
  }

  // some rows have a low above their best: such a range says nothing
  private static String killed(Integer best, Integer low, Integer high) {
    if (best == null) {
      return "";
    }
    boolean range = low != null && high != null && low <= best && best <= high && low < high;
    return range
        ? "; %d killed (%d to %d)".formatted(best, low, high)
        : "; %d killed".formatted(best);
  }
}
