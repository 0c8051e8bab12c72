package io.brinkwatch.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.model.Policy;
import io.brinkwatch.registry.TrustedClasses;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Plain JSON to a generated record, led by its schema: nothing unknown, nothing missing, nothing of
 * another type. Times are ISO 8601 text. Every fault is noted with its path and reading goes on, so
 * that people can mend all of them at once; a record read with faults must not be used.
 */
final class StrictJson {
  static {
    TrustedClasses.trust(Policy.class.getPackageName());
  }

  private final String file;
  private final FileFaults faults;

  StrictJson(String file, FileFaults faults) {
    this.file = file;
    this.faults = faults;
  }

  /** A record of the class; null if it has faults. */
  <T extends SpecificRecord> T read(JsonNode json, Class<T> type, String path) {
    int before = faults.count();
    Object value = value(json, SpecificData.get().getSchema(type), path);
    return faults.count() == before ? type.cast(value) : null;
  }

  private Object value(JsonNode json, Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD -> json.isObject() ? record(json, schema, path) : wrong(json, path, "an object");
      case ENUM -> symbol(json, schema, path);
      case ARRAY -> json.isArray() ? array(json, schema, path) : wrong(json, path, "a list");
      case MAP -> json.isObject() ? map(json, schema, path) : wrong(json, path, "an object");
      case UNION -> optional(json, schema, path);
      case STRING -> json.isTextual() ? json.textValue() : wrong(json, path, "text");
      case BOOLEAN -> json.isBoolean() ? json.booleanValue() : wrong(json, path, "true or false");
      case INT ->
          json.canConvertToInt() && json.isIntegralNumber()
              ? json.intValue()
              : wrong(json, path, "a whole number");
      case DOUBLE ->
          json.isNumber() && Double.isFinite(json.doubleValue())
              ? json.doubleValue()
              : wrong(json, path, "a number");
      case LONG -> time(json, path);
      default -> throw new IllegalStateException("no JSON form for " + schema);
    };
  }

  private Object wrong(JsonNode json, String path, String expected) {
    faults.add(file, path, "is %s; expected %s".formatted(shown(json), expected));
    return null;
  }

  private static String shown(JsonNode json) {
    return json.isTextual() ? Shown.of(json.textValue()) : Shown.of(json.toString());
  }

  private Object record(JsonNode json, Schema schema, String path) {
    var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (schema.getField(name) == null) {
                faults.add(file, at(path, name), "is not known; expected " + names(schema));
              }
            });
    for (Schema.Field field : schema.getFields()) {
      Object value = field(json, field, path);
      // primitives cannot take the null of a faulty field; the others have it already
      if (value != null) {
        record.put(field.pos(), value);
      }
    }
    return record;
  }

  private static String names(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
  }

  private Object field(JsonNode json, Schema.Field field, String path) {
    JsonNode value = json.get(field.name());
    if (value != null) {
      return value(value, field.schema(), at(path, field.name()));
    }
    if (field.hasDefaultValue()) {
      return SpecificData.get().getDefaultValue(field);
    }
    faults.add(file, at(path, field.name()), "is missing: " + field.doc());
    return null;
  }

  private Object symbol(JsonNode json, Schema schema, String path) {
    if (!json.isTextual() || !schema.hasEnumSymbol(json.textValue())) {
      return wrong(json, path, "one of " + schema.getEnumSymbols());
    }
    return SpecificData.get().createEnum(json.textValue(), schema);
  }

  private Object array(JsonNode json, Schema schema, String path) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      values.add(value(json.get(i), schema.getElementType(), "%s[%d]".formatted(path, i)));
    }
    return values;
  }

  private Object map(JsonNode json, Schema schema, String path) {
    Map<String, Object> values = new HashMap<>();
    json.properties()
        .forEach(
            e ->
                values.put(
                    e.getKey(), value(e.getValue(), schema.getValueType(), at(path, e.getKey()))));
    return values;
  }

  // the only unions here are null or one type
  private Object optional(JsonNode json, Schema schema, String path) {
    return json.isNull() ? null : value(json, schema.getTypes().get(1), path);
  }

  private Object time(JsonNode json, String path) {
    String expected = "a time such as 2000-01-01T00:00:00Z";
    if (!json.isTextual()) {
      return wrong(json, path, expected);
    }
    try {
      return Instant.parse(json.textValue());
    } catch (DateTimeException e) {
      return wrong(json, path, expected);
    }
  }

  private static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
