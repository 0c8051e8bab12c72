package io.brinkwatch.cli;

import io.brinkwatch.cli.config.ConfigProblem;
import io.brinkwatch.embedded.EmbeddedException;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.model.SchemaAdmin.RegistryException;
import io.brinkwatch.model.TopicAdmin.TopicException;
import io.brinkwatch.replay.ReplayException;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Turns whatever was thrown into one clear message and an exit code. */
final class Failures {
  private static final String START_HINT =
      "'./brinkwatch demo --keep' starts a broker and a registry on this machine, and prints the"
          + " variables to set for them; for others, set bootstrap.servers and schema.registry.url.";

  private static final int SERVER_ERROR = 500;
  private static final long MEGABYTE = 1 << 20;
  private static final Pattern TABS = Pattern.compile("header cannot be used: .*U\\+0009");
  private static final Pattern SEMICOLONS = Pattern.compile("header.*column is \\W?\\w+;\\w+;");

  private Failures() {}

  static Failure of(Throwable thrown) {
    if (thrown instanceof Failure failure) {
      return failure;
    }
    if (isOfMemory(thrown)) {
      return ofMemory(thrown);
    }
    if (thrown instanceof ExecutionException && thrown.getCause() != null) {
      return of(thrown.getCause());
    }
    if (thrown instanceof ConfigProblem) {
      return new Failure(ExitCode.USAGE, thrown.getMessage(), "", thrown);
    }
    if (thrown instanceof SourceAwayException) {
      return new Failure(ExitCode.UNREACHABLE, thrown.getMessage(), "", thrown);
    }
    if (thrown instanceof SourceException) {
      return new Failure(ExitCode.USAGE, thrown.getMessage(), ofSource(thrown), thrown);
    }
    if (thrown instanceof EmbeddedException) {
      return new Failure(ExitCode.ENVIRONMENT, thrown.getMessage(), "", thrown);
    }
    if (thrown instanceof PublishException
        || thrown instanceof TopicException
        || thrown instanceof RegistryException
        || thrown instanceof ReplayException) {
      return new Failure(ExitCode.UNREACHABLE, thrown.getMessage(), "", thrown);
    }
    return fromClients(thrown);
  }

  // whoever met it first may have wrapped it into something else
  static boolean isOfMemory(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static Failure ofMemory(Throwable thrown) {
    return new Failure(
        ExitCode.MEMORY,
        "the memory of %d MB that the JVM may take is used up"
            .formatted(Runtime.getRuntime().maxMemory() / MEGABYTE),
        "Give it more, as in: JAVA_OPTS=-Xmx2g ./brinkwatch ... What was committed stays; the same"
            + " command goes on from there. docs/performance.md tells how much is needed.",
        thrown);
  }

  /** Whether a topic that is needed is not there; the clients do not say which. */
  static boolean isOfMissingTopic(Throwable thrown) {
    return thrown instanceof PublishException
        && thrown.getCause() instanceof UnknownTopicOrPartitionException;
  }

  // a header that is one column with semicolons comes from a spreadsheet, one with tabs from there
  // too, or from GDELT, whose files have no header and columns separated by tabs
  private static String ofSource(Throwable thrown) {
    if (TABS.matcher(thrown.getMessage()).find()) {
      return "Its columns are separated by tabs. It looks like --format gdelt (or gdelt1); if it is"
          + " not from GDELT, save it with commas.";
    }
    return SEMICOLONS.matcher(thrown.getMessage()).find()
        ? "The columns seem to be separated by semicolons; save the file with commas."
        : "";
  }

  private static Failure fromClients(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException) {
        return new Failure(
            ExitCode.USAGE,
            cause.getMessage(),
            "'./brinkwatch config' shows what applies.",
            thrown);
      }
      if (cause instanceof RestClientException registry) {
        return new Failure(
            ExitCode.UNREACHABLE, "the registry says: " + registry.getMessage(), "", thrown);
      }
      if (isOfNetwork(cause)) {
        return new Failure(
            ExitCode.UNREACHABLE,
            "the registry cannot be reached: " + ofNetwork(cause),
            START_HINT,
            thrown);
      }
    }
    if (thrown instanceof KafkaException) {
      return new Failure(
          ExitCode.UNREACHABLE, "the broker says: " + chain(thrown), START_HINT, thrown);
    }
    return bug(thrown);
  }

  /** Whether a registry that does not answer is behind it, and so more than one record at fault. */
  static boolean isRegistryAway(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (isOfNetwork(cause)
          || (cause instanceof RestClientException answer && answer.getStatus() >= SERVER_ERROR)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfNetwork(Throwable cause) {
    return cause instanceof IOException
        && cause.getClass().getPackageName().matches("javax?\\.net(\\..*)?");
  }

  private static String ofNetwork(Throwable cause) {
    return cause instanceof UnknownHostException
        ? "the host %s is not known".formatted(cause.getMessage())
        : cause.getMessage();
  }

  private static Failure bug(Throwable thrown) {
    return new Failure(
        ExitCode.BUG,
        "internal error: " + chain(thrown),
        "This is a bug. Please report it with the output of the same command and --verbose.",
        thrown);
  }

  // the outermost message often says only that something failed
  private static String chain(Throwable thrown) {
    String text = said(thrown);
    Throwable cause = thrown.getCause();
    boolean more = cause != null && !text.contains(said(cause));
    return more ? text + ": " + said(cause) : text;
  }

  private static String said(Throwable thrown) {
    return thrown.getMessage() == null
        ? thrown.getClass().getSimpleName()
        : thrown.getMessage().strip();
  }
}
