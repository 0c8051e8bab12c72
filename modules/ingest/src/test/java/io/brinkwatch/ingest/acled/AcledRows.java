package io.brinkwatch.ingest.acled;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Invented rows in the shape of the source, whose own may not be given away. */
final class AcledRows {
  static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private AcledRows() {}

  /** A strike that never happened. */
  static Map<String, String> strike() {
    var row = new LinkedHashMap<String, String>();
    row.put("event_id_cnty", "LBN900001");
    row.put("event_date", "2030-03-08");
    row.put("year", "2030");
    row.put("time_precision", "1");
    row.put("disorder_type", "Political violence");
    row.put("event_type", "Explosions/Remote violence");
    row.put("sub_event_type", "Air/drone strike");
    row.put("actor1", "Military Forces of Israel (2022-)");
    row.put("assoc_actor_1", "");
    row.put("inter1", "External/Other Forces");
    row.put("actor2", "Hezbollah");
    row.put("assoc_actor_2", "");
    row.put("inter2", "Political Militia");
    row.put("interaction", "38");
    row.put("civilian_targeting", "");
    row.put("iso", "422");
    row.put("region", "Middle East");
    row.put("country", "Lebanon");
    row.put("admin1", "Invented");
    row.put("admin2", "Invented");
    row.put("admin3", "");
    row.put("location", "Nowhere Village");
    row.put("latitude", "33.2");
    row.put("longitude", "35.4");
    row.put("geo_precision", "1");
    row.put("source", "Invented Daily; Invented Agency");
    row.put("source_scale", "National-International");
    row.put("notes", "On 8 March, an invented \"strike\",\nover two lines.");
    row.put("fatalities", "2");
    row.put("tags", "");
    row.put("timestamp", "1899900000");
    return row;
  }

  /** The row with some columns changed: name, value, name, value. */
  static Map<String, String> strike(String... changes) {
    Map<String, String> row = strike();
    for (int i = 0; i < changes.length; i += 2) {
      row.put(changes[i], changes[i + 1]);
    }
    return row;
  }

  static String csv(Iterable<Map<String, String>> rows) {
    var text = new StringBuilder(String.join(",", strike().keySet())).append('\n');
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  static String line(Map<String, String> row) {
    return row.values().stream()
        .map(value -> '"' + value.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }

  static String json(Map<String, String> row) {
    return row.entrySet().stream()
        .map(e -> quoted(e.getKey()) + ":" + quoted(e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
