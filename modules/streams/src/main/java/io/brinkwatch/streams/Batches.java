package io.brinkwatch.streams;

import org.apache.kafka.streams.processor.api.Record;

/**
 * Marks readings that belong together. One tick or correction re-issues several evaluations of a
 * theatre; who combines them must wait for the last, or it sees a past that never was.
 */
public final class Batches {
  private static final String MORE_FOLLOW = "brinkwatch.more-follow";
  private static final byte[] YES = {1};

  private Batches() {}

  /** The record, marked if more of its batch follow. */
  public static <K, V> Record<K, V> mark(Record<K, V> record, boolean moreFollow) {
    record.headers().remove(MORE_FOLLOW);
    if (moreFollow) {
      record.headers().add(MORE_FOLLOW, YES);
    }
    return record;
  }

  /** Whether more of the record's batch follow. */
  public static boolean moreFollow(Record<?, ?> record) {
    return record.headers().lastHeader(MORE_FOLLOW) != null;
  }
}
