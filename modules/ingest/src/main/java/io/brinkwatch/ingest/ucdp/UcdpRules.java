package io.brinkwatch.ingest.ucdp;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Grade;
import io.brinkwatch.ingest.Parties;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the codes of UCDP mean here: reviewed tables under {@code ucdp/}. */
final class UcdpRules {

  /** What a type of violence stands for. */
  record Meaning(IncidentType type, boolean directed, TargetClass target, String words) {}

  /** How far the coordinates can be trusted; the radius is null if it cannot be told. */
  record Exactness(GeoPrecision precision, Double radiusKm, boolean atSea) {}

  private final Map<String, Meaning> types =
      table("ucdp/types.csv", r -> r.getField("type_of_violence"), UcdpRules::meaning);
  private final Map<String, TimePrecision> times =
      table(
          "ucdp/date-precision.csv",
          r -> r.getField("code"),
          r -> TimePrecision.valueOf(r.getField("precision")));
  private final Map<String, Exactness> places =
      table("ucdp/where-precision.csv", r -> r.getField("code"), UcdpRules::exactness);
  private final Map<String, String> countries =
      table("ucdp/countries.csv", r -> r.getField("country"), r -> r.getField("why"));
  private final Map<String, Grade> grades =
      table("ucdp/grades.csv", r -> r.getField("release") + r.getField("event_clarity"), Grade::of);
  private final Parties parties = Parties.load("ucdp/actors.csv");

  private static <T> Map<String, T> table(
      String resource, Function<NamedCsvRecord, String> key, Function<NamedCsvRecord, T> value) {
    return Tables.read(resource).stream()
        .collect(Collectors.toMap(key, value, (a, b) -> a, TreeMap::new));
  }

  private static Meaning meaning(NamedCsvRecord r) {
    return new Meaning(
        IncidentType.valueOf(r.getField("maps_to")),
        r.getField("directed").equals("yes"),
        TargetClass.valueOf(r.getField("target_class")),
        r.getField("words"));
  }

  private static Exactness exactness(NamedCsvRecord r) {
    String radius = r.getField("radius_km");
    return new Exactness(
        GeoPrecision.valueOf(r.getField("precision")),
        radius.isEmpty() ? null : Double.valueOf(radius),
        r.getField("at_sea").equals("yes"));
  }

  Map<String, Meaning> types() {
    return types;
  }

  Map<String, TimePrecision> times() {
    return times;
  }

  Map<String, Exactness> places() {
    return places;
  }

  /** Countries of the theatres, with the reason. */
  Map<String, String> countries() {
    return countries;
  }

  /** Grades of an event; one that does not say how clear it is counts as lumped. */
  Grade grade(UcdpRelease.Kind kind, String clarity) {
    Grade known = grades.get(kind.name() + clarity);
    return known == null ? grades.get(kind.name() + "2") : known;
  }

  Parties parties() {
    return parties;
  }
}
