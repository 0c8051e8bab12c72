package io.brinkwatch.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.brinkwatch.model.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row with Brinkwatch's own fields as a JSON object. Values are text or numbers; {@code actor}
 * and {@code target} may be lists of text; a field that is null or not there is empty. An unknown
 * field is a fault: it is most likely a misspelt one.
 */
final class CuratedJson {
  private static final Set<String> LISTS = Set.of(CuratedRow.ACTOR, CuratedRow.TARGET);
  private static final String SEPARATOR = ";";

  /** Strict: one value, each field once. */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private CuratedJson() {}

  /** The row in a text; without use if there are faults afterwards. */
  static CuratedRow parse(String text, long line, Faults faults) {
    try {
      return row(MAPPER.readTree(text), line, faults);
    } catch (JsonProcessingException e) {
      faults.add(RejectionReason.MALFORMED, null, "this is not JSON: " + JsonFaults.inLine(e));
      return new CuratedRow(line, Map.of());
    }
  }

  /** The row in a JSON value; without use if there are faults afterwards. */
  static CuratedRow row(JsonNode json, long line, Faults faults) {
    Map<String, String> cells = new HashMap<>();
    if (!json.isObject()) {
      faults.add(
          RejectionReason.MALFORMED, null, "this is no JSON object: " + Shown.of(json.toString()));
    }
    json.properties()
        .forEach(
            field -> cells.put(field.getKey(), cell(field.getKey(), field.getValue(), faults)));
    return new CuratedRow(line, cells);
  }

  private static String cell(String name, JsonNode value, Faults faults) {
    if (!CuratedRow.COLUMNS.contains(name) && !CuratedRow.OPTIONAL.contains(name)) {
      faults.malformed(
          "field name", name, "one of " + CuratedRow.COLUMNS + " and " + CuratedRow.OPTIONAL);
      return "";
    }
    if (LISTS.contains(name) && value.isArray()) {
      return list(name, value, faults);
    }
    if (value.isNull()) {
      return "";
    }
    if (value.isBigDecimal()) {
      return value.decimalValue().toPlainString();
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      faults.malformed(
          name, value.toString(), "text or a number" + (LISTS.contains(name) ? " or a list" : ""));
      return "";
    }
    return printable(name, value.asText(), faults);
  }

  private static String list(String name, JsonNode values, Faults faults) {
    List<String> names = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isTextual() || value.textValue().contains(SEPARATOR)) {
        faults.malformed(name, value.toString(), "a list of names without semicolons");
      } else {
        names.add(printable(name, value.textValue(), faults));
      }
    }
    return String.join(SEPARATOR, names);
  }

  private static String printable(String name, String text, Faults faults) {
    if (text.codePoints().anyMatch(Shown::isUnsafe)) {
      faults.malformed(name, text, "printable text");
    }
    return text.strip();
  }
}
