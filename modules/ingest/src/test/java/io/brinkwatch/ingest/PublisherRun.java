package io.brinkwatch.ingest;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A publisher with two partitions, a registry in memory and a broker that can be told to refuse.
 */
final class PublisherRun {
  private final ConnectionSettings settings;
  private final Broker broker = new Broker();
  private final Publisher publisher;

  PublisherRun(Map<Integer, Long> lastOffsets) {
    this(lastOffsets, true);
  }

  PublisherRun(Map<Integer, Long> lastOffsets, boolean register) {
    settings = settings(Map.of("schema.auto.register", register));
    publisher = new Publisher(broker, settings, settings.serdes(), 2, lastOffsets);
  }

  static ConnectionSettings settings(Map<String, ?> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", "broker.test:9092");
    properties.put("schema.registry.url", "mock://" + UUID.randomUUID());
    properties.put("topic.prefix", "t.");
    properties.putAll(more);
    return ConnectionSettings.of(properties);
  }

  Publisher publisher() {
    return publisher;
  }

  IncidentReport report(String id, Instant published) {
    Instant from = published.minus(Duration.ofMinutes(1));
    return IncidentReport.newBuilder()
        .setReportId(id)
        .setVersion(1)
        .setStatus(MessageStatus.ACTUAL)
        .setFeed("curated")
        .setFamily(FeedFamily.CURATED)
        .setSource(Source.newBuilder().setName("n").setPublisher("P").build())
        .setType(IncidentType.CROSS_BORDER_STRIKE)
        .setOccurredFrom(from)
        .setOccurredTo(published)
        .setPublishedAt(published)
        .setIngestedAt(published)
        .setPlace(Place.newBuilder().build())
        .build();
  }

  void tick(Instant time) {
    Instant from = time.minus(6, ChronoUnit.HOURS);
    publisher.tick(
        "curated", FeedFamily.CURATED, MessageStatus.ACTUAL, from, time, FeedHealth.HEALTHY);
  }

  /** The next time, or always, a report is answered with an error. */
  void refuseOnce(String reportId, RuntimeException error, boolean again) {
    broker.errors.put(reportId, error);
    if (again) {
      broker.guilty.add(reportId);
    }
  }

  List<ProducerRecord<byte[], byte[]>> sent(String topic) {
    return broker.taken.stream().filter(r -> r.topic().equals(topic)).toList();
  }

  List<Tick> ticks() {
    return sent("t.ticks").stream().map(r -> read(r, Tick.class)).toList();
  }

  List<String> acknowledged() {
    return sent("t.reports").stream().map(PublisherRun::key).toList();
  }

  long lastOffset(int partition, long none) {
    return broker.offsets.getOrDefault(partition, none);
  }

  /** Report ids, and ticks of the first partition by their hour, in the order they were taken. */
  List<String> order() {
    List<String> order = new ArrayList<>();
    for (var record : broker.taken) {
      if (record.topic().equals("t.reports")) {
        order.add(key(record));
      } else if (record.topic().equals("t.ticks") && record.partition() == 0) {
        Instant day = Instant.parse("2023-11-09T00:00:00Z");
        order.add(Duration.between(day, Instant.ofEpochMilli(record.timestamp())).toHours() + "h");
      }
    }
    return order;
  }

  <T extends SpecificRecord> T read(ProducerRecord<byte[], byte[]> record, Class<T> type) {
    Topic<?, ?> topic = settings.topics().named(record.topic()).orElseThrow();
    try (var serde = settings.serdes().values(topic)) {
      return type.cast(
          serde.deserializer().deserialize(record.topic(), record.headers(), record.value()));
    }
  }

  private static String key(ProducerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Answers at once, with offsets as a broker would count them. */
  private static final class Broker extends MockProducer<byte[], byte[]> {
    private final Map<String, RuntimeException> errors = new HashMap<>();
    private final Set<String> guilty = new HashSet<>();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> taken = new ArrayList<>();

    Broker() {
      super(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      return send(record, null);
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      RuntimeException error = record.topic().equals("t.reports") ? refusal(key(record)) : null;
      if (error != null) {
        if (callback != null) {
          callback.onCompletion(null, error);
        }
        return CompletableFuture.failedFuture(error);
      }
      taken.add(record);
      return super.send(
          record,
          (metadata, e) -> {
            if (record.topic().equals("t.reports")) {
              offsets.merge(metadata.partition(), metadata.offset(), Math::max);
            }
            if (callback != null) {
              callback.onCompletion(metadata, e);
            }
          });
    }

    private RuntimeException refusal(String id) {
      return guilty.contains(id) ? errors.get(id) : errors.remove(id);
    }

    private static Cluster cluster() {
      List<PartitionInfo> partitions = new ArrayList<>();
      for (String topic : List.of("t.reports", "t.ticks", "t.rejected")) {
        for (int p = 0; p < 2; p++) {
          partitions.add(new PartitionInfo(topic, p, Node.noNode(), new Node[0], new Node[0]));
        }
      }
      return new Cluster("c", List.of(), partitions, Set.of(), Set.of());
    }
  }
}
