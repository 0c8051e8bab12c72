package io.brinkwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brinkwatch.cli.show.RecordJson;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/** Shows records of one topic as JSON. A record that cannot be read is told, and left behind. */
final class RecordPrinter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** How to show records. */
  record Form(boolean compact, boolean headers, boolean raw, String key) {}

  private final Terminal terminal;
  private final TailedTopic topic;
  private final Form form;
  private final KafkaAvroDeserializer keys = new KafkaAvroDeserializer();
  private final KafkaAvroDeserializer values = new KafkaAvroDeserializer();

  RecordPrinter(
      Terminal terminal, TailedTopic topic, Form form, Map<String, Object> configuration) {
    this.terminal = terminal;
    this.topic = topic;
    this.form = form;
    keys.configure(configuration, true);
    values.configure(configuration, false);
  }

  /** Shows one record; false if it is not among those asked for, or cannot be read. */
  boolean print(ConsumerRecord<byte[], byte[]> record) {
    try {
      JsonNode key = key(record);
      if (form.key() != null && !matches(key)) {
        return false;
      }
      terminal.json(RecordJson.text(shown(record, key), form.compact()));
      return true;
    } catch (KafkaException | IllegalArgumentException e) {
      if (Failures.isRegistryAway(e)) {
        throw e; // the next record would fare no better
      }
      terminal.complaint(
          Text.of(
              "%s-%d offset %d cannot be read (--raw shows its bytes): %s"
                  .formatted(record.topic(), record.partition(), record.offset(), reason(e)),
              Style.BAD));
      return false;
    }
  }

  private static String reason(Throwable e) {
    return e.getCause() == null
        ? e.getMessage()
        : e.getMessage() + ": " + e.getCause().getMessage();
  }

  private JsonNode key(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return NODES.nullNode();
    }
    if (topic.avroKeys() && !form.raw()) {
      return RecordJson.of(keys.deserialize(record.topic(), record.key()));
    }
    return NODES.textNode(
        topic.avroKeys() || (topic.deadLetters() && !isText(record.key()))
            ? hex(record.key())
            : new String(record.key(), StandardCharsets.UTF_8));
  }

  // letters come from topics with any kind of key; those of Avro begin with a zero
  private static boolean isText(byte[] key) {
    return key.length == 0 || key[0] != 0;
  }

  private boolean matches(JsonNode key) {
    if (key.isObject()) {
      return key.properties().stream()
          .anyMatch(field -> form.key().equals(field.getValue().asText()));
    }
    return form.key().equals(key.asText());
  }

  private ObjectNode shown(ConsumerRecord<byte[], byte[]> record, JsonNode key) {
    ObjectNode node = NODES.objectNode();
    node.put("partition", record.partition());
    node.put("offset", record.offset());
    node.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
    if (form.headers() || topic.deadLetters()) {
      node.set("headers", headers(record));
    }
    node.set("key", key);
    node.set("value", value(record));
    return node;
  }

  private static ObjectNode headers(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode node = NODES.objectNode();
    for (Header header : record.headers()) {
      node.put(
          header.key(),
          header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
    }
    return node;
  }

  private JsonNode value(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return NODES.nullNode();
    }
    if (form.raw() || topic.deadLetters()) {
      return NODES.textNode(hex(record.value()));
    }
    return RecordJson.of(values.deserialize(record.topic(), record.headers(), record.value()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
