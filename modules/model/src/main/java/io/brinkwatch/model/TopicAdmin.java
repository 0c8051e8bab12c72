package io.brinkwatch.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of a prefix, and compares those that exist with what they should be. */
public final class TopicAdmin implements AutoCloseable {
  private static final int LOOKS = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  // few, and in order for whoever looks at them
  private static final int DEAD_LETTER_PARTITIONS = 1;

  /** The topics cannot be used as they are. The message names the broker and what to do. */
  public static final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * One way in which a topic is not as it should be.
   *
   * @param topic its name
   * @param what {@code partitions} or a key of its configuration; empty if there is no such topic
   * @param found as it is
   * @param expected as it should be
   */
  public record Difference(String topic, String what, String found, String expected) {
    private static final String PARTITIONS = "partitions";

    static Difference missing(String topic) {
      return new Difference(topic, "", "", "");
    }

    static Difference partitions(String topic, int found, int expected) {
      return new Difference(topic, PARTITIONS, "" + found, "" + expected);
    }

    /** Whether there is no such topic. */
    public boolean isMissing() {
      return what.isEmpty();
    }

    /** In few words, where the name of the topic stands beside. */
    public String inShort() {
      if (isMissing()) {
        return "missing";
      }
      String value = what.equals(PARTITIONS) ? found : what + " " + found;
      return "%s, expected %s".formatted(value, expected);
    }

    /** As a sentence. */
    @Override
    public String toString() {
      if (isMissing()) {
        return topic + " does not exist";
      }
      return what.equals(PARTITIONS)
          ? "%s has %s partitions; expected %s".formatted(topic, found, expected)
          : "%s has %s = %s; expected %s".formatted(topic, what, found, expected);
    }
  }

  /** What a topic should be. */
  record Wanted(String name, int partitions, Map<String, String> configuration) {}

  private final Admin admin;
  private final ConnectionSettings settings;
  private final List<Wanted> wanted;

  private TopicAdmin(Admin admin, ConnectionSettings settings, Collection<String> topologies) {
    this.admin = admin;
    this.settings = settings;
    this.wanted = wanted(settings, topologies);
  }

  /**
   * For all topics of the settings' prefix and the dead letters of some topologies.
   *
   * @throws TopicException if the settings do not make a client
   */
  public static TopicAdmin at(ConnectionSettings settings, Collection<String> topologies) {
    try {
      return new TopicAdmin(Admin.create(properties(settings)), settings, topologies);
    } catch (KafkaException e) {
      throw failed("connecting", settings, e);
    }
  }

  private static Properties properties(ConnectionSettings settings) {
    Properties properties = settings.kafkaClient();
    properties.putIfAbsent(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis());
    properties.putIfAbsent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis() / 2);
    return properties;
  }

  static List<Wanted> wanted(ConnectionSettings settings, Collection<String> topologies) {
    List<Wanted> wanted = new ArrayList<>();
    for (Topic<?, ?> topic : settings.topics().all()) {
      wanted.add(
          new Wanted(topic.name(), topic.partitions(settings.partitions()), topic.configuration()));
    }
    for (String topology : topologies) {
      wanted.add(deadLetters(settings.topics().deadLetters(topology)));
    }
    return wanted;
  }

  // bytes of any age: they keep the time of the record that could not be processed
  private static Wanted deadLetters(String name) {
    Map<String, String> configuration =
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "segment.ms", "" + Long.MAX_VALUE,
            "message.timestamp.type", "CreateTime");
    return new Wanted(name, DEAD_LETTER_PARTITIONS, configuration);
  }

  /**
   * Creates what does not exist yet; what exists is left alone.
   *
   * @return names of the topics created
   * @throws TopicException if the broker cannot be reached or refuses
   */
  public List<String> create() {
    var topics = wanted.stream().map(this::newTopic).toList();
    List<String> created = new ArrayList<>();
    admin
        .createTopics(topics)
        .values()
        .forEach(
            (name, result) -> {
              if (isCreated(name, result)) {
                created.add(name);
              }
            });
    created.sort(null);
    awaitKnown(created);
    return created;
  }

  /** A broker comes to know of a topic a moment after the controller has made it. */
  private void awaitKnown(List<String> names) {
    for (int look = 1; !areKnown(names, look == LOOKS); look++) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TopicException("creating topics was interrupted", e);
      }
    }
  }

  private boolean areKnown(List<String> names, boolean last) {
    try {
      await("describing topics", admin.describeTopics(names).allTopicNames());
      return true;
    } catch (TopicException e) {
      if (last || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
      return false;
    }
  }

  private NewTopic newTopic(Wanted topic) {
    Optional<Short> replicas =
        Optional.of(settings.replicationFactor()).filter(r -> r > 0).map(Integer::shortValue);
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas)
        .configs(topic.configuration());
  }

  private boolean isCreated(String name, KafkaFuture<Void> result) {
    try {
      await("creating " + name, result);
      return true;
    } catch (TopicException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Every way in which existing topics differ from what they should be; those that are missing too.
   * Empty if all is well.
   */
  public List<Difference> differences() {
    SortedMap<String, TopicDescription> found = describe();
    Map<String, Config> configurations = configurations(found.keySet());
    List<Difference> differences = new ArrayList<>();
    for (Wanted topic : wanted) {
      TopicDescription description = found.get(topic.name());
      if (description == null) {
        differences.add(Difference.missing(topic.name()));
      } else {
        int partitions = description.partitions().size();
        differences.addAll(differences(topic, partitions, configurations.get(topic.name())));
      }
    }
    return differences;
  }

  /**
   * Refuses topics that differ.
   *
   * @throws TopicException listing every difference
   */
  public void check() {
    List<Difference> differences = differences();
    if (!differences.isEmpty()) {
      throw new TopicException(
          "the topics at %s are not as they should be: %s. Create what is missing; delete and create anew what differs in partitions, or choose another prefix"
              .formatted(
                  settings.bootstrapServers(),
                  differences.stream().map(Difference::toString).collect(Collectors.joining("; "))),
          null);
    }
  }

  static List<Difference> differences(Wanted topic, int partitions, Config found) {
    List<Difference> differences = new ArrayList<>();
    if (partitions != topic.partitions()) {
      differences.add(Difference.partitions(topic.name(), partitions, topic.partitions()));
    }
    new TreeMap<>(topic.configuration())
        .forEach(
            (key, expected) -> {
              ConfigEntry entry = found.get(key);
              String value = entry == null ? "nothing" : entry.value();
              if (!same(expected, value)) {
                differences.add(new Difference(topic.name(), key, value, expected));
              }
            });
    return differences;
  }

  // cleanup policies are a set; brokers may tell them in another order
  private static boolean same(String expected, String value) {
    return List.of(expected.split(",", -1)).stream()
        .sorted()
        .toList()
        .equals(List.of(value.split(",", -1)).stream().map(String::strip).sorted().toList());
  }

  /** Existing topics under the prefix with their number of partitions, by name. */
  public SortedMap<String, Integer> list() {
    SortedMap<String, Integer> partitions = new TreeMap<>();
    describe().forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    return partitions;
  }

  private SortedMap<String, TopicDescription> describe() {
    String prefix = settings.topics().prefix();
    List<String> names =
        await("listing topics", admin.listTopics().names()).stream()
            .filter(name -> name.startsWith(prefix))
            .toList();
    return new TreeMap<>(await("describing topics", admin.describeTopics(names).allTopicNames()));
  }

  private Map<String, Config> configurations(Collection<String> names) {
    var resources =
        names.stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .collect(Collectors.toList());
    Map<String, Config> configurations = new LinkedHashMap<>();
    await("reading the configuration of topics", admin.describeConfigs(resources).all())
        .forEach((resource, config) -> configurations.put(resource.name(), config));
    return configurations;
  }

  private <T> T await(String what, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(what, settings, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException(what + " was interrupted", e);
    }
  }

  private static TopicException failed(String what, ConnectionSettings settings, Throwable cause) {
    String why =
        cause instanceof TimeoutException
            ? "the broker at %s did not answer in time; check that it runs and that %s is right (%s)"
            : "the broker at %s said, or %s is wrong: %s";
    return new TopicException(
        "%s failed: %s"
            .formatted(
                what,
                why.formatted(
                    settings.bootstrapServers(),
                    ConnectionSettings.BOOTSTRAP_SERVERS,
                    cause.getMessage())),
        cause);
  }

  /** Lets go of the broker without waiting for it. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
