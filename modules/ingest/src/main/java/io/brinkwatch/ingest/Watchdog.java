package io.brinkwatch.ingest;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topic;
import io.brinkwatch.registry.RegistryOutage;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for live feeds that have fallen silent. Only ticks move event time; if the last feed died
 * with its ticks, nothing would be evaluated any more and nothing would turn stale. For a feed that
 * has not ticked for a while it publishes a tick of unknown health: time goes on, and nobody
 * vouches for the stretch. Several watchdogs on one cluster do no harm.
 */
public final class Watchdog implements AutoCloseable {
  /** Minutes of silence after which a feed is spoken for; 0: never. */
  public static final String SILENCE = "watchdog.silence.minutes";

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  // a feed silent for longer, with no watchdog to speak for it, is forgotten
  private static final Duration LOOKING_BACK = Duration.ofDays(30);
  private static final long TAIL = 100;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final ConnectionSettings connection;
  private final MessageStatus status;
  private final Duration silence;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "watchdog");

  private Watchdog(
      ConnectionSettings connection, MessageStatus status, Duration silence, Clock clock) {
    this.connection = connection;
    this.status = status;
    this.silence = silence;
    this.clock = clock;
  }

  /** Name, default, range and meaning of the key that is added to the connection. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            SILENCE,
            Type.INT,
            60,
            Range.between(0, 43_200),
            Importance.MEDIUM,
            "Minutes without a tick after which 'run' lets time go on for a live feed, so that it turns stale, or three times what its ticks account for, if that is longer; 0: never.");
  }

  /**
   * Starts watching in a thread of its own.
   *
   * @param silence after which a feed is spoken for; not zero
   */
  public static Watchdog start(
      ConnectionSettings connection, MessageStatus status, Duration silence, Clock clock) {
    var watchdog = new Watchdog(connection, status, silence, clock);
    watchdog.thread.setDaemon(true);
    watchdog.thread.start();
    return watchdog;
  }

  private void run() {
    while (!isClosed(Duration.ZERO)) {
      try {
        watch();
      } catch (RuntimeException e) { // whatever it is, the feeds must not be left unwatched
        LOG.warn("watchdog: cannot follow the feeds, trying again", e);
        isClosed(PAUSE);
      }
    }
  }

  private void watch() {
    var feeds = new SilentFeeds(status, silence);
    Topic<String, Tick> ticks = connection.topics().ticks();
    // every partition has a copy of each tick
    var first = new TopicPartition(ticks.name(), 0);
    try (var values = connection.serdes().values(ticks);
        var consumer = consumer()) {
      consumer.assign(List.of(first));
      seek(consumer, first);
      while (!isClosed(Duration.ZERO)) {
        consumer
            .poll(POLL)
            .forEach(record -> read(values.deserializer(), record).ifPresent(feeds::note));
        if (consumer.position(first) >= consumer.endOffsets(List.of(first)).get(first)) {
          tell(feeds.gaps(clock.instant().truncatedTo(ChronoUnit.MINUTES)));
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(properties(), bytes, bytes);
  }

  /** Empty for what is no record of the topic; whoever reads it to score it says so. */
  private static <T> Optional<T> read(
      Deserializer<T> deserializer, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(
          deserializer.deserialize(record.topic(), record.headers(), record.value()));
    } catch (SerializationException | AvroRuntimeException e) {
      if (RegistryOutage.isOutage(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Properties properties() {
    Properties properties = connection.kafkaClient();
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  private void seek(KafkaConsumer<?, ?> consumer, TopicPartition partition) {
    long since = clock.instant().minus(LOOKING_BACK).toEpochMilli();
    var found = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
    if (found == null) {
      consumer.seekToEnd(List.of(partition));
    } else {
      consumer.seek(partition, found.offset());
    }
  }

  private void tell(List<SilentFeeds.Gap> gaps) {
    if (gaps.isEmpty()) {
      return;
    }
    try (var publisher = Publisher.open(connection, lastReports())) {
      for (SilentFeeds.Gap gap : gaps) {
        LOG.warn("{}: no tick since {}; time goes on without it", gap.feed(), gap.from());
        publisher.tick(gap.feed(), gap.family(), status, gap.from(), gap.to(), FeedHealth.UNKNOWN);
      }
    }
  }

  /**
   * The last report in each partition: time must not overtake what a feed told before it fell
   * silent. What stands behind it may be no record of ours, and would be waited for in vain.
   */
  private Map<Integer, Long> lastReports() {
    Topic<String, IncidentReport> topic = connection.topics().reports();
    var last = new HashMap<Integer, Long>();
    try (var values = connection.serdes().values(topic);
        var consumer = consumer()) {
      for (PartitionInfo info : consumer.partitionsFor(topic.name())) {
        var partition = new TopicPartition(topic.name(), info.partition());
        lastReport(consumer, partition, values.deserializer())
            .ifPresent(offset -> last.put(info.partition(), offset));
      }
    }
    return last;
  }

  private static Optional<Long> lastReport(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      Deserializer<IncidentReport> deserializer) {
    consumer.assign(List.of(partition));
    long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    Optional<Long> last = Optional.empty();
    long from = end;
    while (last.isEmpty() && from > begin) {
      from = Math.max(begin, end - 2 * (end - from) - TAIL);
      consumer.seek(partition, from);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (read(deserializer, record).isPresent()) {
            last = Optional.of(record.offset());
          }
        }
      }
    }
    return last;
  }

  private boolean isClosed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
