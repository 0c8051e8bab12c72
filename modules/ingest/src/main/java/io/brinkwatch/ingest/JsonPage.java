package io.brinkwatch.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One page of an interface that answers with rows in JSON, read row by row. A page is one text:
 * where it breaks, reading ends, and what was handed out before stands.
 *
 * @param facts what the page says beside its rows, as text
 * @param rows how many rows it held
 * @param listed whether the list of rows was there at all
 */
public record JsonPage(Map<String, String> facts, long rows, boolean listed) {
  private static final int LONGEST = 1_000_000;
  private static final int DEEPEST = 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  /**
   * Reads a page.
   *
   * @param list name of the list that holds the rows; a list without a name around it is read too
   * @param rows takes every row; its line is its place in the list, from 1
   * @throws SourceException if it is not JSON, or not to the end
   */
  public static JsonPage read(InputStream in, String origin, String list, Consumer<Cells> rows)
      throws IOException {
    var reading = new Reading(origin, rows);
    // a reader of our own, for the parser would guess the encoding
    var utf8 = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    try (JsonParser json = JSON.createParser(utf8).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
      return reading.page(json, list);
    } catch (JsonProcessingException e) {
      throw new SourceException(
          "%s is not whole JSON behind row %d: %s"
              .formatted(origin, reading.count, JsonFaults.inText(e)),
          e);
    } catch (CharacterCodingException e) {
      throw new SourceException(
          "%s is not valid UTF-8 behind row %d".formatted(origin, reading.count), e);
    }
  }

  private static final class Reading {
    private final String origin;
    private final Consumer<Cells> rows;
    private final Map<String, String> facts = new HashMap<>();
    private long count;
    private boolean listed;

    Reading(String origin, Consumer<Cells> rows) {
      this.origin = origin;
      this.rows = rows;
    }

    JsonPage page(JsonParser json, String list) throws IOException {
      JsonToken start = json.nextToken();
      if (start == JsonToken.START_ARRAY) {
        rows(json);
      } else if (start == JsonToken.START_OBJECT) {
        members(json, list);
      } else {
        throw new SourceException(origin + " is neither a JSON object nor a list");
      }
      return new JsonPage(Map.copyOf(facts), count, listed);
    }

    private void members(JsonParser json, String list) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals(list)) {
          rows(json);
        } else {
          facts.put(name, value(json));
        }
      }
    }

    private void rows(JsonParser json) throws IOException {
      listed = true;
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        count++;
        // anything else has no cells, and is refused for the fields it lacks
        rows.accept(
            new Cells(origin, count, token == JsonToken.START_OBJECT ? row(json) : other(json)));
      }
    }

    private static Map<String, String> other(JsonParser json) throws IOException {
      json.skipChildren();
      return Map.of();
    }

    private static Map<String, String> row(JsonParser json) throws IOException {
      var values = new HashMap<String, String>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        values.put(name, value(json));
      }
      return values;
    }

    // lists and objects inside a row hold nothing that is used
    private static String value(JsonParser json) throws IOException {
      JsonToken token = json.currentToken();
      if (token.isStructStart()) {
        json.skipChildren();
        return "";
      }
      return token == JsonToken.VALUE_NULL ? "" : json.getText();
    }
  }
}
