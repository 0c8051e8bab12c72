package io.brinkwatch.ingest.gdelt;

/**
 * Where the columns stand. The first 35 are the same in both versions; each of the three places has
 * an ADM2 code in version 2 and none in version 1.
 */
record Layout(
    String name,
    int fewest,
    int columns,
    int actionGeo,
    int latitude,
    int dateAdded,
    int dateDigits) {

  static final int ID = 0;
  static final int DAY = 1;
  static final int IS_ROOT_EVENT = 25;
  static final int EVENT_CODE = 26;
  private static final int ACTOR_COLUMNS = 10;
  private static final int FIRST_ACTOR = 5;

  /** GDELT 1.0: 57 columns to March 2013, then 58, the last being the address. */
  static final Layout V1 = new Layout("GDELT 1.0", 57, 58, 49, 53, 56, 8);

  /** GDELT 2.0. */
  static final Layout V2 = new Layout("GDELT 2.0", 61, 61, 51, 56, 59, 14);

  boolean fits(int cells) {
    return cells >= fewest && cells <= columns;
  }

  String expected() {
    return fewest == columns
        ? "%d (%s)".formatted(columns, name)
        : "%d or %d (%s)".formatted(fewest, columns, name);
  }

  int geoType() {
    return actionGeo;
  }

  int geoName() {
    return actionGeo + 1;
  }

  int geoCountry() {
    return actionGeo + 2;
  }

  int longitude() {
    return latitude + 1;
  }

  int sourceUrl() {
    return dateAdded + 1;
  }

  /** Column of an actor's code, of the first or the second actor. */
  static int actor(int which) {
    return FIRST_ACTOR + (which - 1) * ACTOR_COLUMNS;
  }
}
