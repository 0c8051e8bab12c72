package io.brinkwatch.ingest;

import io.brinkwatch.model.AvroSerdes;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;

/** Turns values into bytes under the schemas of their topics. */
final class RecordEncoder implements AutoCloseable {
  private final ConnectionSettings settings;
  private final AvroSerdes avro;
  private final Map<Topic<?, ?>, Serde<?>> keys = new HashMap<>();
  private final Map<Topic<?, ?>, Serde<?>> values = new HashMap<>();

  RecordEncoder(ConnectionSettings settings, AvroSerdes avro) {
    this.settings = settings;
    this.avro = avro;
  }

  /**
   * A record, ready to send.
   *
   * @param partition null: by the key
   * @param time of the record; null: when it is sent
   * @param value null: a tombstone
   * @throws PublishException if the registry fails or does not have the schema
   */
  <K, V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
      Topic<K, V> topic, Integer partition, Instant time, K key, V value) {
    var headers = new RecordHeaders();
    try {
      byte[] keyBytes = keys(topic).serializer().serialize(topic.name(), key);
      byte[] valueBytes = values(topic).serializer().serialize(topic.name(), headers, value);
      Long timestamp = time == null ? null : time.toEpochMilli();
      return new ProducerRecord<>(
          topic.name(), partition, timestamp, keyBytes, valueBytes, headers);
    } catch (KafkaException e) {
      throw PublishException.of(
          "writing a record for " + topic.name(),
          settings.bootstrapServers(),
          settings.registryUrl(),
          e);
    }
  }

  @SuppressWarnings("unchecked") // put there for the same topic
  private <K> Serde<K> keys(Topic<K, ?> topic) {
    return (Serde<K>) keys.computeIfAbsent(topic, t -> avro.keys(topic));
  }

  @SuppressWarnings("unchecked") // put there for the same topic
  private <V extends SpecificRecord> Serde<V> values(Topic<?, V> topic) {
    return (Serde<V>) values.computeIfAbsent(topic, t -> avro.values(topic));
  }

  @Override
  public void close() {
    keys.values().forEach(Serde::close);
    values.values().forEach(Serde::close);
  }
}
