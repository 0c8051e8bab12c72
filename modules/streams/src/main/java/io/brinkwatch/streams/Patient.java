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
 * Reads on when the registry is back, however long that takes. For reference topics, which Streams
 * reads in a thread that it cannot replace: an outage that escaped from there would end the
 * topology. Their stores read with it too, in the threads that score: those wait as well, since
 * without rules there is nothing they could do.
 */
final class Patient<T> implements Deserializer<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Patient.class);
  private static final long PAUSE_MILLIS = 1_000;
  private final Deserializer<T> deserializer;
  private final long pauseMillis;

  Patient(Deserializer<T> deserializer, long pauseMillis) {
    this.deserializer = deserializer;
    this.pauseMillis = pauseMillis;
  }

  static <T> Serde<T> reading(Serde<T> serde) {
    return Serdes.serdeFrom(serde.serializer(), new Patient<>(serde.deserializer(), PAUSE_MILLIS));
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

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
