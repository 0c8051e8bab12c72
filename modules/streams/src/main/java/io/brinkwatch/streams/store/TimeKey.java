package io.brinkwatch.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Key that sorts by group, then time, then id, so that a stretch of time is one scan.
 *
 * @param group for example a theatre; without NUL
 * @param time epoch day or epoch milliseconds: one of them throughout a store
 * @param id whatever makes it unique
 */
public record TimeKey(String group, long time, String id) {

  private static final byte END_OF_GROUP = 0;

  /** Before every key of a time. */
  public static TimeKey startOf(String group, long time) {
    return new TimeKey(group, time, "");
  }

  /** After every key of the group. */
  public static TimeKey endOf(String group) {
    return new TimeKey(group, Long.MAX_VALUE, "\uffff");
  }

  /** Serde whose bytes sort as the keys do. */
  public static Serde<TimeKey> serde() {
    return Serdes.serdeFrom((topic, key) -> key.bytes(), (topic, bytes) -> of(bytes));
  }

  private byte[] bytes() {
    byte[] groupBytes = group.getBytes(UTF_8);
    byte[] idBytes = id.getBytes(UTF_8);
    return ByteBuffer.allocate(groupBytes.length + 1 + Long.BYTES + idBytes.length)
        .put(groupBytes)
        .put(END_OF_GROUP)
        .putLong(time ^ Long.MIN_VALUE) // flips the sign, so that negative times sort first
        .put(idBytes)
        .array();
  }

  private static TimeKey of(byte[] bytes) {
    int end = 0;
    while (bytes[end] != END_OF_GROUP) {
      end++;
    }
    long time = ByteBuffer.wrap(bytes, end + 1, Long.BYTES).getLong() ^ Long.MIN_VALUE;
    byte[] id = Arrays.copyOfRange(bytes, end + 1 + Long.BYTES, bytes.length);
    return new TimeKey(new String(bytes, 0, end, UTF_8), time, new String(id, UTF_8));
  }
}
