package io.brinkwatch.ingest;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IngestProgressKey;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishers of one feed, one after the other, on one partition. Each begins with what those before
 * have committed, and nothing else.
 */
public final class FeedRun {
  private final ConnectionSettings settings =
      PublisherRun.settings(Map.of("schema.auto.register", true));
  private final Feed feed;
  private final Clock clock;
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

  /** A feed of which nothing is known yet. */
  public FeedRun(Feed feed, Clock clock) {
    this.feed = feed;
    this.clock = clock;
  }

  /** The next publisher. */
  public FeedPublisher open() {
    return open(MessageStatus.ACTUAL);
  }

  /** The next publisher, of another status. */
  public FeedPublisher open(MessageStatus status) {
    var setting = new FeedPublisher.Setting(settings, feed, status, clock, 1, 1);
    var state = new FeedState();
    var topic = settings.topics().ingestProgress();
    try (var keys = settings.serdes().keys(topic)) {
      for (ProducerRecord<byte[], byte[]> record : committed(topic)) {
        IngestProgressKey key = keys.deserializer().deserialize(topic.name(), record.key());
        if (key.getFeed().equals(setting.progressOf())) {
          state.apply(key, record.value() == null ? null : read(topic, record));
        }
      }
    }
    var bytes = new ByteArraySerializer();
    var producer = new MockProducer<>(cluster(), true, null, bytes, bytes);
    producer.initTransactions();
    producers.add(producer);
    return new FeedPublisher(producer, setting, settings.serdes(), state, true);
  }

  /** The broker does not take what the publisher opened last commits next. */
  public void refuseNextCommit() {
    producers.get(producers.size() - 1).commitTransactionException =
        new TimeoutException("no answer");
  }

  private Cluster cluster() {
    List<PartitionInfo> partitions =
        settings.topics().all().stream()
            .map(t -> new PartitionInfo(t.name(), 0, Node.noNode(), new Node[0], new Node[0]))
            .toList();
    return new Cluster("c", List.of(), partitions, Set.of(), Set.of());
  }

  private List<ProducerRecord<byte[], byte[]>> committed(Topic<?, ?> topic) {
    return producers.stream()
        .flatMap(producer -> producer.history().stream())
        .filter(record -> record.topic().equals(topic.name()))
        .toList();
  }

  private <V extends SpecificRecord> V read(
      Topic<?, V> topic, ProducerRecord<byte[], byte[]> record) {
    try (var values = settings.serdes().values(topic)) {
      return values.deserializer().deserialize(topic.name(), record.headers(), record.value());
    }
  }

  private <V extends SpecificRecord> List<V> all(Topic<?, V> topic) {
    return committed(topic).stream().map(record -> read(topic, record)).toList();
  }

  /** Reports that were committed. */
  public List<IncidentReport> reports() {
    return all(settings.topics().reports());
  }

  /** Rejections that were committed. */
  public List<Rejection> rejected() {
    return all(settings.topics().rejected());
  }

  /** Ticks that were committed. */
  public List<Tick> ticks() {
    return all(settings.topics().ticks());
  }
}
