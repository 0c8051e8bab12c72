package io.brinkwatch.streams;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** Tells a world that is down from a record that is bad. */
final class Outages {
  private Outages() {}

  /** A registry answers with these when a record names a schema that is not there. */
  private static final Set<Integer> RECORD_AT_FAULT = Set.of(404, 422);

  /** Whether the cause lies outside the record: broker, registry, or Streams' own housekeeping. */
  static boolean isOutage(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException registry) {
        return !RECORD_AT_FAULT.contains(registry.getStatus());
      }
      if (cause instanceof RetriableException
          || cause instanceof TaskMigratedException
          || cause instanceof TaskCorruptedException
          || isUnreachable(cause)) {
        return true;
      }
    }
    return false;
  }

  // an EOFException or a malformed payload is an IOException too, but not an outage
  private static boolean isUnreachable(Throwable cause) {
    return cause instanceof IOException && cause.getClass().getPackageName().startsWith("java.net");
  }
}
