package io.brinkwatch.model;

import io.brinkwatch.registry.SpecificAvroSerde;
import io.brinkwatch.registry.TrustedClasses;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes for topics: Avro under the Confluent wire format, with CloudEvents headers on values.
 *
 * @param configuration of the registry client, {@code schema.registry.url} at least
 */
public record AvroSerdes(Map<String, Object> configuration) {

  public AvroSerdes {
    configuration = Map.copyOf(configuration);
    TrustedClasses.trust(AvroSerdes.class.getPackageName());
  }

  /**
   * Serdes against one registry.
   *
   * @param register whether unknown schemas are registered as records are written; off wherever
   *     people depend on the contract
   */
  public static AvroSerdes at(String registryUrl, boolean register, Map<String, ?> client) {
    var configuration = new HashMap<String, Object>(client);
    configuration.put("schema.registry.url", registryUrl);
    configuration.put("auto.register.schemas", register);
    configuration.put("avro.remove.java.properties", true);
    return new AvroSerdes(configuration);
  }

  /** Serde of a topic's keys. */
  @SuppressWarnings("unchecked") // the topic's own class decides
  public <K> Serde<K> keys(Topic<K, ?> topic) {
    if (topic.key() == String.class) {
      return (Serde<K>) Serdes.String();
    }
    return (Serde<K>) avro(topic.key().asSubclass(SpecificRecord.class), true);
  }

  /** Serde of a topic's values; writing adds CloudEvents headers. */
  public <V extends SpecificRecord> Serde<V> values(Topic<?, V> topic) {
    Serde<V> avro = avro(topic.value(), false);
    return Serdes.serdeFrom(new CloudEventSerializer<>(avro.serializer()), avro.deserializer());
  }

  private <T extends SpecificRecord> Serde<T> avro(Class<T> type, boolean key) {
    var serde = new SpecificAvroSerde<T>();
    serde.configure(configuration, key);
    return serde;
  }
}
