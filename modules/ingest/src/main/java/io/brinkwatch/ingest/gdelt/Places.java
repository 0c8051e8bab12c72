package io.brinkwatch.ingest.gdelt;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Place;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Places of rows: which ground, in which country, and what the coordinates stand for. */
final class Places {
  /** Ground of a sea of the region. */
  static final String SEA = "SEA";

  /** GDELT places a city by one point of a gazetteer. */
  static final double CITY_KM = 15;

  private static final Set<String> CITY = Set.of("3", "4");
  private static final Set<String> FIRST_LEVEL = Set.of("2", "5");

  private record Country(String name, boolean region, boolean centroid) {}

  private record Special(String ground, String name, GeoPrecision precision) {}

  /**
   * Where a row says that it happened.
   *
   * @param ground FIPS code of the ground, {@link #SEA}, or empty if no place is told
   * @param inRegion whether force there can be an incident of ours
   */
  record Where(String ground, boolean inRegion, Place place) {
    boolean isSea() {
      return SEA.equals(ground);
    }

    boolean isTold() {
      return !ground.isEmpty();
    }

    boolean isHomeOf(Party party) {
      return party.home().contains(ground);
    }

    /** The place by name only, where a point would name the wrong one. */
    Place withoutPoint() {
      return Place.newBuilder()
          .setName(place.getName())
          .setCountry(place.getCountry())
          .setPrecision(place.getPrecision())
          .build();
    }
  }

  private final Map<String, Country> countries =
      Tables.read("gdelt/countries.csv").stream()
          .collect(Collectors.toUnmodifiableMap(r -> r.getField("fips"), Places::country));
  private final Map<String, Special> specials =
      Tables.read("gdelt/places.csv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  r -> key(r.getField("place"), r.getField("fips")), Places::special));

  private static Country country(NamedCsvRecord r) {
    return new Country(
        r.getField("name"),
        r.getField("region").equals("yes"),
        r.getField("centroid").equals("yes"));
  }

  private static Special special(NamedCsvRecord r) {
    return new Special(
        r.getField("to"), r.getField("name"), GeoPrecision.valueOf(r.getField("precision")));
  }

  private static String key(String firstPart, String fips) {
    return fips + " " + firstPart;
  }

  /**
   * Where a row says that it happened, with coordinates that were checked before. Half a pair is as
   * none: GDELT's gazetteer has such for Georgia, and the row is not at fault.
   */
  Where of(TabLines row, Layout layout, Double latitude, Double longitude) {
    boolean located = latitude != null && longitude != null;
    String fips = row.cell(layout.geoCountry());
    String name = printable(row.cell(layout.geoName()));
    Special special = specials.get(key(firstPart(name), fips));
    String ground = special == null ? fips : special.ground();
    Country country = countries.get(ground);
    GeoPrecision precision =
        special == null
            ? precision(row.cell(layout.geoType()), located)
            : located(special.precision(), located);
    Place.Builder place =
        Place.newBuilder()
            .setName(name)
            .setCountry(countryName(special, country, name))
            .setPrecision(precision);
    if (located && isUsable(precision, country)) {
      place.setLatitude(latitude).setLongitude(longitude);
      place.setRadiusKm(precision == GeoPrecision.NEAR ? CITY_KM : null);
    }
    boolean inRegion = SEA.equals(ground) || (country != null && country.region());
    return new Where(ground, inRegion, place.build());
  }

  // the encoding of some names is broken at the source; what is left of them can still be read
  private static String printable(String text) {
    if (text.codePoints().noneMatch(Shown::isUnsafe)) {
      return text;
    }
    return text.codePoints()
        .filter(c -> !Shown.isUnsafe(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String firstPart(String name) {
    int comma = name.indexOf(',');
    return comma < 0 ? name : name.substring(0, comma);
  }

  private static String countryName(Special special, Country country, String name) {
    if (special != null) {
      return special.name();
    }
    if (country != null) {
      return country.name();
    }
    String last = name.substring(name.lastIndexOf(',') + 1).strip();
    return last.isEmpty() ? null : last;
  }

  private static GeoPrecision located(GeoPrecision precision, boolean located) {
    return located ? precision : GeoPrecision.UNKNOWN;
  }

  /** Countries, US states and first-level divisions are given by their middle. */
  private static GeoPrecision precision(String type, boolean located) {
    if (CITY.contains(type)) {
      return located(GeoPrecision.NEAR, located);
    }
    if (FIRST_LEVEL.contains(type)) {
      return GeoPrecision.AREA;
    }
    return type.equals("1") ? GeoPrecision.COUNTRY : GeoPrecision.UNKNOWN;
  }

  private static boolean isUsable(GeoPrecision precision, Country country) {
    return precision != GeoPrecision.UNKNOWN
        && (precision != GeoPrecision.COUNTRY || country == null || country.centroid());
  }
}
