package io.brinkwatch.model;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of a theatre, region or feed. Readings, levels, theatre inputs and ingest progress
 * have keys that hold more than the subject, yet all of one subject must stay in one partition and
 * so in order.
 */
public final class SubjectPartition {
  private SubjectPartition() {}

  /** Partition of {@code subject} among {@code partitions}: Kafka's murmur2 of its UTF-8 bytes. */
  public static int of(String subject, int partitions) {
    byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
