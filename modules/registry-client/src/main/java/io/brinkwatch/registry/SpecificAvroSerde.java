package io.brinkwatch.registry;

import static io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig.USE_LATEST_VERSION;
import static io.confluent.kafka.serializers.KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Generated Avro records in the wire format of the Schema Registry. The package of the generated
 * classes must have been given to {@link TrustedClasses#trust} before the first record is read.
 */
public final class SpecificAvroSerde<T extends SpecificRecord> implements Serde<T> {
  private final KafkaAvroSerializer serializer;
  private final KafkaAvroDeserializer deserializer;

  /** Makes its own client from the {@code schema.registry.url} it is configured with. */
  public SpecificAvroSerde() {
    serializer = new KafkaAvroSerializer();
    deserializer = new KafkaAvroDeserializer();
  }

  /** Shares a client; {@code schema.registry.url} is still needed to configure it, but not used. */
  public SpecificAvroSerde(SchemaRegistryClient client) {
    serializer = new KafkaAvroSerializer(client);
    deserializer = new KafkaAvroDeserializer(client);
  }

  /**
   * Must be called once, before use.
   *
   * @throws IllegalArgumentException if {@link RegistryAuth#check} refuses the source of
   *     credentials
   */
  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    RegistryAuth.check(config);
    serializer.configure(config, isKey);
    deserializer.configure(forReading(config), isKey);
  }

  @Override
  @SuppressWarnings("unchecked") // takes any object; T is one
  public Serializer<T> serializer() {
    return (Serializer<T>) (Serializer<?>) serializer;
  }

  @Override
  @SuppressWarnings("unchecked") // the specific reader creates the class that the schema names
  public Deserializer<T> deserializer() {
    return (Deserializer<T>) (Deserializer<?>) deserializer;
  }

  @Override
  public void close() {
    serializer.close();
    deserializer.close();
  }

  private static Map<String, Object> forReading(Map<String, ?> config) {
    Map<String, Object> reading = new HashMap<>(config);
    reading.put(SPECIFIC_AVRO_READER_CONFIG, true);
    // meant for the writer; a reader that obeys it may put Utf8 where the generated class promises
    // String
    reading.remove(USE_LATEST_VERSION);
    return reading;
  }
}
