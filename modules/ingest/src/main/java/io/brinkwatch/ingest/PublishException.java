package io.brinkwatch.ingest;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Publishing cannot go on. The message says what failed, where, and what to do. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean takenOver;

  PublishException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private PublishException(String message, Throwable cause, boolean takenOver) {
    super(message, cause);
    this.takenOver = takenOver;
  }

  /** Another publisher of the same feed has taken over. */
  static PublishException takenOver(String what, Throwable cause) {
    return new PublishException(
        "%s failed: another ingest of the same feed has taken over; it continues where this one stopped. Run one at a time"
            .formatted(what),
        cause,
        true);
  }

  /** Whether another publisher of the same feed has taken over, so that to try again is wrong. */
  public boolean isTakenOver() {
    return takenOver;
  }

  static PublishException of(String what, String brokers, String registry, Throwable failure) {
    Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
    if (cause instanceof PublishException already) {
      return already;
    }
    String why = why(cause, brokers, registry);
    return new PublishException("%s failed: %s".formatted(what, why), cause);
  }

  private static String why(Throwable cause, String brokers, String registry) {
    if (cause instanceof SerializationException) {
      return schemaFailure(cause, registry);
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "a topic does not exist at %s; create the topics first (%s)"
          .formatted(brokers, cause.getMessage());
    }
    if (cause instanceof TimeoutException) {
      return "the broker at %s did not answer in time; check that it runs and that bootstrap.servers is right (%s)"
          .formatted(brokers, cause.getMessage());
    }
    if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
      return "the broker at %s refuses this client; check its credentials and rights (%s)"
          .formatted(brokers, cause.getMessage());
    }
    if (cause instanceof InvalidTimestampException) {
      return "the broker at %s finds its time too far ahead; check the time of the record and the clocks (%s)"
          .formatted(brokers, cause.getMessage());
    }
    if (cause instanceof RecordTooLargeException) {
      return "the record is larger than the broker at %s takes (%s)"
          .formatted(brokers, cause.getMessage());
    }
    return "the broker at %s answered %s".formatted(brokers, cause);
  }

  private static String schemaFailure(Throwable failure, String registry) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException answer) {
        return answer.getStatus() == 404
            ? "the registry at %s does not have the schema and auto-registration is off; register the schemas first (%s)"
                .formatted(registry, answer.getMessage())
            : "the registry at %s answered %s".formatted(registry, answer.getMessage());
      }
      if (cause instanceof IOException) {
        return "the registry at %s cannot be reached; check that it runs and that schema.registry.url is right (%s)"
            .formatted(registry, cause);
      }
    }
    return "the record does not fit its schema: " + failure.getMessage();
  }
}
