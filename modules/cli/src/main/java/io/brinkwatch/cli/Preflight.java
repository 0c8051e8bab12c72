package io.brinkwatch.cli;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.SchemaAdmin;
import io.brinkwatch.model.TopicAdmin;
import io.brinkwatch.streams.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks whether the world is as a command needs it, and says what is not. */
record Preflight(ConnectionSettings settings) {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  static Preflight of(ConnectionSettings settings) {
    return new Preflight(settings);
  }

  /** A broker must answer: asked first, because clients are slow to say that none does. */
  Preflight requireBroker() {
    Properties properties = settings.kafkaClient();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis() / 2);
    try (Admin admin = Admin.create(properties)) {
      admin.describeCluster().nodes().get();
      return this;
    } catch (ExecutionException | KafkaException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop.Requested();
    }
  }

  private Failure unreachable(Exception e) {
    Failure known = Failures.of(e);
    if (known.code() == ExitCode.USAGE) {
      return known;
    }
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    String why =
        cause instanceof TimeoutException
            ? "nobody answered within %d seconds".formatted(PATIENCE.toSeconds())
            : cause.getMessage();
    return new Failure(
        ExitCode.UNREACHABLE,
        "no broker can be used at %s: %s".formatted(settings.bootstrapServers(), why),
        "Check that it runs, and bootstrap.servers ('./brinkwatch config' shows where the value"
            + " comes from). './brinkwatch demo --keep' starts one on this machine.",
        e);
  }

  /** The topics must be there, with the partitions, cleanup and retention they should have. */
  Preflight requireTopics() {
    try (TopicAdmin admin = TopicAdmin.at(settings, Pipeline.names())) {
      List<String> differences = admin.differences();
      if (!differences.isEmpty()) {
        throw new Failure(
            ExitCode.UNREACHABLE,
            "the topics at %s are not as they should be:\n%s"
                .formatted(settings.bootstrapServers(), String.join("\n", differences)),
            "'./brinkwatch topics create' makes what is missing; what differs must be changed or"
                + " deleted by hand. Or is topic.prefix or topic.partitions another one?");
      }
      return this;
    }
  }

  /** The registry must have the schemas, and keep them compatible. */
  Preflight requireSchemas() {
    try (SchemaAdmin admin = SchemaAdmin.at(settings)) {
      admin.check();
      return this;
    }
  }

  /** State must have a place. */
  static void requireWritable(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "probe", null));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.ENVIRONMENT,
          "the state directory %s cannot be written: %s".formatted(directory, e),
          "Make it writable, or set state.directory to another one.",
          e);
    }
  }
}
