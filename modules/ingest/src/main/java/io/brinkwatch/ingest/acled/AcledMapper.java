package io.brinkwatch.ingest.acled;

import io.brinkwatch.ingest.Cells;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.Occurrence;
import io.brinkwatch.ingest.Parties.Party;
import io.brinkwatch.ingest.Reports;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.Sides;
import io.brinkwatch.ingest.acled.AcledRules.Exactness;
import io.brinkwatch.ingest.acled.AcledRules.Meaning;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One row of ACLED, from an export or the interface, to what becomes of it. */
final class AcledMapper {
  static final Feed FEED = new Feed("acled", FeedFamily.ACLED);
  static final List<String> COLUMNS =
      List.of(
          "event_id_cnty",
          "event_date",
          "time_precision",
          "event_type",
          "sub_event_type",
          "actor1",
          "inter1",
          "actor2",
          "inter2",
          "country",
          "location",
          "latitude",
          "longitude",
          "geo_precision",
          "source_scale",
          "fatalities",
          "timestamp");

  private static final String REMOTE = "Explosions/Remote violence";
  private static final String LICENCE = "ACLED terms of use; not to be passed on (acleddata.com)";
  private static final Pattern ID = Pattern.compile("[A-Z]{3}\\d{1,9}");
  private static final int COUNTRY_LETTERS = 3;
  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,10}");
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final List<DateTimeFormatter> DATES =
      Stream.of("uuuu-MM-dd", "dd-MM-uuuu", "d MMMM uuuu")
          .map(p -> DateTimeFormatter.ofPattern(p, Locale.ENGLISH))
          .map(f -> f.withResolverStyle(ResolverStyle.STRICT))
          .toList();

  /** The names of the two sides, without what is no name; empty if nobody is known. */
  private record Names(String one, String two) {}

  private final AcledRules rules = new AcledRules();
  private final Clock clock;

  AcledMapper(Clock clock) {
    this.clock = clock;
  }

  Row row(Cells row) {
    if (!row.faults().none()) {
      return row.refused(FEED, null, 0, null);
    }
    Optional<Meaning> meaning = meaning(row);
    String country = row.required("country");
    if (row.faults().none()) {
      Optional<String> outside = outside(row, meaning.orElseThrow(), country);
      if (outside.isPresent()) {
        return leftOut(row, outside.get());
      }
    }
    return report(row, meaning, country);
  }

  // it may have been an incident until it was written anew
  private Row leftOut(Cells row, String why) {
    String id = id(row);
    Instant told = seconds(row, "timestamp");
    return row.faults().none()
        ? new Row.Skipped(row.line(), why, withdrawal(id, told, "No longer an incident: " + why))
        : refused(row, id, told, Optional.empty());
  }

  private static Row refused(Cells row, String id, Instant told, Optional<Occurrence> when) {
    long version = told == null ? 0 : told.getEpochSecond();
    return row.refused(FEED, reportId(id), version, when.map(Occurrence::from).orElse(null));
  }

  /** What a row of the deletions says: the event is withdrawn. */
  Row deletion(Cells row) {
    String id = id(row);
    Instant at = seconds(row, "deleted_timestamp");
    if (!row.faults().none()) {
      return row.refused(FEED, reportId(id), 0, null);
    }
    if (!rules.countries().containsValue(id.substring(0, COUNTRY_LETTERS))) {
      return new Row.Skipped(row.line(), "the country is outside the theatres");
    }
    return new Row.Reported(withdrawal(id, at, "Withdrawn by ACLED"));
  }

  private IncidentReport withdrawal(String id, Instant at, String summary) {
    return base(id, at)
        .setState(RecordState.RETRACTED)
        .setOccurredFrom(at)
        .setOccurredTo(at.plus(Duration.ofMinutes(1)))
        .setSource(source(""))
        // a withdrawal is known by id and version; these three only have to be there
        .setType(IncidentType.THREAT_OR_STATEMENT)
        .setPlace(Place.newBuilder().build())
        .setSummary(summary)
        .build();
  }

  private Optional<Meaning> meaning(Cells row) {
    var bySubType = row.oneOf("event_type", rules.byType());
    var byActor = bySubType.flatMap(types -> row.oneOf("sub_event_type", types));
    int inter1 = inter(row, "inter1");
    return byActor.map(meanings -> AcledRules.by(meanings, inter1));
  }

  private int inter(Cells row, String column) {
    String label = row.text(column);
    // nobody on that side
    if (label.isEmpty() || label.equals("0")) {
      return 0;
    }
    return row.oneOf(column, rules.inter()).orElse(0);
  }

  private Optional<String> outside(Cells row, Meaning meaning, String country) {
    if (meaning.type() == null) {
      return Optional.of(row.text("sub_event_type") + ": " + meaning.why());
    }
    if (!rules.countries().containsKey(country)) {
      return Optional.of("the country is outside the theatres");
    }
    return sides(row, names(row), country).outside();
  }

  private Names names(Cells row) {
    return new Names(rules.actor(row.text("actor1")), rules.actor(row.text("actor2")));
  }

  private Sides sides(Cells row, Names names, String country) {
    return new Sides(
        rules.parties().of(names.one()),
        rules.parties().of(names.two()),
        country,
        rules.isSea(row.text("location")));
  }

  private Row report(Cells row, Optional<Meaning> meaning, String country) {
    String id = id(row);
    Instant told = seconds(row, "timestamp");
    Optional<Occurrence> when = when(row, told);
    Place place = place(row, country);
    Integer killed = row.count("fatalities");
    int inter2 = inter(row, "inter2");
    if (!row.faults().none()) {
      return refused(row, id, told, when);
    }
    Names names = names(row);
    Sides sides = sides(row, names, country);
    boolean directed = row.text("event_type").equals(REMOTE);
    IncidentType type = type(meaning.orElseThrow(), sides, directed);
    return new Row.Reported(
        classified(base(id, told), meaning.orElseThrow(), directed, inter2)
            .setSource(source(row.text("source_scale")))
            .setType(type)
            .setOccurredFrom(when.orElseThrow().from())
            .setOccurredTo(when.orElseThrow().to())
            .setTimePrecision(when.orElseThrow().precision())
            .setInitiators(named(names.one(), sides.one()))
            .setTargets(named(names.two(), sides.two()))
            .setPlace(place)
            // 0 is also written where nothing is known
            .setFatalities(killed == null || killed == 0 ? null : killed)
            .setSummary(summary(row, names, directed))
            .build());
  }

  private IncidentReport.Builder base(String id, Instant told) {
    return Reports.active(FEED, id, told.getEpochSecond())
        .setPublishedAt(told)
        .setIngestedAt(clock.instant())
        .setDirected(false)
        .setLicence(LICENCE)
        .setRedistributable(false);
  }

  private IncidentReport.Builder classified(
      IncidentReport.Builder report, Meaning meaning, boolean directed, int inter2) {
    return report
        .setDirected(directed)
        .setWeapon(meaning.weapon())
        .setOutcome(meaning.outcome())
        .setForceStatus(meaning.force())
        .setTargetClass(directed ? rules.target(inter2) : TargetClass.UNSPECIFIED);
  }

  private static IncidentType type(Meaning meaning, Sides sides, boolean directed) {
    boolean violent =
        meaning.type() == IncidentType.CROSS_BORDER_STRIKE
            || meaning.type() == IncidentType.GROUND_INCURSION;
    if (!violent) {
      return meaning.type();
    }
    if (sides.atSea()) {
      return IncidentType.MARITIME_ATTACK;
    }
    return sides.onForces(directed) ? IncidentType.ATTACK_ON_FORCES : meaning.type();
  }

  private static List<String> named(String name, Optional<Party> party) {
    String named = party.map(Party::actor).orElse(name);
    return named.isEmpty() ? List.of() : List.of(named);
  }

  private static String summary(Cells row, Names names, boolean directed) {
    String between = directed ? " by %s on %s" : " between %s and %s";
    return row.text("sub_event_type")
        + between.formatted(shown(names.one()), shown(names.two()))
        + " at %s, %s".formatted(row.text("location"), row.text("country"));
  }

  private static String shown(String name) {
    return name.isEmpty() ? "a side not named" : name;
  }

  private Source source(String scale) {
    return rules.grade(scale).source("ACLED", "ACLED");
  }

  private static String id(Cells row) {
    String id = row.required("event_id_cnty");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      row.faults().malformed("event_id_cnty", id, "three capitals and a number, such as ISR123");
      return "";
    }
    return id;
  }

  private static String reportId(String id) {
    return id.isEmpty() ? null : FEED.id() + "/" + id;
  }

  private Instant seconds(Cells row, String column) {
    String text = row.required(column);
    if (text.isEmpty()) {
      return null;
    }
    if (!SECONDS.matcher(text).matches()) {
      row.faults().malformed(column, text, "seconds since 1970");
      return null;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(text));
    if (at.isAfter(clock.instant().plus(CLOCK_SKEW))) {
      row.faults()
          .add(
              RejectionReason.FUTURE_DATED,
              column,
              "%s is %s; expected nothing after now, %s".formatted(column, at, clock.instant()));
      return null;
    }
    return at;
  }

  private Optional<Occurrence> when(Cells row, Instant told) {
    Optional<LocalDate> date = date(row);
    Optional<TimePrecision> precision = row.oneOf("time_precision", rules.times());
    if (date.isEmpty() || precision.isEmpty()) {
      return Optional.empty();
    }
    Occurrence when = interval(date.get(), precision.get());
    if (told != null && told.isBefore(when.from())) {
      row.faults()
          .add(
              RejectionReason.BAD_INTERVAL,
              "timestamp",
              "timestamp is %s; expected nothing before the event, %s"
                  .formatted(told, when.from()));
    }
    return Optional.of(when);
  }

  // the date given for a week or a month lies in its middle
  private static Occurrence interval(LocalDate date, TimePrecision precision) {
    return switch (precision) {
      case WEEK -> Occurrence.days(date.minusDays(3), date.plusDays(4), precision);
      case MONTH -> {
        LocalDate first = date.withDayOfMonth(1);
        yield Occurrence.days(first, first.plusMonths(1), precision);
      }
      default -> Occurrence.days(date, date.plusDays(1), precision);
    };
  }

  private static Optional<LocalDate> date(Cells row) {
    String text = row.required("event_date");
    Optional<LocalDate> date =
        DATES.stream().map(form -> parsed(text, form)).flatMap(Optional::stream).findFirst();
    if (date.isEmpty() && !text.isEmpty()) {
      row.faults()
          .malformed("event_date", text, "a date such as 2024-03-08, 08-03-2024 or 08 March 2024");
    }
    return date.filter(d -> inRange(row, d));
  }

  private static Optional<LocalDate> parsed(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDate.parse(text, form));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean inRange(Cells row, LocalDate date) {
    // the oldest rows are of 1997; record times of Kafka begin in 1970
    boolean known = date.getYear() >= 1970 && date.getYear() < 2200;
    if (!known) {
      row.faults()
          .add(
              RejectionReason.BAD_INTERVAL,
              "event_date",
              "event_date is %s; expected a year from 1970 to 2199".formatted(date));
    }
    return known;
  }

  private Place place(Cells row, String country) {
    Place.Builder place = row.place();
    Optional<Exactness> exactness = row.oneOf("geo_precision", rules.places());
    return place
        .setName(row.required("location"))
        .setCountry(country)
        .setPrecision(exactness.map(Exactness::precision).orElse(GeoPrecision.UNKNOWN))
        .setRadiusKm(exactness.map(Exactness::radiusKm).orElse(null))
        .build();
  }
}
