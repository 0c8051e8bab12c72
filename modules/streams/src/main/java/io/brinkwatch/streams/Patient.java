package io.brinkwatch.streams;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on when the registry is back. For reference topics, which Streams reads in a thread that it
 * cannot replace: an outage that escaped from there would end the topology.
 */
final class Patient<T> implements Deserializer<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Patient.class);
  private static final long PAUSE_MILLIS = 1_000;
  private final Deserializer<T> deserializer;

  private Patient(Deserializer<T> deserializer) {
    this.deserializer = deserializer;
  }

  static <T> Serde<T> reading(Serde<T> serde) {
    return Serdes.serdeFrom(serde.serializer(), new Patient<>(serde.deserializer()));
  }

  @Override
  public T deserialize(String topic, byte[] data) {
    return deserialize(topic, null, data);
  }

  @Override
  public T deserialize(String topic, Headers headers, byte[] data) {
    while (true) {
      try {
        return deserializer.deserialize(topic, headers, data);
      } catch (RuntimeException e) {
        if (!Outages.isOutage(e)) {
          throw e;
        }
        LOG.warn("{}: the registry is away, trying again: {}", topic, "" + e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
