package io.brinkwatch.model;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic: its full name, the types of its keys and values, how records spread over partitions
 * and how long they stay.
 *
 * @param name full name, prefix included
 * @param key {@code String} or a generated Avro class
 * @param value a generated Avro class
 * @param spread which partition a record goes to
 * @param cleanup what the broker may remove
 * @param retention how long records stay, by record time; null means for ever
 * @param audience who may build on it
 * @param holds one sentence for people
 */
public record Topic<K, V extends SpecificRecord>(
    String name,
    Class<K> key,
    Class<V> value,
    Spread spread,
    Cleanup cleanup,
    Duration retention,
    Audience audience,
    String holds) {

  /** Which partition a record goes to. */
  public enum Spread {
    /** By hash of the serialised key. */
    BY_KEY,
    /** By hash of the theatre, region or feed alone, so that one subject stays in order. */
    BY_SUBJECT,
    /** A copy to every partition. */
    EVERY,
    /** The topic has a single partition. */
    SINGLE
  }

  /** What the broker may remove. */
  public enum Cleanup {
    DELETE("delete"),
    COMPACT("compact"),
    COMPACT_AND_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /** The value of {@code cleanup.policy}. */
    public String policy() {
      return policy;
    }
  }

  /** Who may build on a topic. */
  public enum Audience {
    /** Part of the public contract. */
    PUBLIC,
    /** Between our own topologies; may change with any release. */
    INTERNAL
  }

  public Topic {
    Objects.requireNonNull(name);
    Objects.requireNonNull(spread);
    Objects.requireNonNull(cleanup);
  }

  /** Number of partitions, given the number that spread topics have. */
  public int partitions(int spreadPartitions) {
    return spread == Spread.SINGLE ? 1 : spreadPartitions;
  }

  /**
   * Topic configuration. Retention is spelt out always: brokers apply theirs to record time, and
   * would remove historic records within minutes. Time-based segment rolling is switched off for
   * the same reason: record time leaps in a replay.
   */
  public Map<String, String> configuration() {
    var configuration = new TreeMap<String, String>();
    configuration.put("cleanup.policy", cleanup.policy());
    configuration.put("retention.ms", retention == null ? "-1" : "" + retention.toMillis());
    configuration.put("retention.bytes", "-1");
    configuration.put("segment.ms", "" + Long.MAX_VALUE);
    configuration.put("message.timestamp.type", "CreateTime");
    return configuration;
  }
}
