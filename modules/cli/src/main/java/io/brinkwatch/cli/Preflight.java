package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.embedded.DirectoryLock;
import io.brinkwatch.embedded.FileTrouble;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.SchemaAdmin;
import io.brinkwatch.model.TopicAdmin;
import io.brinkwatch.model.TopicAdmin.Difference;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the world is as a command needs it, and says what is not. */
record Preflight(ConnectionSettings settings) {
  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  // ends of transactions count as records; the last level stands a few before the end
  private static final long LAST = 50;
  private static final String CREATE = "Run: ./brinkwatch topics create" + ConnectionOptions.GIVEN;

  static Preflight of(ConnectionSettings settings) {
    return new Preflight(settings);
  }

  /** A broker must answer: asked first, because clients are slow to say that none does. */
  Preflight requireBroker() {
    LOG.info("asking the broker at {}", settings.bootstrapServers());
    try (Admin admin = admin()) {
      var unused = answer(admin.describeCluster().nodes());
      return this;
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private Admin admin() {
    Properties properties = settings.kafkaClient();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis() / 2);
    return Admin.create(properties);
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop.Requested();
    }
  }

  private Failure unreachable(Exception e) {
    List<String> unknown = unknownHosts();
    Failure known = Failures.of(e);
    if (unknown.isEmpty() && known.code() == ExitCode.USAGE) {
      return known;
    }
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    String why =
        cause instanceof TimeoutException
            ? "nobody answered within %d seconds".formatted(PATIENCE.toSeconds())
            : cause.getMessage();
    return new Failure(
        ExitCode.UNREACHABLE,
        "no broker can be used at %s: %s"
            .formatted(
                settings.bootstrapServers(),
                unknown.isEmpty() ? why : "not known: " + String.join(", ", unknown)),
        "Check that it runs, and bootstrap.servers ('./brinkwatch config' shows where the value"
            + " comes from). './brinkwatch demo --keep' starts one on this machine, and prints the"
            + " variables to set for it.",
        e);
  }

  // the client says only that there is nobody it can start from
  private List<String> unknownHosts() {
    return Arrays.stream(settings.bootstrapServers().split(","))
        .map(String::strip)
        .filter(address -> address.lastIndexOf(':') > 0)
        .map(address -> address.substring(0, address.lastIndexOf(':')))
        .filter(host -> !isKnown(host))
        .map("the host %s"::formatted)
        .toList();
  }

  private static boolean isKnown(String host) {
    try {
      return InetAddress.getAllByName(host).length > 0;
    } catch (UnknownHostException e) {
      LOG.info("no address for {}", host, e);
      return false;
    }
  }

  /** The topics must be there, with the partitions, cleanup and retention they should have. */
  Preflight requireTopics() {
    LOG.info("comparing the topics under {}", settings.topics().prefix());
    try (TopicAdmin admin = TopicAdmin.at(settings, Pipeline.names())) {
      List<Difference> differences = admin.differences();
      if (!differences.isEmpty()) {
        throw new Failure(
            ExitCode.UNREACHABLE,
            "the topics at %s are not as they should be:\n%s"
                .formatted(
                    settings.bootstrapServers(),
                    differences.stream()
                        .map(Difference::toString)
                        .collect(Collectors.joining("\n"))),
            "'./brinkwatch topics create%s' makes what is missing; what differs must be changed or deleted by hand. Or is topic.prefix or topic.partitions another one?"
                .formatted(ConnectionOptions.GIVEN));
      }
      return this;
    }
  }

  /** The topics must be there, however they are kept. */
  Preflight requireTopicsExist() {
    Optional<Failure> missing = missingTopics();
    if (missing.isPresent()) {
      throw missing.get();
    }
    return this;
  }

  /**
   * What runs here must take what is about to be told: a pipeline refuses whatever bears another
   * status than its own, record by record. Nobody knows before it has said anything.
   */
  Preflight requireStatus(MessageStatus status, Stop stop) {
    try (var records = CommittedRecords.lastOf(LAST, settings.topics().levels(), settings)) {
      records.each(stop, record -> requireStatus(status, records.value(record)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireStatus(MessageStatus status, Object told) {
    if (told instanceof EscalationLevel level && level.getStatus() != status) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "the pipeline under %s runs as %s and would refuse what is told as %s"
              .formatted(settings.topics().prefix(), level.getStatus(), status),
          "Say -D %s=%s, or name another %s."
              .formatted(
                  StreamsSettings.STATUS, level.getStatus(), ConnectionSettings.TOPIC_PREFIX));
    }
  }

  /** Which topics are missing, if any is; for whom a client has told no more than that. */
  static Optional<Failure> missingTopics(EffectiveConfig config) {
    return of(config.connection()).missingTopics();
  }

  private Optional<Failure> missingTopics() {
    try (TopicAdmin admin = TopicAdmin.at(settings, Pipeline.names())) {
      List<String> missing =
          admin.differences().stream()
              .filter(Difference::isMissing)
              .map(Difference::topic)
              .toList();
      return missing.isEmpty() ? Optional.empty() : Optional.of(missing(missing));
    }
  }

  private Failure missing(List<String> topics) {
    return new Failure(
        ExitCode.UNREACHABLE,
        "the broker at %s lacks topics under the prefix %s: %s"
            .formatted(
                settings.bootstrapServers(), settings.topics().prefix(), String.join(", ", topics)),
        CREATE);
  }

  /** There must be a registry that answers. */
  Preflight requireRegistry() {
    requireAddress();
    LOG.info("asking the registry at {}", settings.registryUrl());
    try (SchemaAdmin admin = SchemaAdmin.at(settings)) {
      admin.reach();
      return this;
    }
  }

  private void requireAddress() {
    try {
      var address = new URI(settings.registryUrl());
      if (Set.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null) {
        return;
      }
      throw noAddress(null);
    } catch (URISyntaxException e) {
      throw noAddress(e);
    }
  }

  private Failure noAddress(URISyntaxException e) {
    return new Failure(
        ExitCode.USAGE,
        "%s is '%s', which is not an http or https address"
            .formatted(ConnectionSettings.REGISTRY_URL, settings.registryUrl()),
        "As in http://127.0.0.1:8080/apis/ccompat/v7",
        e);
  }

  /** The registry must have the schemas, and keep them compatible. */
  Preflight requireSchemas() {
    requireAddress();
    LOG.info("comparing the schemas at {}", settings.registryUrl());
    try (SchemaAdmin admin = SchemaAdmin.at(settings)) {
      admin.check();
      return this;
    }
  }

  /** Theatres, actors and policies must have been published: nothing is evaluated without them. */
  Preflight requireReference() {
    LOG.info("looking for reference data under {}", settings.topics().prefix());
    Topics topics = settings.topics();
    try (Admin admin = admin()) {
      List<String> empty =
          emptyOnes(
              admin,
              List.of(topics.theatres().name(), topics.actors().name(), topics.policies().name()));
      if (!empty.isEmpty()) {
        throw new Failure(
            ExitCode.UNREACHABLE,
            "there is no reference data at %s: %s %s nothing; without it no report can be evaluated"
                .formatted(
                    settings.bootstrapServers(),
                    String.join(", ", empty),
                    empty.size() == 1 ? "holds" : "hold"),
            "Run: ./brinkwatch reference publish" + ConnectionOptions.GIVEN);
      }
      return this;
    }
  }

  private List<String> emptyOnes(Admin admin, List<String> topics) {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    for (TopicDescription topic : answer(admin.describeTopics(topics).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(
              p -> {
                var partition = new TopicPartition(topic.name(), p.partition());
                first.put(partition, OffsetSpec.earliest());
                last.put(partition, OffsetSpec.latest());
              });
    }
    var begins = answer(admin.listOffsets(first).all());
    var ends = answer(admin.listOffsets(last).all());
    Set<String> filled =
        ends.keySet().stream()
            .filter(p -> ends.get(p).offset() > begins.get(p).offset())
            .map(TopicPartition::topic)
            .collect(Collectors.toSet());
    return topics.stream().filter(topic -> !filled.contains(topic)).toList();
  }

  /** State must have a place. */
  static void requireWritable(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "probe", null));
    } catch (IOException e) {
      throw notWritable(directory, e);
    }
  }

  private static Failure notWritable(Path directory, IOException e) {
    return new Failure(
        ExitCode.ENVIRONMENT,
        "the state directory %s cannot be written: %s".formatted(directory, FileTrouble.inWords(e)),
        "Make it writable, or set state.directory to another one.",
        e);
  }

  /** State must be nobody else's; that of other prefixes may lie beside it. */
  DirectoryLock requireAlone(Path directory) {
    Path file = directory.resolve(settings.topics().prefix() + "owner.lock");
    try {
      Optional<DirectoryLock> lock = DirectoryLock.take(file);
      if (lock.isEmpty()) {
        throw new Failure(
            ExitCode.ENVIRONMENT,
            "state.directory %s is in use by %s".formatted(directory, DirectoryLock.holder(file)),
            "Stop that one, or give this one a state.directory of its own.");
      }
      return lock.get();
    } catch (IOException e) {
      throw notWritable(directory, e);
    }
  }
}
