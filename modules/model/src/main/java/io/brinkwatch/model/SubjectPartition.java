package io.brinkwatch.model;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of a theatre, region or feed. Readings, levels, theatre inputs and ingest progress
 * have keys that hold more than the subject, yet all of one subject must stay in one partition and
 * so in order.
 */
public final class SubjectPartition {
  private static final char WITHIN = '/';

  private SubjectPartition() {}

  /** The name of a part of a subject, such as a dyad of a theatre: it stays in its partition. */
  public static String within(String subject, String part) {
    return subject + WITHIN + part;
  }

  /**
   * Partition of {@code subject} among {@code partitions}: Kafka's murmur2 of its UTF-8 bytes, up
   * to a slash.
   */
  public static int of(String subject, int partitions) {
    int within = subject.indexOf(WITHIN);
    String whole = within < 0 ? subject : subject.substring(0, within);
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
