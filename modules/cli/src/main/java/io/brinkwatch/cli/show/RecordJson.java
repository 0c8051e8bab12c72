package io.brinkwatch.cli.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Avro as JSON for people: times as ISO instants, bytes in hex. */
public final class RecordJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecordJson() {}

  /** A value of any Avro type that records are made of; plain strings and null too. */
  public static JsonNode of(Object value) {
    if (value instanceof IndexedRecord record) {
      return record(record);
    }
    return plain(value);
  }

  /** As text, over many lines or on one. */
  public static String text(JsonNode node, boolean compact) {
    try {
      return compact
          ? JSON.writeValueAsString(node)
          : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode record(IndexedRecord record) {
    ObjectNode node = NODES.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      node.set(field.name(), field(record.get(field.pos()), field.schema()));
    }
    return node;
  }

  private static JsonNode field(Object value, Schema schema) {
    if (value instanceof Long millis && isTimestamp(schema)) {
      return NODES.textNode(Instant.ofEpochMilli(millis).toString());
    }
    if (value instanceof Collection<?> items && schema.getType() == Schema.Type.ARRAY) {
      ArrayNode array = NODES.arrayNode();
      items.forEach(item -> array.add(field(item, schema.getElementType())));
      return array;
    }
    return of(value);
  }

  private static boolean isTimestamp(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().anyMatch(RecordJson::isTimestamp);
      case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
      default -> false;
    };
  }

  private static JsonNode plain(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Float number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof ByteBuffer bytes) {
      return NODES.textNode(hex(bytes));
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode node = NODES.objectNode();
      map.forEach((key, each) -> node.set(key.toString(), of(each)));
      return node;
    }
    if (value instanceof Collection<?> items) {
      ArrayNode array = NODES.arrayNode();
      items.forEach(item -> array.add(of(item)));
      return array;
    }
    return NODES.textNode(value.toString());
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
