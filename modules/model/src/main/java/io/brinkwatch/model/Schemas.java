package io.brinkwatch.model;

import io.brinkwatch.registry.TrustedClasses;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas of the contract, exactly as the serializers look them up in a registry. */
public final class Schemas {
  static {
    TrustedClasses.trust(Schemas.class.getPackageName());
  }

  private Schemas() {}

  /**
   * The schema of every topic's values, and of its keys where they are Avro, by subject: topic
   * name, then {@code -value} or {@code -key}.
   */
  public static SortedMap<String, Schema> bySubject(Topics topics) {
    SortedMap<String, Schema> schemas = new TreeMap<>();
    for (Topic<?, ?> topic : topics.all()) {
      schemas.put(topic.name() + "-value", of(topic.value()));
      if (SpecificRecord.class.isAssignableFrom(topic.key())) {
        schemas.put(topic.name() + "-key", of(topic.key().asSubclass(SpecificRecord.class)));
      }
    }
    return Collections.unmodifiableSortedMap(schemas);
  }

  /** The schemas of all topics' keys and values by full record name, each once. */
  public static SortedMap<String, Schema> byName() {
    SortedMap<String, Schema> schemas = new TreeMap<>();
    bySubject(Topics.withPrefix(Topics.DEFAULT_PREFIX))
        .values()
        .forEach(schema -> schemas.put(schema.getFullName(), schema));
    return Collections.unmodifiableSortedMap(schemas);
  }

  /**
   * The schema of a generated class without the properties that only Java reads. The serializer
   * takes them off by the same means; a schema that differs in them would not be found.
   */
  public static Schema of(Class<? extends SpecificRecord> type) {
    Schema schema = SpecificData.get().getSchema(type);
    Object empty = SpecificData.get().newRecord(null, schema);
    return AvroSchemaUtils.getSchema(empty, false, false, true);
  }
}
