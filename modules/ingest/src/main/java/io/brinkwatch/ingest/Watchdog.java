package io.brinkwatch.ingest;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for feeds that have fallen silent. Only ticks move event time; if the last feed died with
 * its ticks, nothing would be evaluated any more and nothing would turn stale. For a feed that has
 * not ticked for a while it publishes a tick of unknown health: time goes on, and nobody vouches
 * for the stretch. Several watchdogs on one cluster do no harm.
 */
public final class Watchdog implements AutoCloseable {
  /** Minutes of silence after which a feed is spoken for; 0: never. */
  public static final String SILENCE = "watchdog.silence.minutes";

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);
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
            "Minutes without a tick after which 'run' lets time go on for a feed, so that it turns stale; 0: never.");
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
      } catch (KafkaException | PublishException e) {
        LOG.warn("watchdog: cannot follow the feeds, trying again: {}", e.toString());
        isClosed(PAUSE);
      }
    }
  }

  private void watch() {
    var feeds = new SilentFeeds(silence);
    Topic<String, Tick> ticks = connection.topics().ticks();
    try (var keys = connection.serdes().keys(ticks);
        var values = connection.serdes().values(ticks);
        var consumer =
            new KafkaConsumer<>(properties(), keys.deserializer(), values.deserializer());
        var publisher = Publisher.open(connection)) {
      // every partition has a copy of each tick
      var first = new TopicPartition(ticks.name(), 0);
      consumer.assign(List.of(first));
      seek(consumer, first);
      while (!isClosed(Duration.ZERO)) {
        note(consumer, feeds);
        if (consumer.currentLag(first).orElse(1) == 0) {
          feeds
              .gaps(clock.instant().truncatedTo(ChronoUnit.MINUTES))
              .forEach(g -> tell(g, publisher));
        }
      }
    }
  }

  private static void note(KafkaConsumer<String, Tick> consumer, SilentFeeds feeds) {
    try {
      consumer.poll(POLL).forEach(record -> feeds.note(record.value()));
    } catch (RecordDeserializationException e) { // whoever reads ticks to score them says so
      consumer.seek(e.topicPartition(), e.offset() + 1);
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
    long since = clock.instant().minus(SilentFeeds.LIVE).toEpochMilli();
    var found = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
    if (found == null) {
      consumer.seekToEnd(List.of(partition));
    } else {
      consumer.seek(partition, found.offset());
    }
  }

  private void tell(SilentFeeds.Gap gap, Publisher publisher) {
    LOG.warn("{}: no tick since {}; time goes on without it", gap.feed(), gap.from());
    publisher.tick(gap.feed(), gap.family(), status, gap.from(), gap.to(), FeedHealth.UNKNOWN);
    publisher.flush();
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
