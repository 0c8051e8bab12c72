package io.brinkwatch.bench;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What is committed on some topics, as it comes. */
final class Committed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  Committed(ConnectionSettings connection, Topic<?, ?>... topics) {
    Properties properties = connection.kafkaClient();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    deserializers =
        Stream.of(topics)
            .collect(
                Collectors.toMap(
                    Topic::name, topic -> connection.serdes().values(topic).deserializer()));
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        deserializers.keySet().stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads on.
   *
   * @throws IllegalStateException if nothing comes for so long
   */
  void until(BooleanSupplier isEnough, Duration idle) {
    long quietSince = System.nanoTime();
    while (!isEnough.getAsBoolean()) {
      if (poll() > 0) {
        quietSince = System.nanoTime();
      }
      if (System.nanoTime() - quietSince > idle.toNanos()) {
        throw new IllegalStateException(
            "after %,d records nothing came for %s".formatted(records.size(), idle));
      }
    }
  }

  private int poll() {
    var polled = consumer.poll(POLL);
    polled.forEach(records::add);
    return polled.count();
  }

  /** Reads what is committed by now. */
  void toEnd() {
    var ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
  }

  /** What has been read so far. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** The value of one of them. */
  SpecificRecord value(ConsumerRecord<byte[], byte[]> record) {
    return deserializers
        .get(record.topic())
        .deserialize(record.topic(), record.headers(), record.value());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
