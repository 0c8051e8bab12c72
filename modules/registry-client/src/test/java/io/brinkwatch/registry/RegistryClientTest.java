package io.brinkwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;
import io.confluent.kafka.schemaregistry.client.security.bearerauth.BearerAuthCredentialProvider;
import io.confluent.kafka.schemaregistry.rules.RuleAction;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
  private static final Map<String, String> CONFIG =
      Map.of("schema.registry.url", "mock://registry-client");

  @Test
  void a_generic_record_comes_back_as_it_was_written() {
    GenericRecord sent = generic("Berlin");
    try (var serializer = new KafkaAvroSerializer();
        var deserializer = new KafkaAvroDeserializer()) {
      serializer.configure(CONFIG, false);
      deserializer.configure(CONFIG, false);
      assertThat(deserializer.deserialize("generic", serializer.serialize("generic", sent)))
          .isEqualTo(sent);
    }
  }

  @Test
  void a_specific_record_comes_back_as_its_own_class() {
    TrustedClasses.trust("io.brinkwatch.registry");
    try (var serde = new SpecificAvroSerde<Sighting>()) {
      serde.configure(CONFIG, false);
      byte[] bytes = serde.serializer().serialize("specific", new Sighting("Berlin", 3));
      assertThat(bytes).startsWith(0); // the wire format's magic byte
      Sighting received = serde.deserializer().deserialize("specific", bytes);
      assertThat(received).isEqualTo(new Sighting("Berlin", 3));
    }
  }

  @Test
  void strings_stay_java_strings_even_if_the_writer_uses_the_latest_version() {
    TrustedClasses.trust("io.brinkwatch.registry");
    try (var serde = new SpecificAvroSerde<Sighting>()) {
      serde.configure(
          Map.of(
              "schema.registry.url",
              "mock://latest",
              "use.latest.version",
              true,
              "avro.remove.java.properties",
              true),
          false);
      try (var registering = new KafkaAvroSerializer()) {
        registering.configure(Map.of("schema.registry.url", "mock://latest"), false);
        var unused = registering.serialize("latest", new Sighting("Oslo", 1));
      }
      byte[] bytes = serde.serializer().serialize("latest", new Sighting("Oslo", 2));
      assertThat(serde.deserializer().deserialize("latest", bytes).get(0)).isEqualTo("Oslo");
    }
  }

  @Test
  void a_tombstone_stays_one() {
    try (var serde = new SpecificAvroSerde<Sighting>()) {
      serde.configure(CONFIG, false);
      assertThat(serde.serializer().serialize("t", null)).isNull();
      assertThat(serde.deserializer().deserialize("t", null)).isNull();
    }
  }

  @Test
  void all_declared_services_load() {
    assertThat(loaded(BasicAuthCredentialProvider.class)).hasSize(3);
    assertThat(loaded(BearerAuthCredentialProvider.class)).hasSize(2);
    assertThat(loaded(RuleAction.class)).hasSize(1);
  }

  private static <S> List<S> loaded(Class<S> service) {
    return ServiceLoader.load(service).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static GenericRecord generic(String place) {
    var schema =
        SchemaBuilder.record("Place").namespace("test").fields().requiredString("name").endRecord();
    // the reader makes Utf8 of it, and so does this, or they would not be equal
    return new GenericRecordBuilder(schema)
        .set("name", new org.apache.avro.util.Utf8(place))
        .build();
  }
}
