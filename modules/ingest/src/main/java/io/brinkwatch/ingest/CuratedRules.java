package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.Weapon;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How words of curated rows become classes. The tables are resources under {@code curated/}, each
 * line with its reason, so that they can be reviewed by people who do not read Java.
 */
final class CuratedRules {

  /**
   * What a type of the source stands for.
   *
   * @param kinetic whether weapon, target class and outcome mean something
   */
  record Meaning(IncidentType incidentType, boolean kinetic) {}

  // each part of "25 rockets, 3 drones" that begins with a number counts
  private static final Pattern COUNTED =
      Pattern.compile(
          "(?:^|,)\\s*(?:about |some )?(\\d{1,3}(?:,\\d{3})?|\\d{4,6})\\s",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, Meaning> types =
      Tables.read("curated/types.csv").stream()
          .collect(
              Collectors.toMap(
                  r -> r.getField("type"), CuratedRules::meaning, (a, b) -> a, TreeMap::new));
  private final Map<String, GeoPrecision> places =
      Tables.read("curated/places.csv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  r -> r.getField("place"), r -> GeoPrecision.valueOf(r.getField("precision"))));
  private final Words<Weapon> weapons = Words.load("curated/weapons.csv", Weapon.class);
  private final Words<TargetClass> targets =
      Words.load("curated/target-classes.csv", TargetClass.class);
  private final Words<Outcome> outcomes = Words.load("curated/outcomes.csv", Outcome.class);
  private final Words<ForceStatus> forces =
      Words.load("curated/force-status.csv", ForceStatus.class);
  private final Words<ClaimStage> claims = Words.load("curated/claim-stages.csv", ClaimStage.class);

  private static Meaning meaning(NamedCsvRecord r) {
    return new Meaning(
        IncidentType.valueOf(r.getField("maps_to")), r.getField("kinetic").equals("yes"));
  }

  /** Meanings by type name, in alphabetical order. */
  Map<String, Meaning> types() {
    return types;
  }

  Weapon weapon(CuratedRow row, Meaning meaning) {
    return meaning.kinetic() ? weapons.of(row).orElse(Weapon.UNSPECIFIED) : Weapon.UNSPECIFIED;
  }

  /** Munitions as counted in the weapon column, at least 1. */
  int munitions(CuratedRow row, Meaning meaning) {
    if (!meaning.kinetic()) {
      return 1;
    }
    int counted =
        COUNTED
            .matcher(row.get(CuratedRow.WEAPON))
            .results()
            .map(MatchResult::group)
            .mapToInt(CuratedRules::number)
            .sum();
    return Math.max(1, counted);
  }

  private static int number(String counted) {
    return Integer.parseInt(counted.replaceAll("\\D", ""));
  }

  TargetClass targetClass(CuratedRow row, Meaning meaning) {
    return meaning.kinetic()
        ? targets.of(row).orElse(TargetClass.UNSPECIFIED)
        : TargetClass.UNSPECIFIED;
  }

  Outcome outcome(CuratedRow row, Meaning meaning) {
    return meaning.kinetic() ? outcomes.of(row).orElse(Outcome.HIT) : Outcome.UNSPECIFIED;
  }

  ForceStatus forceStatus(CuratedRow row, Meaning meaning) {
    return meaning.incidentType() == IncidentType.FORCE_DEPLOYMENT
        ? forces.of(row).orElse(ForceStatus.ORDERED)
        : ForceStatus.NONE;
  }

  /** Stage of a claimed transfer; a transfer reported without one counts as the weakest. */
  ClaimStage claimStage(CuratedRow row, Meaning meaning) {
    return switch (meaning.incidentType()) {
      case ARMS_TRANSFER -> claims.of(row).orElse(ClaimStage.INTENT);
      case INTELLIGENCE_DISCLOSURE -> claims.of(row).orElse(ClaimStage.NONE);
      default -> ClaimStage.NONE;
    };
  }

  /** What is moved or transferred, or said to be; null if it is neither or not said. */
  String capability(CuratedRow row, Meaning meaning) {
    String named = row.get(CuratedRow.WEAPON);
    boolean moves =
        meaning.incidentType() == IncidentType.FORCE_DEPLOYMENT
            || claimStage(row, meaning) != ClaimStage.NONE;
    return moves && !named.isEmpty() ? named : null;
  }

  /** Coordinates of the source are approximate, so a point is NEAR at best. */
  GeoPrecision precision(String place, boolean located) {
    return places.getOrDefault(place, located ? GeoPrecision.NEAR : GeoPrecision.UNKNOWN);
  }
}
