package io.brinkwatch.ingest;

import io.brinkwatch.ingest.CuratedRules.Meaning;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.Tally;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One row of the curated format to one report; whatever is wrong goes into the faults. */
final class CuratedMapper {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
  private static final Pattern VERSION = Pattern.compile("\\d{1,7}");
  // record times of Kafka begin here
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Set<String> NOBODY = Set.of("unknown", "unclaimed");
  // clocks of two machines never quite agree
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final Feed feed;
  private final CuratedRules rules = new CuratedRules();
  private final SourceGrades grades = SourceGrades.load();

  CuratedMapper(Feed feed) {
    this.feed = feed;
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** What the type of a row means; a fault if there is no such type. */
  Optional<Meaning> meaning(CuratedRow row, Faults faults) {
    String type = row.get(CuratedRow.TYPE);
    Meaning meaning = rules.types().get(type);
    if (meaning == null && required(row, CuratedRow.TYPE, faults)) {
      faults.malformed(
          CuratedRow.TYPE, type, "one of " + String.join(", ", rules.types().keySet()));
    }
    return Optional.ofNullable(meaning);
  }

  /**
   * The report of a row; empty if there are faults.
   *
   * @param type what its type means; empty if that is one of them
   */
  Optional<IncidentReport> report(
      CuratedRow row, Optional<Meaning> type, Instant now, Faults faults) {
    id(row, faults);
    Optional<Occurrence> occurrence = occurrence(row, now, faults);
    Optional<Instant> published = occurrence.flatMap(o -> publishedAt(row, o, now, faults));
    long version = version(row, faults);
    RecordState state = state(row, faults);
    Place place = place(row, faults);
    Integer fatalities = count(row, CuratedRow.FATALITIES, faults);
    Integer injuries = count(row, CuratedRow.INJURIES, faults);
    required(row, CuratedRow.SUMMARY, faults);
    Source source = source(row, faults);
    Tally tally = type.map(meaning -> tally(row, meaning, occurrence, faults)).orElse(null);
    if (!faults.none()) {
      return Optional.empty();
    }
    return Optional.of(
        classified(row, type.orElseThrow())
            .setReportId(feed.id() + "/" + row.get(CuratedRow.ID))
            .setVersion(version)
            .setState(state)
            .setSource(source)
            .setOccurredFrom(occurrence.orElseThrow().from())
            .setOccurredTo(occurrence.orElseThrow().to())
            .setTimePrecision(occurrence.orElseThrow().precision())
            .setPublishedAt(published.orElseThrow())
            .setIngestedAt(now)
            .setPlace(place)
            .setFatalities(fatalities)
            .setInjuries(injuries)
            .setTally(tally)
            .build());
  }

  /** The count of a row that tells one, null of any other. */
  private static Tally tally(
      CuratedRow row, Meaning meaning, Optional<Occurrence> occurrence, Faults faults) {
    if (meaning.incidentType() != IncidentType.TALLY) {
      CuratedTallies.requireNone(row, faults);
      return null;
    }
    return occurrence.map(when -> CuratedTallies.read(row, when, faults)).orElse(null);
  }

  private IncidentReport.Builder classified(CuratedRow row, Meaning meaning) {
    return IncidentReport.newBuilder()
        .setStatus(MessageStatus.ACTUAL)
        .setFeed(feed.id())
        .setFamily(feed.family())
        .setType(meaning.incidentType())
        .setInitiators(actors(row.get(CuratedRow.ACTOR)))
        .setTargets(actors(row.get(CuratedRow.TARGET)))
        .setWeapon(rules.weapon(row, meaning))
        .setMunitions(rules.munitions(row, meaning))
        .setTargetClass(rules.targetClass(row, meaning))
        .setOutcome(rules.outcome(row, meaning))
        .setForceStatus(rules.forceStatus(row, meaning))
        .setClaimStage(rules.claimStage(row, meaning))
        .setCapability(rules.capability(row, meaning))
        .setSummary(row.get(CuratedRow.SUMMARY));
  }

  private static List<String> actors(String cell) {
    return Arrays.stream(cell.split(";", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !NOBODY.contains(name.toLowerCase(Locale.ROOT)))
        .distinct()
        .toList();
  }

  private static void id(CuratedRow row, Faults faults) {
    if (required(row, CuratedRow.ID, faults) && !isId(row.get(CuratedRow.ID))) {
      faults.malformed(
          CuratedRow.ID,
          row.get(CuratedRow.ID),
          "up to 100 letters, digits, dots, colons, hyphens and underscores");
    }
  }

  private static boolean required(CuratedRow row, String column, Faults faults) {
    boolean there = !row.get(column).isEmpty();
    if (!there) {
      faults.add(RejectionReason.MISSING_FIELD, column, column + " is empty; it is required");
    }
    return there;
  }

  /** The interval, also when it is faulty, so that a rejection can say when. */
  static Optional<Occurrence> occurrence(CuratedRow row, Instant now, Faults faults) {
    String at = row.get(CuratedRow.OCCURRED_AT);
    String precision = row.get(CuratedRow.PRECISION);
    boolean given = required(row, CuratedRow.OCCURRED_AT, faults);
    if (!required(row, CuratedRow.PRECISION, faults)) {
      return Optional.empty();
    }
    if (!Occurrence.isPrecision(precision)) {
      faults.malformed(CuratedRow.PRECISION, precision, Occurrence.precisions());
      return Optional.empty();
    }
    if (!given) {
      return Optional.empty();
    }
    Optional<Occurrence> read = Occurrence.read(at, precision);
    if (read.isEmpty()) {
      String expected = Occurrence.expected(precision) + " (precision " + precision + ")";
      faults.malformed(CuratedRow.OCCURRED_AT, at, expected);
    }
    return read.filter(o -> plausible(o, at, now, faults));
  }

  private static boolean plausible(Occurrence o, String at, Instant now, Faults faults) {
    if (o.from().isBefore(EARLIEST)) {
      faults.add(
          RejectionReason.BAD_INTERVAL,
          CuratedRow.OCCURRED_AT,
          "occurred_at is %s; expected nothing before 1970".formatted(Shown.of(at)));
      return false;
    }
    if (o.from().isAfter(now.plus(CLOCK_SKEW))) {
      faults.add(
          RejectionReason.FUTURE_DATED,
          CuratedRow.OCCURRED_AT,
          "occurred_at is %s; expected nothing after now, %s".formatted(Shown.of(at), now));
      return false;
    }
    return true;
  }

  private static Optional<Instant> publishedAt(
      CuratedRow row, Occurrence o, Instant now, Faults faults) {
    String given = row.get(CuratedRow.PUBLISHED_AT);
    Instant published = o.to();
    if (!given.isEmpty()) {
      try {
        published = OffsetDateTime.parse(given).toInstant();
      } catch (DateTimeException e) {
        faults.malformed(CuratedRow.PUBLISHED_AT, given, "a date and time with offset, or nothing");
        return Optional.empty();
      }
    }
    checkPublished(published, o, now, faults);
    return Optional.of(published);
  }

  private static void checkPublished(Instant published, Occurrence o, Instant now, Faults faults) {
    if (published.isBefore(o.from())) {
      faults.add(
          RejectionReason.BAD_INTERVAL,
          CuratedRow.PUBLISHED_AT,
          "published_at is %s; expected nothing before occurred_at, %s"
              .formatted(published, o.from()));
    }
    if (published.isAfter(now.plus(CLOCK_SKEW))) {
      faults.add(
          RejectionReason.FUTURE_DATED,
          CuratedRow.PUBLISHED_AT,
          "publication (published_at, else the end of the interval) is %s; expected nothing after now, %s: give published_at if the interval is not over"
              .formatted(published, now));
    }
  }

  static long version(CuratedRow row, Faults faults) {
    String version = row.get(CuratedRow.VERSION);
    if (version.isEmpty()) {
      return 1;
    }
    if (!VERSION.matcher(version).matches() || Long.parseLong(version) < 1) {
      faults.malformed(CuratedRow.VERSION, version, "a whole number from 1, or nothing");
      return 1;
    }
    return Long.parseLong(version);
  }

  private static RecordState state(CuratedRow row, Faults faults) {
    String state = row.get(CuratedRow.STATE);
    return switch (state) {
      case "", "ACTIVE" -> RecordState.ACTIVE;
      case "RETRACTED" -> RecordState.RETRACTED;
      default -> {
        faults.malformed(CuratedRow.STATE, state, "ACTIVE, RETRACTED or nothing");
        yield RecordState.UNKNOWN;
      }
    };
  }

  private Place place(CuratedRow row, Faults faults) {
    required(row, CuratedRow.PLACE, faults);
    Double latitude = degrees(row, CuratedRow.LAT, 90, faults);
    Double longitude = degrees(row, CuratedRow.LON, 180, faults);
    checkPair(row, faults);
    String name = row.get(CuratedRow.PLACE);
    String country = row.get(CuratedRow.COUNTRY);
    return Place.newBuilder()
        .setName(name)
        .setCountry(country.isEmpty() ? null : country)
        .setLatitude(latitude)
        .setLongitude(longitude)
        .setPrecision(rules.precision(name, latitude != null))
        .build();
  }

  private static void checkPair(CuratedRow row, Faults faults) {
    boolean north = !row.get(CuratedRow.LAT).isEmpty();
    boolean east = !row.get(CuratedRow.LON).isEmpty();
    if (north != east) {
      String missing = north ? CuratedRow.LON : CuratedRow.LAT;
      faults.add(
          RejectionReason.BAD_COORDINATES,
          missing,
          missing + " is empty; expected both lat and lon, or neither");
    }
  }

  private static Double degrees(CuratedRow row, String column, int most, Faults faults) {
    return Numbers.degrees(column, row.get(column), most, faults);
  }

  private static Integer count(CuratedRow row, String column, Faults faults) {
    return Numbers.count(column, row.get(column), faults);
  }

  private Source source(CuratedRow row, Faults faults) {
    required(row, CuratedRow.SOURCE_NAME, faults);
    String name = row.get(CuratedRow.SOURCE_NAME);
    String url = row.get(CuratedRow.SOURCE_URL);
    if (!url.isEmpty() && !isWebAddress(url)) {
      faults.malformed(CuratedRow.SOURCE_URL, url, "an http or https address, or nothing");
    }
    var grade = grades.of(name);
    return Source.newBuilder()
        .setName(name)
        .setPublisher(grade.publisher())
        .setUrl(url.isEmpty() ? null : url)
        .setReliability(grade.reliability())
        .setCredibility(grade.credibility())
        .build();
  }

  // pages link to it, so nothing that a browser would execute
  private static boolean isWebAddress(String url) {
    try {
      var address = new URI(url);
      return Set.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
