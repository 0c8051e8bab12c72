package io.brinkwatch.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.model.RejectionReason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a whole JSON text with Brinkwatch's own fields: one object, or a list of objects. */
public final class CuratedBodies {
  private CuratedBodies() {}

  /**
   * The rows of a text, in order, each by its place in the list, from 1.
   *
   * @param origin what to call it in messages
   * @throws SourceException if it is neither an object nor a list, or no JSON at all
   */
  public static List<Row> rows(String json, Feed feed, String origin, Clock clock) {
    JsonNode root = parsed(json, origin);
    if (!root.isObject() && !root.isArray()) {
      throw new SourceException(origin + " is neither a JSON object nor a list of objects");
    }
    var reading = new CuratedReading(feed, origin, place -> "at index " + (place - 1), clock);
    List<Row> rows = new ArrayList<>();
    for (JsonNode each : root.isArray() ? root : List.of(root)) {
      rows.add(row(each, rows.size() + 1L, reading));
    }
    return rows;
  }

  private static JsonNode parsed(String json, String origin) {
    try {
      return CuratedJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new SourceException("%s is not JSON: %s".formatted(origin, JsonFaults.inText(e)), e);
    }
  }

  private static Row row(JsonNode json, long place, CuratedReading reading) {
    var faults = new Faults();
    CuratedRow row =
        json.isObject() ? CuratedJson.row(json, place, faults) : notAnObject(place, faults);
    return json.isObject() ? reading.row(row, faults) : reading.refused(row, faults);
  }

  private static CuratedRow notAnObject(long place, Faults faults) {
    faults.add(RejectionReason.MALFORMED, null, "expected a JSON object");
    return new CuratedRow(place, Map.of());
  }
}
