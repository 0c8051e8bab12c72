package io.brinkwatch.ingest.gdelt;

import java.util.Arrays;

/** An invented row in the shape of an event file, good unless told otherwise. */
final class EventRow {
  private static final int ACTION_GEO_V2 = 51;
  private static final int ACTION_GEO_V1 = 49;

  private final String[] cells;
  private final int geo;
  private final int latitude;
  private final int dateAdded;

  private EventRow(int columns, int geo, int latitude, int dateAdded) {
    cells = new String[columns];
    Arrays.fill(cells, "");
    this.geo = geo;
    this.latitude = latitude;
    this.dateAdded = dateAdded;
  }

  static EventRow v2() {
    return new EventRow(61, ACTION_GEO_V2, 56, 59)
        .good()
        .dateAdded("20240105101500")
        .url("https://www.example.org/news/strike");
  }

  /** A row of GDELT 1.0 with 57 or 58 columns. */
  static EventRow v1(int columns) {
    EventRow row = new EventRow(columns, ACTION_GEO_V1, 53, 56).good().dateAdded("20240105");
    return columns == 58 ? row.url("https://www.example.org/news/strike") : row;
  }

  private EventRow good() {
    return cell(0, "900000001")
        .day("20240105")
        .cell(25, "1")
        .code("195")
        .actor(1, "ISRMIL", "ISRAELI", "ISR", "", "MIL")
        .actor(2, "LBNREBHEZ", "HEZBOLLAH", "LBN", "HEZ", "REB")
        .place("4", "Tyre, Al Janub, Lebanon", "LE")
        .at("33.2733", "35.1939");
  }

  EventRow cell(int column, String value) {
    cells[column] = value;
    return this;
  }

  EventRow day(String day) {
    return cell(1, day);
  }

  EventRow code(String code) {
    return cell(26, code);
  }

  EventRow actor(int which, String code, String name, String country, String group, String role) {
    int first = which == 1 ? 5 : 15;
    return cell(first, code)
        .cell(first + 1, name)
        .cell(first + 2, country)
        .cell(first + 3, group)
        .cell(first + 7, role);
  }

  EventRow state(int which, String country, String name) {
    return actor(which, country, name, country, "", "");
  }

  EventRow nobody(int which) {
    return actor(which, "", "", "", "", "");
  }

  EventRow place(String type, String name, String fips) {
    return cell(geo, type).cell(geo + 1, name).cell(geo + 2, fips);
  }

  EventRow at(String latitudeCell, String longitudeCell) {
    return cell(latitude, latitudeCell).cell(latitude + 1, longitudeCell);
  }

  EventRow dateAdded(String time) {
    return cell(dateAdded, time);
  }

  EventRow url(String url) {
    return cell(dateAdded + 1, url);
  }

  @Override
  public String toString() {
    return String.join("\t", cells);
  }
}
