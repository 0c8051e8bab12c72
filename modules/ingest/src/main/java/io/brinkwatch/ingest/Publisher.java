package io.brinkwatch.ingest;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.AvroSerdes;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.HawkesKey;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts reports, ticks, rejections and reference data on their topics. One thread may use it.
 *
 * <p>Sending is asynchronous: a failure shows at the next call, at the latest in {@link #flush} or
 * {@link #close}, as a {@link PublishException}; after one, nothing more is taken.
 */
public final class Publisher implements AutoCloseable {

  /**
   * What has been done so far.
   *
   * @param published reports that the broker has acknowledged
   * @param rejected rejections that the broker has acknowledged
   * @param ticks ticks sent, each counted once however many partitions there are
   */
  public record Counts(long published, long rejected, long ticks) {}

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration DELIVERY = Duration.ofSeconds(60);

  private final Producer<byte[], byte[]> producer;
  private final ConnectionSettings settings;
  private final Topics topics;
  private final RecordEncoder encoder;
  private final int partitions;

  // written by the producer's thread as acknowledgements come in
  private final Map<Integer, Long> lastReport = new ConcurrentHashMap<>();
  private final Queue<Doubtful> doubtful = new ConcurrentLinkedQueue<>();
  private final AtomicReference<PublishException> failure = new AtomicReference<>();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private long ticks;

  /** A report that the broker refused together with its batch, and so perhaps without fault. */
  private record Doubtful(IncidentReport report, ProducerRecord<byte[], byte[]> record) {}

  /**
   * A publisher on a producer of its own.
   *
   * @param partitions of reports and of ticks
   * @param lastOffsets offset of the last report in each partition; none where it is empty
   */
  Publisher(
      Producer<byte[], byte[]> producer,
      ConnectionSettings settings,
      AvroSerdes avro,
      int partitions,
      Map<Integer, Long> lastOffsets) {
    this.producer = producer;
    this.settings = settings;
    this.topics = settings.topics();
    this.encoder = new RecordEncoder(settings, avro);
    this.partitions = partitions;
    lastReport.putAll(lastOffsets);
  }

  /**
   * Connects. Ticks vouch for this publisher's own reports: those of others lie before ticks of
   * their own, and what lies last in a topic may be no report at all.
   *
   * @throws PublishException if the broker cannot be reached, a topic is missing, or reports and
   *     ticks differ in partitions
   */
  public static Publisher open(ConnectionSettings settings) {
    return open(settings, Map.of());
  }

  /**
   * Connects as one whose ticks vouch for reports of others too.
   *
   * @param lastOffsets offset of the last of them in each partition
   */
  static Publisher open(ConnectionSettings settings, Map<Integer, Long> lastOffsets) {
    try (Admin admin = Admin.create(adminProperties(settings))) {
      int partitions = partitions(admin, settings);
      var bytes = new ByteArraySerializer();
      var producer = new KafkaProducer<>(producerProperties(settings), bytes, bytes);
      return new Publisher(producer, settings, settings.serdes(), partitions, lastOffsets);
    } catch (ExecutionException | KafkaException e) {
      throw failed("connecting", settings, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("connecting was interrupted", e);
    }
  }

  static Properties adminProperties(ConnectionSettings settings) {
    Properties properties = settings.kafkaClient();
    properties.putIfAbsent(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis());
    properties.putIfAbsent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis() / 2);
    return properties;
  }

  static Properties producerProperties(ConnectionSettings settings) {
    Properties properties = settings.kafkaClient();
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "" + PATIENCE.toMillis());
    properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis());
    properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "" + DELIVERY.toMillis());
    // not for anyone to change: nothing is lost, nothing is counted twice
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    return properties;
  }

  static int partitions(Admin admin, ConnectionSettings settings)
      throws ExecutionException, InterruptedException {
    Topics topics = settings.topics();
    String reports = topics.reports().name();
    String ticks = topics.ticks().name();
    Map<String, TopicDescription> found =
        admin
            .describeTopics(List.of(reports, ticks, topics.rejected().name()))
            .allTopicNames()
            .get();
    int ofReports = found.get(reports).partitions().size();
    int ofTicks = found.get(ticks).partitions().size();
    if (ofReports != ofTicks) {
      throw new PublishException(
          "connecting failed: %s has %d partitions at %s and %s has %d; they must be the same, for each tick vouches for one partition of reports"
              .formatted(reports, ofReports, settings.bootstrapServers(), ticks, ofTicks),
          null);
    }
    return ofReports;
  }

  /**
   * Sends a report. Its record time is when the source published it; one from before 1970, which
   * Kafka cannot express, becomes a rejection.
   */
  public void report(IncidentReport report) {
    if (report.getPublishedAt().isBefore(Instant.EPOCH)) {
      reject(Unsendable.beforeEpoch(report, topics.reports().name()));
      return;
    }
    var record =
        encoder.record(
            topics.reports(), null, report.getPublishedAt(), report.getReportId(), report);
    send(record, (metadata, error) -> acknowledged(new Doubtful(report, record), metadata, error));
  }

  // runs in the producer's thread, which must not send by itself
  private void acknowledged(Doubtful sent, RecordMetadata metadata, Exception error) {
    if (error == null) {
      lastReport.merge(metadata.partition(), metadata.offset(), Math::max);
      published.incrementAndGet();
    } else if (mayBeItsNeighbour(error)) {
      doubtful.add(sent);
    } else {
      note("sending report " + sent.report().getReportId(), error);
    }
  }

  /**
   * A broker that finds one record of a batch invalid refuses all of them. The guilty one is told
   * by {@link InvalidTimestampException} or, if there are several, {@code InvalidRecordException};
   * the others by a bare {@link KafkaException}.
   */
  private static boolean mayBeItsNeighbour(Exception error) {
    return error instanceof InvalidTimestampException
        || error instanceof InvalidRecordException
        || error.getClass() == KafkaException.class;
  }

  /**
   * Says that a feed has published what it knew up to a time. Everything sent before is
   * acknowledged first; then each partition gets its copy, which names the last report there.
   *
   * @param from start of the stretch accounted for
   * @param time its end, exclusive
   */
  public void tick(
      String feed,
      FeedFamily family,
      MessageStatus status,
      Instant from,
      Instant time,
      FeedHealth health) {
    flush();
    for (int p = 0; p < partitions; p++) {
      Tick tick =
          Tick.newBuilder()
              .setFeed(feed)
              .setFamily(family)
              .setStatus(status)
              .setFrom(from)
              .setTime(time)
              .setHealth(health)
              .setReportsOffset(lastReport.getOrDefault(p, -1L))
              .setToldAt(Instant.now())
              .build();
      sendOther(
          encoder.record(topics.ticks(), p, time, feed, tick),
          "the tick of " + feed + " at " + time);
    }
    ticks++;
  }

  /** Says that a record was not used, and why. Record time is the time of sending. */
  public void reject(Rejection rejection) {
    var record = encoder.record(topics.rejected(), null, null, rejection.getRecordId(), rejection);
    String what = "the rejection of " + rejection.getRecordId();
    send(
        record,
        (metadata, error) -> {
          if (error == null) {
            rejected.incrementAndGet();
          } else {
            note("sending " + what, error);
          }
        });
  }

  /** Sends reference data, and waits until all of it is acknowledged. */
  public void reference(ReferenceSet reference) {
    for (Theatre t : reference.theatres()) {
      reference(topics.theatres(), t.getId(), t.getVersion(), t.getEffectiveFrom(), t);
    }
    for (Actor a : reference.actors()) {
      reference(topics.actors(), a.getId(), a.getVersion(), a.getEffectiveFrom(), a);
    }
    for (HawkesParameters pair : reference.hawkes()) {
      ReferenceKey key = HawkesKey.of(pair);
      reference(topics.hawkes(), key.getId(), key.getVersion(), pair.getEffectiveFrom(), pair);
    }
    flush(); // whoever waits for reference data waits for the policy too: that comes last
    for (Policy p : reference.policies()) {
      reference(topics.policies(), p.getId(), p.getVersion(), p.getEffectiveFrom(), p);
    }
    flush();
  }

  private <V extends SpecificRecord> void reference(
      Topic<ReferenceKey, V> topic, String id, int version, Instant effectiveFrom, V value) {
    var key = new ReferenceKey(id, version);
    sendOther(encoder.record(topic, null, effectiveFrom, key, value), id + " version " + version);
  }

  /**
   * Waits until everything sent so far is acknowledged, or known to be refused.
   *
   * @throws PublishException if something could not be sent
   */
  public void flush() {
    producer.flush();
    throwFailure();
    for (Doubtful next = doubtful.poll(); next != null; next = doubtful.poll()) {
      again(next);
    }
    producer.flush();
    throwFailure();
  }

  // alone in its batch, so that the answer is about this report and no other
  private void again(Doubtful sent) {
    try {
      RecordMetadata metadata = producer.send(sent.record()).get();
      acknowledged(sent, metadata, null);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InvalidTimestampException)) {
        throw failed("sending report " + sent.report().getReportId(), settings, e);
      }
      reject(
          Unsendable.tooFarAhead(
              sent.report(), topics.reports().name(), e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("sending was interrupted", e);
    }
  }

  /** What has been done so far; complete after {@link #flush}. */
  public Counts counts() {
    return new Counts(published.get(), rejected.get(), ticks);
  }

  /** Sends what is left and lets go of the broker. */
  @Override
  public void close() {
    try (encoder;
        producer) {
      flush();
    }
  }

  private void sendOther(ProducerRecord<byte[], byte[]> record, String what) {
    send(
        record,
        (metadata, error) -> {
          if (error != null) {
            note("sending " + what, error);
          }
        });
  }

  private void send(ProducerRecord<byte[], byte[]> record, Callback then) {
    throwFailure();
    try {
      var unused = producer.send(record, then); // the callback hears the answer
    } catch (KafkaException e) {
      throw failed("sending to " + record.topic(), settings, e);
    }
  }

  private void note(String what, Exception error) {
    failure.compareAndSet(null, failed(what, settings, error));
  }

  private void throwFailure() {
    PublishException noted = failure.get();
    if (noted != null) {
      // a new one each time: close() may meet it while the first is still on its way up
      throw new PublishException(noted.getMessage(), noted);
    }
  }

  private static PublishException failed(
      String what, ConnectionSettings settings, Exception error) {
    return PublishException.of(what, settings.bootstrapServers(), settings.registryUrl(), error);
  }
}
