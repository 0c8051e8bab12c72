package io.brinkwatch.streams.store;

import io.brinkwatch.registry.TrustedClasses;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Serde of state records. */
public final class StateSerde {
  private StateSerde() {}

  /** Serde of a generated Avro class of state. */
  public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    TrustedClasses.trust(type.getPackageName());
    var avro = new AvroBytes<>(type);
    Serializer<T> serializer = (topic, value) -> value == null ? null : avro.write(value);
    Deserializer<T> deserializer =
        (topic, bytes) -> bytes == null ? null : avro.read(ByteBuffer.wrap(bytes));
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
