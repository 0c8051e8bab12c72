package io.brinkwatch.replay;

import io.brinkwatch.model.AvroSerdes;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what is committed of all outputs, from their beginning. */
final class OutputReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Deserializer<?>> values = new HashMap<>();

  OutputReader(ConnectionSettings connection) {
    AvroSerdes serdes = connection.serdes();
    outputs(connection.topics())
        .forEach(topic -> values.put(topic.name(), serdes.values(topic).deserializer()));
    consumer =
        new KafkaConsumer<>(
            properties(connection), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        values.keySet().stream()
            .map(consumer::partitionsFor)
            .flatMap(Collection::stream)
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static List<Topic<?, ?>> outputs(Topics topics) {
    return List.of(
        topics.incidents(),
        topics.indicators(),
        topics.levels(),
        topics.alerts(),
        topics.rejected());
  }

  private static Properties properties(ConnectionSettings connection) {
    Properties properties = connection.kafkaClient();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return properties;
  }

  /** Hands over what has arrived; waits no longer than the limit if nothing has. */
  int poll(Duration limit, Consumer<Object> values) {
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(limit)) {
      Object value = decoded(record);
      if (value != null) {
        values.accept(value);
        count++;
      }
    }
    return count;
  }

  /** Hands over all that is committed by now. */
  void readToEnd(Consumer<Object> values) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll(Duration.ofMillis(100), values);
    }
  }

  private Object decoded(ConsumerRecord<byte[], byte[]> record) {
    return values.get(record.topic()).deserialize(record.topic(), record.headers(), record.value());
  }

  @Override
  public void close() {
    consumer.close();
    values.values().forEach(Deserializer::close);
  }
}
