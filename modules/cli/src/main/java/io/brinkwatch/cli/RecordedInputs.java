package io.brinkwatch.cli;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;

/**
 * What the indicators have read, as far as it was committed when this was made: it is kept for
 * ever, and can be read again. Of each partition no more than one batch is held.
 */
final class RecordedInputs implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Serde<String> keys;
  private final Serde<TheatreInput> values;
  private final KafkaConsumer<String, TheatreInput> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> ends;
  private final Stop stop;

  /** What to do with an input. */
  @FunctionalInterface
  interface Use {
    void of(int partition, String key, TheatreInput input);
  }

  RecordedInputs(ConnectionSettings settings, Stop stop) {
    this.stop = stop;
    Topic<String, TheatreInput> topic = settings.topics().theatreInputs();
    keys = settings.serdes().keys(topic);
    values = settings.serdes().values(topic);
    consumer =
        new KafkaConsumer<>(
            TailCommand.properties(settings), keys.deserializer(), values.deserializer());
    partitions = TailCommand.partitions(consumer, topic.name());
    ends = consumer.endOffsets(partitions);
  }

  /** In how many partitions theatres lie. */
  int partitions() {
    return partitions.size();
  }

  /**
   * Hands over all inputs of some partitions, from the first on, each partition in its order. The
   * one that is behind goes first: partitions must not run away from each other.
   *
   * @param clock how far a partition has come by what was handed over
   */
  void play(Collection<Integer> wanted, IntToLongFunction clock, Use use) {
    List<TopicPartition> some =
        partitions.stream().filter(p -> wanted.contains(p.partition())).toList();
    consumer.assign(some);
    consumer.seekToBeginning(some);
    consumer.pause(some);
    var read = new HashMap<TopicPartition, Deque<ConsumerRecord<String, TheatreInput>>>();
    some.forEach(partition -> read.put(partition, new ArrayDeque<>()));
    Comparator<TopicPartition> order =
        Comparator.<TopicPartition>comparingLong(p -> clock.applyAsLong(p.partition()))
            .thenComparingInt(TopicPartition::partition);
    while (true) {
      Optional<TopicPartition> behind =
          some.stream().filter(p -> hasMore(p, read.get(p))).min(order);
      if (behind.isEmpty()) {
        return;
      }
      stop.check();
      ConsumerRecord<String, TheatreInput> next = read.get(behind.get()).remove();
      use.of(next.partition(), next.key(), next.value());
    }
  }

  // at the end of a partition there can be markers of transactions, which nobody sees
  private boolean hasMore(
      TopicPartition partition, Deque<ConsumerRecord<String, TheatreInput>> read) {
    while (read.isEmpty() && consumer.position(partition) < ends.get(partition)) {
      stop.check();
      consumer.resume(List.of(partition));
      consumer.poll(POLL).records(partition).stream()
          .filter(record -> record.offset() < ends.get(partition))
          .forEach(read::add);
      consumer.pause(List.of(partition));
    }
    return !read.isEmpty();
  }

  @Override
  public void close() {
    consumer.close();
    keys.close();
    values.close();
  }
}
