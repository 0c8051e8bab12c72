package io.brinkwatch.streams;

import io.brinkwatch.registry.RegistryOutage;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** Tells a world that is down from a record that is bad. */
final class Outages {
  private Outages() {}

  /** Whether the cause lies outside the record: broker, registry, or Streams' own housekeeping. */
  static boolean isOutage(Throwable thrown) {
    if (RegistryOutage.isOutage(thrown)) {
      return true;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof TaskMigratedException
          || cause instanceof TaskCorruptedException) {
        return true;
      }
    }
    return false;
  }
}
