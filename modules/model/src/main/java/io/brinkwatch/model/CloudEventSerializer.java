package io.brinkwatch.model;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Adds CloudEvents 1.0 attributes as {@code ce_} headers (Kafka binary mode). */
record CloudEventSerializer<T>(Serializer<T> avro) implements Serializer<T> {

  @Override
  public byte[] serialize(String topic, T value) {
    return avro.serialize(topic, value);
  }

  @Override
  public byte[] serialize(String topic, Headers headers, T value) {
    if (value != null) {
      CloudEvent event = CloudEvent.about(value);
      put(headers, "ce_specversion", "1.0");
      put(headers, "ce_id", event.id());
      put(headers, "ce_source", "/brinkwatch/" + topic);
      put(headers, "ce_type", "io.brinkwatch." + value.getClass().getSimpleName());
      put(headers, "ce_time", event.time().toString());
      put(headers, "ce_subject", event.subject());
      put(headers, "content-type", "application/avro");
    }
    return avro.serialize(topic, headers, value);
  }

  // a record made from another inherits its headers: replace, never add
  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    avro.close();
  }
}
