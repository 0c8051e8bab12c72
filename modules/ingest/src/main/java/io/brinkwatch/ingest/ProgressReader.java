package io.brinkwatch.ingest;

import io.brinkwatch.model.AvroSerdes;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.IngestProgress;
import io.brinkwatch.model.IngestProgressKey;
import io.brinkwatch.model.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what the topic of progress says of one feed. */
final class ProgressReader {
  private static final Duration POLL = Duration.ofMillis(200);
  // beyond the transaction time-out, after which the broker ends what a dead process left open
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final FeedPublisher.Setting setting;
  private final Admin admin;

  ProgressReader(FeedPublisher.Setting setting, Admin admin) {
    this.setting = setting;
    this.admin = admin;
  }

  /**
   * All that is committed of the feed.
   *
   * @throws PublishException if it does not fit the topic of reports
   */
  FeedState read() throws ExecutionException, InterruptedException {
    var state = new FeedState();
    Topic<IngestProgressKey, IngestProgress> topic = setting.topics().ingestProgress();
    var partition = new TopicPartition(topic.name(), setting.progressPartition());
    long end = ends(List.of(partition)).get(partition);
    AvroSerdes serdes = setting.connection().serdes();
    try (Deserializer<IngestProgressKey> keys = serdes.keys(topic).deserializer();
        Deserializer<IngestProgress> values = serdes.values(topic).deserializer();
        var consumer = new KafkaConsumer<>(properties(), keys, values)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      readTo(end, partition, consumer, state);
    }
    checkReports(state);
    return state;
  }

  /**
   * To the very end, and not only to what is committed by now: while the transaction of another
   * feed is open, what was committed behind its beginning is not shown.
   */
  private void readTo(
      long end,
      TopicPartition partition,
      KafkaConsumer<IngestProgressKey, IngestProgress> consumer,
      FeedState state) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      consumer
          .poll(POLL)
          .forEach(
              record -> {
                if (record.key().getFeed().equals(setting.progressOf())) {
                  state.apply(record.key(), record.value());
                }
              });
      if (System.nanoTime() > deadline) {
        throw new PublishException(
            "connecting failed: %s could not be read to its end within %d seconds, perhaps because a transaction of another feed stays open"
                .formatted(partition, PATIENCE.toSeconds()),
            null);
      }
    }
  }

  private Properties properties() {
    ConnectionSettings connection = setting.connection();
    Properties properties = connection.kafkaClient();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return properties;
  }

  /** Ticks would wait for ever for reports that were deleted together with their topic. */
  private void checkReports(FeedState state) throws ExecutionException, InterruptedException {
    String reports = setting.topics().reports().name();
    Map<TopicPartition, Long> ends =
        ends(
            IntStream.range(0, setting.partitions())
                .mapToObj(p -> new TopicPartition(reports, p))
                .toList());
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long known = state.offset(end.getKey().partition());
      if (known >= end.getValue()) {
        throw new PublishException(
            "connecting failed: %s knows of report %d of %s, which ends at %d: the reports were deleted and their progress was not. Delete both, or neither"
                .formatted(
                    setting.topics().ingestProgress().name(), known, end.getKey(), end.getValue()),
            null);
      }
    }
  }

  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
            .all()
            .get();
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }
}
