package io.brinkwatch.replay;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * What one replay has of its own, beside the live pipeline: topics, applications and state. It can
 * never reach the topics that people are alerted from.
 */
public final class ReplayTopics {
  private final StreamsSettings settings;

  private ReplayTopics(StreamsSettings settings) {
    this.settings = settings;
  }

  /** Those of a replay of this name, beside the live ones. */
  public static ReplayTopics of(ReplayName name, StreamsSettings live) {
    ConnectionSettings connection = live.connection();
    return new ReplayTopics(
        new StreamsSettings(
            connection.withPrefix(name.prefix(connection.topics().prefix())),
            MessageStatus.EXERCISE,
            live.stateDirectory(),
            live.threads(),
            live.commitIntervalMillis(),
            live.sessionTimeoutMillis(),
            live.deadLetterLimitPerMinute()));
  }

  /** Settings of the replay: the live ones, with its own prefix and status EXERCISE. */
  public StreamsSettings settings() {
    return settings;
  }

  /** Topics that exist, by name; those that Streams made for the replay too. */
  public List<String> existing() throws InterruptedException {
    try (Admin admin = Admin.create(settings.connection().kafkaClient())) {
      return existing(admin);
    } catch (ExecutionException e) {
      throw failed("looking for", e);
    }
  }

  private List<String> existing(Admin admin) throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get().stream().filter(this::isOwn).sorted().toList();
  }

  private boolean isOwn(String topic) {
    Topics topics = settings.topics();
    return topic.startsWith(topics.prefix())
        || Pipeline.names().stream()
            .anyMatch(name -> topic.startsWith(topics.applicationId(name) + "-"));
  }

  /** Deletes topics, groups and state; returns the topics. */
  public List<String> delete() throws InterruptedException {
    try (Admin admin = Admin.create(settings.connection().kafkaClient())) {
      List<String> topics = existing(admin);
      admin.deleteTopics(topics).all().get();
      for (String name : Pipeline.names()) {
        deleteGroup(admin, settings.topics().applicationId(name));
        deleteState(Path.of(settings.stateDirectory(), settings.topics().applicationId(name)));
      }
      return topics;
    } catch (ExecutionException e) {
      throw failed("deleting", e);
    }
  }

  private static void deleteGroup(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private static void deleteState(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("state in " + directory + " cannot be deleted", e);
    }
  }

  private ReplayException failed(String doing, ExecutionException e) {
    return new ReplayException(
        "%s the topics of the replay at %s failed: %s"
            .formatted(doing, settings.connection().bootstrapServers(), e.getCause().getMessage()),
        e);
  }
}
