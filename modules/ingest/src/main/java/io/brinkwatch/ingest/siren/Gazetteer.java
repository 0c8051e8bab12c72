package io.brinkwatch.ingest.siren;

import io.brinkwatch.ingest.Cells;
import io.brinkwatch.ingest.JsonPage;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.input.Md5;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the localities of the siren log lie: name, English name, zone and coordinates. It is an
 * input, for such lists carry terms of their own.
 */
public final class Gazetteer {
  /** Names hold a comma here and there, and so does the list of names in a row. */
  static final String COMMA = ", ";

  /** A locality; without coordinates if they are not known. */
  record Locality(String name, String zone, Double latitude, Double longitude) {}

  // quotation marks are typed in many ways, and one word is spelt with one letter or two
  private static final Pattern QUOTES = Pattern.compile("[\"'\u05F3\u05F4]+");
  private static final String PART = " -";

  private final Map<String, Locality> byName = new HashMap<>();
  private final Map<String, List<Locality>> parts = new HashMap<>();
  private final Map<String, Locality> zones = new HashMap<>();
  private int longest = 1;
  private String md5 = "";

  private Gazetteer() {}

  /** A gazetteer that knows no place. */
  public static Gazetteer none() {
    return new Gazetteer();
  }

  /**
   * Reads a JSON list of objects with {@code name, name_en, zone_en, lat, lng}. Entries without a
   * zone or coordinates, such as the one that stands for all, are left out.
   *
   * @param origin what to call it in messages
   * @throws SourceException if it is no such list, or knows no place
   */
  public static Gazetteer read(InputStream in, String origin) throws IOException {
    var gazetteer = new Gazetteer();
    var hashed = new DigestInputStream(in, Md5.digest());
    JsonPage.read(hashed, origin, "localities", gazetteer::add);
    hashed.transferTo(OutputStream.nullOutputStream());
    gazetteer.md5 = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
    if (gazetteer.byName.isEmpty()) {
      throw new SourceException(
          origin
              + " has no locality with name, zone_en, lat and lng; expected a JSON list of them");
    }
    gazetteer.layZones();
    return gazetteer;
  }

  /** MD5 of what it was read from; empty if it knows no place. */
  String md5() {
    return md5;
  }

  private void add(Cells row) {
    String name = row.text("name");
    String english = row.text("name_en");
    String zone = row.text("zone_en");
    Double latitude = row.degrees("lat", 90);
    Double longitude = row.degrees("lng", 180);
    if (name.isEmpty() || zone.isEmpty() || latitude == null || longitude == null) {
      return;
    }
    var locality = new Locality(english.isEmpty() ? name : english, zone, latitude, longitude);
    byName.put(key(name), locality);
    longest = Math.max(longest, name.split(COMMA, -1).length);
    addParts(name, locality);
  }

  // the log of earlier years names a town whole that is in parts here, and neighbours one by one
  private void addParts(String name, Locality locality) {
    for (String neighbour : name.split(COMMA, -1)) {
      addPart(neighbour, locality);
    }
    addPart(head(name), locality);
  }

  private void addPart(String name, Locality locality) {
    parts.computeIfAbsent(key(name), n -> new ArrayList<>()).add(locality);
  }

  private static String head(String name) {
    int part = name.indexOf(PART);
    return part < 0 ? name : name.substring(0, part);
  }

  private static String key(String name) {
    return QUOTES.matcher(name).replaceAll("").replace("קריית", "קרית").strip();
  }

  private void layZones() {
    var members = new HashMap<String, List<Locality>>();
    byName.values().forEach(l -> members.computeIfAbsent(l.zone(), z -> new ArrayList<>()).add(l));
    members.forEach((zone, localities) -> zones.put(zone, middle(zone, zone, localities)));
  }

  // summed up in one order, for the last digit must not depend on that of a map
  private static Locality middle(String name, String zone, List<Locality> localities) {
    List<Locality> sorted =
        localities.stream()
            .sorted(Comparator.comparing(Locality::latitude).thenComparing(Locality::longitude))
            .toList();
    return new Locality(
        name,
        zone,
        sorted.stream().mapToDouble(Locality::latitude).sum() / sorted.size(),
        sorted.stream().mapToDouble(Locality::longitude).sum() / sorted.size());
  }

  /** The locality of a name; the middle of its parts, or the whole it is a part of. */
  Optional<Locality> of(String name) {
    return Optional.ofNullable(byName.get(key(name)))
        .or(() -> whole(name))
        .or(() -> Optional.ofNullable(byName.get(key(head(name)))))
        .or(() -> whole(head(name)));
  }

  private Optional<Locality> whole(String name) {
    return Optional.ofNullable(parts.get(key(name)))
        .map(found -> middle(head(found.get(0).name()), found.get(0).zone(), found));
  }

  /** The middle of a zone; without coordinates if it has no locality here. */
  Locality zone(String zone) {
    return zones.getOrDefault(zone, new Locality(zone, zone, null, null));
  }

  /** Names of a list; where several parts together are one known name, they stay together. */
  List<String> names(String list) {
    String[] words = list.split(COMMA, -1);
    var names = new ArrayList<String>();
    for (int from = 0; from < words.length; ) {
      int to = end(words, from);
      names.add(String.join(COMMA, List.of(words).subList(from, to)).strip());
      from = to;
    }
    return names;
  }

  private int end(String[] words, int from) {
    for (int to = Math.min(words.length, from + longest); to > from + 1; to--) {
      if (byName.containsKey(key(String.join(COMMA, List.of(words).subList(from, to))))) {
        return to;
      }
    }
    return from + 1;
  }
}
