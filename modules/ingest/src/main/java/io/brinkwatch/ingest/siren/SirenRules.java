package io.brinkwatch.ingest.siren;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.ingest.siren.Gazetteer.Locality;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Weapon;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the codes of the log mean here: reviewed tables under {@code siren/}. */
final class SirenRules {

  /**
   * What a category stands for.
   *
   * @param type null for rows that are not incidents
   */
  record Category(
      String kind,
      IncidentType type,
      Weapon weapon,
      Reliability reliability,
      Credibility credibility,
      String words,
      String why) {}

  /** Zones that one salvo covers. */
  record Area(String name, String words) {

    /** Whether it is known where this is. */
    boolean isKnown() {
      return !this.equals(NOWHERE);
    }
  }

  /** A place with the area it belongs to. */
  record Spot(Locality locality, Area area) {}

  private record OldZone(String beginning, String zone) {}

  private static final String NOT_AN_INCIDENT = "SKIP";
  private static final Area NOWHERE = new Area("somewhere", "Israel");

  private final Map<String, Category> categories =
      Tables.read("siren/categories.csv").stream()
          .collect(
              Collectors.toMap(
                  r -> r.getField("category"), SirenRules::category, (a, b) -> a, TreeMap::new));
  private final Map<String, Area> areas =
      Tables.read("siren/areas.csv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  r -> r.getField("zone"), r -> new Area(r.getField("area"), r.getField("words"))));
  // the longest beginning decides
  private final List<OldZone> oldZones =
      Tables.read("siren/old-zones.csv").stream()
          .map(r -> new OldZone(r.getField("beginning"), r.getField("zone")))
          .sorted(Comparator.comparing((OldZone z) -> z.beginning().length()).reversed())
          .toList();
  private final Gazetteer gazetteer;

  SirenRules(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /** What tells one gazetteer from another. */
  String gazetteer() {
    return gazetteer.md5();
  }

  private static Category category(NamedCsvRecord r) {
    String why = r.getField("why");
    if (r.getField("maps_to").equals(NOT_AN_INCIDENT)) {
      return new Category("", null, null, null, null, "", why);
    }
    return new Category(
        r.getField("kind"),
        IncidentType.valueOf(r.getField("maps_to")),
        Weapon.valueOf(r.getField("weapon")),
        Reliability.valueOf(r.getField("reliability")),
        Credibility.valueOf(r.getField("credibility")),
        r.getField("words"),
        why);
  }

  /** Salvos that were withdrawn, as far as they are known to the program. */
  static List<Withdrawal> withdrawals() {
    return Tables.read("siren/withdrawn.csv").stream()
        .map(
            r ->
                new Withdrawal(
                    r.getField("salvo"),
                    Instant.parse(r.getField("withdrawn_at")),
                    r.getField("why")))
        .toList();
  }

  Map<String, Category> categories() {
    return categories;
  }

  /** The names in a row's list. */
  List<String> names(String list) {
    return gazetteer.names(list);
  }

  /**
   * Where a name lies: as a locality, else as one of the zones in use before 2019, else nowhere.
   */
  Spot spot(String name) {
    Locality locality =
        gazetteer.of(name).or(() -> oldZone(name)).orElse(new Locality(name, "", null, null));
    return new Spot(locality, areas.getOrDefault(locality.zone(), NOWHERE));
  }

  private Optional<Locality> oldZone(String name) {
    return oldZones.stream()
        .filter(z -> name.startsWith(z.beginning()))
        .findFirst()
        .map(z -> gazetteer.zone(z.zone()))
        // without coordinates areas would be told for these few names only
        .filter(l -> l.latitude() != null);
  }
}
