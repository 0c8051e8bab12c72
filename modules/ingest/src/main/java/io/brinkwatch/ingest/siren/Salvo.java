package io.brinkwatch.ingest.siren;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.Reports;
import io.brinkwatch.ingest.siren.Gazetteer.Locality;
import io.brinkwatch.ingest.siren.SirenRules.Area;
import io.brinkwatch.ingest.siren.SirenRules.Category;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Sirens of one kind in one area, close together in time: what one report tells. */
final class Salvo {
  static final Feed FEED = new Feed("siren", FeedFamily.SIREN);

  private static final String LICENCE =
      "official alert log of the Israeli Home Front Command; recording under Apache-2.0";
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final double EARTH_RADIUS_KM = 6371;
  // a siren sounds for a zone around a locality, so it is never a point
  private static final double SMALLEST_KM = 5;
  private static final double NEAR_KM = 25;

  private final Category category;
  private final Area area;
  private final Instant first;
  private final long line;
  private final TreeMap<String, Locality> localities = new TreeMap<>();
  private final Set<String> alerts = new HashSet<>();
  private Instant last;

  /** A salvo that begins with an alert. */
  Salvo(Category category, Area area, Instant first, long line) {
    this.category = category;
    this.area = area;
    this.first = first;
    this.last = first;
    this.line = line;
  }

  void add(Instant at, String name, Locality locality) {
    last = at;
    localities.put(name, locality);
    alerts.add(at.getEpochSecond() + " " + name);
  }

  Instant first() {
    return first;
  }

  Instant last() {
    return last;
  }

  String kind() {
    return category.kind();
  }

  /** Whether it is known in which area it is. */
  boolean isPlaced() {
    return area.isKnown();
  }

  /** Line of its first alert. */
  long line() {
    return line;
  }

  String id() {
    return FEED.id() + "/" + nativeId();
  }

  private String nativeId() {
    return "%s-%s-%s".formatted(category.kind(), area.name(), ID_TIME.format(first));
  }

  /** The report; its version is the number of alerts, so one cut short is replaced by the whole. */
  IncidentReport report(Instant ingestedAt) {
    Instant to = last.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    return Reports.active(FEED, nativeId(), alerts.size())
        .setSource(source())
        .setType(category.type())
        .setOccurredFrom(first.truncatedTo(ChronoUnit.MINUTES))
        .setOccurredTo(to)
        .setTimePrecision(TimePrecision.MINUTE)
        .setPublishedAt(to)
        .setIngestedAt(ingestedAt)
        .setTargets(List.of("Israel"))
        .setPlace(place())
        .setWeapon(category.weapon())
        .setTargetClass(TargetClass.POPULATED)
        .setMunitions(1)
        .setSummary(summary())
        .setLicence(LICENCE)
        .build();
  }

  /** The report withdrawn: the same with the next version. */
  IncidentReport withdrawn(Withdrawal withdrawal, Instant ingestedAt) {
    IncidentReport report = report(ingestedAt);
    return IncidentReport.newBuilder(report)
        .setVersion(report.getVersion() + 1)
        .setState(RecordState.RETRACTED)
        .setPublishedAt(withdrawal.at())
        .setSummary("Withdrawn: " + withdrawal.why())
        .build();
  }

  private Source source() {
    return Source.newBuilder()
        .setName("Israel Home Front Command")
        .setPublisher("ISRAEL_HOME_FRONT_COMMAND")
        .setReliability(category.reliability())
        .setCredibility(category.credibility())
        .build();
  }

  private String summary() {
    int count = localities.size();
    return "%s in %s, %s"
        .formatted(
            category.words(),
            area.words(),
            count == 1 ? "at " + named() : "at %d places, %s among them".formatted(count, named()));
  }

  private String named() {
    return localities.firstEntry().getValue().name();
  }

  private Place place() {
    List<Locality> located =
        localities.values().stream().filter(l -> l.latitude() != null).toList();
    Place.Builder place = Place.newBuilder().setName(placeName()).setCountry("Israel");
    return located.isEmpty()
        ? place.setPrecision(GeoPrecision.UNKNOWN).build()
        : around(place, located);
  }

  private String placeName() {
    int others = localities.size() - 1;
    return others == 0 ? named() : "%s and %d more".formatted(named(), others);
  }

  // the map is sorted, so the sums are the same in whatever order the alerts came
  private static Place around(Place.Builder place, List<Locality> located) {
    double latitude = located.stream().mapToDouble(Locality::latitude).sum() / located.size();
    double longitude = located.stream().mapToDouble(Locality::longitude).sum() / located.size();
    double reach =
        located.stream().mapToDouble(l -> km(latitude, longitude, l)).max().orElseThrow();
    double radius = Math.max(SMALLEST_KM, Math.ceil(reach));
    return place
        .setLatitude(latitude)
        .setLongitude(longitude)
        .setPrecision(radius <= NEAR_KM ? GeoPrecision.NEAR : GeoPrecision.AREA)
        .setRadiusKm(radius)
        .build();
  }

  // the country is small enough for a plane
  private static double km(double latitude, double longitude, Locality to) {
    double north = Math.toRadians(to.latitude() - latitude);
    double east =
        StrictMath.cos(Math.toRadians(latitude)) * Math.toRadians(to.longitude() - longitude);
    return EARTH_RADIUS_KM * Math.sqrt(north * north + east * east);
  }
}
