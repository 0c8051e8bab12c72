package io.brinkwatch.streams;

import io.brinkwatch.model.AvroSerdes;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.intake.IntakeTopology;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings of the topologies.
 *
 * @param connection broker, registry, topics
 * @param status what everything derived says of itself; reports and ticks that say otherwise are
 *     refused
 * @param stateDirectory where state is kept between restarts
 * @param threads stream threads per topology
 * @param commitIntervalMillis time between transactions: the latency dial
 * @param sessionTimeoutMillis after which a silent instance is replaced
 * @param deadLetterLimitPerMinute dead letters after which a topology stops: then it is not the
 *     records that are at fault
 */
public record StreamsSettings(
    ConnectionSettings connection,
    MessageStatus status,
    String stateDirectory,
    int threads,
    int commitIntervalMillis,
    int sessionTimeoutMillis,
    int deadLetterLimitPerMinute) {

  public static final String STATUS = "status";
  public static final String STATE_DIRECTORY = "state.directory";
  public static final String THREADS = "threads";
  public static final String COMMIT_INTERVAL = "commit.interval.ms";
  public static final String SESSION_TIMEOUT = "session.timeout.ms";
  public static final String DEAD_LETTER_LIMIT = "dead.letter.limit.per.minute";

  /** Names, types, defaults, ranges and meanings of what is added to the connection. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            STATUS,
            Type.STRING,
            "ACTUAL",
            ValidString.in("ACTUAL", "EXERCISE"),
            Importance.HIGH,
            "ACTUAL for live streams, EXERCISE for replays; input that says otherwise is rejected.")
        .define(
            STATE_DIRECTORY,
            Type.STRING,
            ".brinkwatch/state",
            Importance.MEDIUM,
            "Directory for state; it can be rebuilt from the broker.")
        .define(
            THREADS,
            Type.INT,
            1,
            Range.between(1, 64),
            Importance.MEDIUM,
            "Stream threads of each topology.")
        .define(
            COMMIT_INTERVAL,
            Type.INT,
            100,
            Range.between(10, 5_000),
            Importance.MEDIUM,
            "Milliseconds between transactions; each hop adds up to one of them to the latency.")
        .define(
            SESSION_TIMEOUT,
            Type.INT,
            10_000,
            Range.between(6_000, 300_000),
            Importance.MEDIUM,
            "Milliseconds of silence after which an instance is taken for dead.")
        .define(
            DEAD_LETTER_LIMIT,
            Type.INT,
            100,
            Range.between(0, 1_000_000),
            Importance.LOW,
            "Dead letters a minute, per task, after which a topology stops.");
  }

  /**
   * Reads the settings; keys of other modules are left alone.
   *
   * @throws org.apache.kafka.common.config.ConfigException naming key, value and what is expected
   */
  public static StreamsSettings of(Map<String, ?> properties) {
    var config = new AbstractConfig(definition(), properties, false);
    return new StreamsSettings(
        ConnectionSettings.of(properties),
        MessageStatus.valueOf(config.getString(STATUS)),
        config.getString(STATE_DIRECTORY),
        config.getInt(THREADS),
        config.getInt(COMMIT_INTERVAL),
        config.getInt(SESSION_TIMEOUT),
        config.getInt(DEAD_LETTER_LIMIT));
  }

  /** The topics meant. */
  public Topics topics() {
    return connection.topics();
  }

  /** Serdes for them. */
  public AvroSerdes serdes() {
    return connection.serdes();
  }

  /**
   * Kafka Streams configuration of one topology. What promises rest on is set last and cannot be
   * passed through: exactly once, explicit names, no record cache, dead letters.
   */
  public Properties streams(String topology) {
    Properties properties = connection.kafkaClient();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topics().applicationId(topology));
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitIntervalMillis);
    properties.putIfAbsent(StreamsConfig.REPLICATION_FACTOR_CONFIG, connection.replicationFactor());
    properties.putIfAbsent(
        StreamsConfig.consumerPrefix("session.timeout.ms"), sessionTimeoutMillis);
    properties.putIfAbsent(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    properties.putIfAbsent(StreamsConfig.producerPrefix("compression.type"), "lz4");
    properties.putIfAbsent(StreamsConfig.producerPrefix("linger.ms"), 5);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    DeadLetters.configure(
        properties,
        topics().deadLetters(topology),
        deadLetterLimitPerMinute,
        topology.equals(IntakeTopology.NAME));
    return properties;
  }
}
