package io.brinkwatch.cli.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brinkwatch.model.Schemas;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** A schema as it stands in the registry. */
final class AvroJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AvroJson() {}

  static Schema schema(Class<?> type) {
    return Schemas.of(type.asSubclass(SpecificRecord.class));
  }

  static JsonNode of(Schema schema) {
    try {
      return JSON.readTree(schema.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
