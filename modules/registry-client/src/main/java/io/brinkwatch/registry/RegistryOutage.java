package io.brinkwatch.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Set;

/** Tells a registry that is away from a record that names a schema which is not there. */
public final class RegistryOutage {
  /** A registry answers with these when a record is at fault. */
  private static final Set<Integer> RECORD_AT_FAULT = Set.of(404, 422);

  private RegistryOutage() {}

  /** Whether a failure to read or write a record lies outside the record. */
  public static boolean isOutage(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException registry) {
        return !RECORD_AT_FAULT.contains(registry.getStatus());
      }
      if (isUnreachable(cause)) {
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
