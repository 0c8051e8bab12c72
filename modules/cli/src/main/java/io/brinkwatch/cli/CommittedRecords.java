package io.brinkwatch.cli;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What a topic held when this was made: committed records, from the oldest on. */
final class CommittedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;
  private final Deserializer<?> keys;
  private final Deserializer<? extends SpecificRecord> values;

  private CommittedRecords(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Deserializer<?> keys,
      Deserializer<? extends SpecificRecord> values) {
    this.consumer = consumer;
    this.ends = ends;
    this.keys = keys;
    this.values = values;
  }

  /** What to do with a record. */
  @FunctionalInterface
  interface Use {
    void of(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  /** The records of a topic. */
  static CommittedRecords of(Topic<?, ?> topic, ConnectionSettings settings) {
    return lastOf(Long.MAX_VALUE, topic, settings);
  }

  /** No more than so many of each partition of a topic, the last ones. */
  static CommittedRecords lastOf(long most, Topic<?, ?> topic, ConnectionSettings settings) {
    var serdes = settings.serdes();
    var consumer =
        new KafkaConsumer<>(
            TailCommand.properties(settings),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions = TailCommand.partitions(consumer, topic.name());
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer
          .beginningOffsets(partitions)
          .forEach(
              (partition, begin) ->
                  consumer.seek(partition, Math.max(begin, ends.get(partition) - most)));
      return new CommittedRecords(
          consumer, ends, serdes.keys(topic).deserializer(), serdes.values(topic).deserializer());
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Goes through all of them. */
  void each(Stop stop, Use use) throws IOException {
    while (!isAtEnd()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        stop.check();
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
          use.of(record);
        }
      }
      stop.check();
    }
  }

  private boolean isAtEnd() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /**
   * The key of a record.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot be read
   */
  Object key(ConsumerRecord<byte[], byte[]> record) {
    return keys.deserialize(record.topic(), record.key());
  }

  /**
   * The value of a record; null if it has none.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot be read
   */
  SpecificRecord value(ConsumerRecord<byte[], byte[]> record) {
    return values.deserialize(record.topic(), record.headers(), record.value());
  }

  @Override
  public void close() {
    consumer.close();
    keys.close();
    values.close();
  }
}
