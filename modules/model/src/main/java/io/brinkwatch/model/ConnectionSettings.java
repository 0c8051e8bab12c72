package io.brinkwatch.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where the broker and the registry are, and which topics are meant. Every process has these.
 *
 * @param bootstrapServers brokers to start from
 * @param registryUrl base address of the registry's Confluent API
 * @param topics the topics under the chosen prefix
 * @param partitions of topics that are spread
 * @param replicationFactor of topics that are created; -1 leaves it to the broker
 * @param autoRegister whether unknown schemas are registered as records are written
 * @param kafka passed through to every Kafka client
 * @param registry passed through to the registry client
 */
public record ConnectionSettings(
    String bootstrapServers,
    String registryUrl,
    Topics topics,
    int partitions,
    int replicationFactor,
    boolean autoRegister,
    Map<String, Object> kafka,
    Map<String, Object> registry) {

  /** Properties under this prefix reach the Kafka clients without it. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** Properties under this prefix reach the registry client without it. */
  public static final String REGISTRY_PREFIX = "registry.";

  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  public static final String REGISTRY_URL = "schema.registry.url";
  public static final String TOPIC_PREFIX = "topic.prefix";
  public static final String TOPIC_PARTITIONS = "topic.partitions";
  public static final String TOPIC_REPLICATION = "topic.replication.factor";
  public static final String AUTO_REGISTER = "schema.auto.register";

  /** Names, types, defaults, ranges and meanings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            BOOTSTRAP_SERVERS,
            Type.STRING,
            "127.0.0.1:9092",
            Importance.HIGH,
            "Brokers to start from: host:port, comma-separated.")
        .define(
            REGISTRY_URL,
            Type.STRING,
            "http://127.0.0.1:8080/apis/ccompat/v7",
            Importance.HIGH,
            "Base address of the Schema Registry's Confluent API.")
        .define(
            TOPIC_PREFIX,
            Type.STRING,
            Topics.DEFAULT_PREFIX,
            Importance.MEDIUM,
            "Prefix of every topic and application id, with the dot at its end.")
        .define(
            TOPIC_PARTITIONS,
            Type.INT,
            4,
            Range.between(1, 1024),
            Importance.MEDIUM,
            "Partitions of topics that are spread; the same for all of them.")
        .define(
            TOPIC_REPLICATION,
            Type.SHORT,
            (short) -1,
            Importance.MEDIUM,
            "Replicas of topics that are created; -1 leaves it to the broker.")
        .define(
            AUTO_REGISTER,
            Type.BOOLEAN,
            false,
            Importance.LOW,
            "Register unknown schemas as records are written. For demonstrations only.");
  }

  /**
   * Reads the settings; keys of other modules are left alone.
   *
   * @throws org.apache.kafka.common.config.ConfigException naming key, value and what is expected
   */
  public static ConnectionSettings of(Map<String, ?> properties) {
    var config = new AbstractConfig(definition(), properties, false);
    return new ConnectionSettings(
        config.getString(BOOTSTRAP_SERVERS),
        config.getString(REGISTRY_URL),
        Topics.withPrefix(config.getString(TOPIC_PREFIX)),
        config.getInt(TOPIC_PARTITIONS),
        config.getShort(TOPIC_REPLICATION),
        config.getBoolean(AUTO_REGISTER),
        config.originalsWithPrefix(KAFKA_PREFIX),
        config.originalsWithPrefix(REGISTRY_PREFIX));
  }

  /** Serdes against this registry. */
  public AvroSerdes serdes() {
    return AvroSerdes.at(registryUrl, autoRegister, registry);
  }

  /** Properties that any Kafka client starts from. */
  public Properties kafkaClient() {
    var properties = new Properties();
    properties.putAll(kafka);
    properties.put(BOOTSTRAP_SERVERS, bootstrapServers);
    return properties;
  }

  /** The same with other topics: a replay has its own. */
  public ConnectionSettings withPrefix(String prefix) {
    return new ConnectionSettings(
        bootstrapServers,
        registryUrl,
        Topics.withPrefix(prefix),
        partitions,
        replicationFactor,
        autoRegister,
        new HashMap<>(kafka),
        new HashMap<>(registry));
  }
}
