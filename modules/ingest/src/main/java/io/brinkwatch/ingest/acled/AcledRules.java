package io.brinkwatch.ingest.acled;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Grade;
import io.brinkwatch.ingest.Parties;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.model.Weapon;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the codes of ACLED mean here: reviewed tables under {@code acled/}. */
final class AcledRules {

  /**
   * What a sub-type stands for.
   *
   * @param type null for rows that are not incidents
   */
  record Meaning(
      IncidentType type, Weapon weapon, Outcome outcome, ForceStatus force, String why) {}

  /** How far the coordinates can be trusted. */
  record Exactness(GeoPrecision precision, double radiusKm) {}

  private static final String NOT_AN_INCIDENT = "SKIP";
  private static final String ANY = "*";
  // 1 is a state's forces, 8 those of a state abroad
  private static final List<Integer> OF_STATES = List.of(1, 8);
  // a span of years, such as (2022-) or (1990-2003)
  private static final Pattern YEARS = Pattern.compile("\\s*\\((\\d{4})?-(\\d{4})?\\)");

  private final Map<String, Map<String, Map<String, Meaning>>> types = types();
  private final Map<String, Integer> inter =
      table("acled/inter.csv", "label", r -> Integer.valueOf(r.getField("code")));
  private final Map<String, String> countries =
      table("acled/countries.csv", "country", r -> r.getField("code"));
  private final Map<String, TimePrecision> times =
      table(
          "acled/time-precision.csv", "code", r -> TimePrecision.valueOf(r.getField("precision")));
  private final Map<String, Exactness> places =
      table("acled/geo-precision.csv", "code", AcledRules::exactness);
  private final Map<String, TargetClass> targets =
      table(
          "acled/target-classes.csv", "code", r -> TargetClass.valueOf(r.getField("target_class")));
  private final Map<String, Grade> grades = table("acled/grades.csv", "source_scale", Grade::of);
  private final List<Pattern> seas = words("acled/seas.csv");
  private final List<Pattern> nobody = words("acled/nobody.csv");
  private final Parties parties = Parties.load("acled/actors.csv");

  private static <T> Map<String, T> table(
      String resource, String key, Function<NamedCsvRecord, T> value) {
    return Tables.read(resource).stream()
        .collect(Collectors.toMap(r -> r.getField(key), value, (a, b) -> a, TreeMap::new));
  }

  private static List<Pattern> words(String resource) {
    return Tables.read(resource).stream()
        .map(r -> Pattern.compile(r.getField("words"), Pattern.CASE_INSENSITIVE))
        .toList();
  }

  private static Exactness exactness(NamedCsvRecord r) {
    return new Exactness(
        GeoPrecision.valueOf(r.getField("precision")), Double.parseDouble(r.getField("radius_km")));
  }

  private static Map<String, Map<String, Map<String, Meaning>>> types() {
    var types = new TreeMap<String, Map<String, Map<String, Meaning>>>();
    for (NamedCsvRecord r : Tables.read("acled/types.csv")) {
      types
          .computeIfAbsent(r.getField("event_type"), t -> new TreeMap<>())
          .computeIfAbsent(r.getField("sub_event_type"), t -> new TreeMap<>())
          .put(r.getField("by"), meaning(r));
    }
    return types;
  }

  private static Meaning meaning(NamedCsvRecord r) {
    String why = r.getField("why");
    if (r.getField("maps_to").equals(NOT_AN_INCIDENT)) {
      return new Meaning(null, null, null, null, why);
    }
    return new Meaning(
        IncidentType.valueOf(r.getField("maps_to")),
        Weapon.valueOf(r.getField("weapon")),
        Outcome.valueOf(r.getField("outcome")),
        ForceStatus.valueOf(r.getField("force")),
        why);
  }

  /** Meanings by event type, sub-type and who acts ("state", "other", or "" for all). */
  Map<String, Map<String, Map<String, Meaning>>> byType() {
    return types;
  }

  /** The meaning of a sub-type, by who acts. */
  static Meaning by(Map<String, Meaning> meanings, int inter1) {
    Meaning all = meanings.get("");
    return all != null ? all : meanings.get(OF_STATES.contains(inter1) ? "state" : "other");
  }

  /** Codes of kinds of actors by label, as text or number. */
  Map<String, Integer> inter() {
    return inter;
  }

  /** Countries of the theatres, and the letters their ids begin with. */
  Map<String, String> countries() {
    return countries;
  }

  Map<String, TimePrecision> times() {
    return times;
  }

  Map<String, Exactness> places() {
    return places;
  }

  /** The class of a target by the code of its kind; 0 if there is none. */
  TargetClass target(int inter2) {
    return targets.getOrDefault(Integer.toString(inter2), TargetClass.UNSPECIFIED);
  }

  Grade grade(String sourceScale) {
    Grade known = grades.get(sourceScale);
    return known == null ? grades.get(ANY) : known;
  }

  boolean isSea(String location) {
    return seas.stream().anyMatch(words -> words.matcher(location).find());
  }

  Parties parties() {
    return parties;
  }

  /** A name without its span of years; empty if it says that nobody is known. */
  String actor(String name) {
    String bare = YEARS.matcher(name).replaceAll("").strip();
    return nobody.stream().anyMatch(words -> words.matcher(bare).find()) ? "" : bare;
  }
}
