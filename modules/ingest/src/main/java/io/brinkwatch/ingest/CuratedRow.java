package io.brinkwatch.ingest;

import java.util.List;
import java.util.Map;

/** The cells of one row by column, trimmed; columns that are absent are empty. */
record CuratedRow(long line, Map<String, String> cells) {

  static final String ID = "id";
  static final String OCCURRED_AT = "occurred_at";
  static final String PRECISION = "precision";
  static final String TYPE = "type";
  static final String ACTOR = "actor";
  static final String TARGET = "target";
  static final String COUNTRY = "country";
  static final String PLACE = "place";
  static final String LAT = "lat";
  static final String LON = "lon";
  static final String FATALITIES = "fatalities";
  static final String INJURIES = "injuries";
  static final String WEAPON = "weapon";
  static final String SUMMARY = "summary";
  static final String SOURCE_NAME = "source_name";
  static final String SOURCE_URL = "source_url";
  static final String VERSION = "version";
  static final String STATE = "state";
  static final String PUBLISHED_AT = "published_at";
  static final String COUNT = "count";
  static final String SINCE = "since";

  /** What the source must have, even if it is empty. */
  static final List<String> COLUMNS =
      List.of(
          ID,
          OCCURRED_AT,
          PRECISION,
          TYPE,
          ACTOR,
          TARGET,
          COUNTRY,
          PLACE,
          LAT,
          LON,
          FATALITIES,
          INJURIES,
          WEAPON,
          SUMMARY,
          SOURCE_NAME,
          SOURCE_URL);

  /** What it may have besides. */
  static final List<String> OPTIONAL = List.of(VERSION, STATE, PUBLISHED_AT, COUNT, SINCE);

  String get(String column) {
    return cells.getOrDefault(column, "");
  }
}
