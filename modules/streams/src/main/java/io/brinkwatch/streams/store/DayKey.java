package io.brinkwatch.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Key that sorts by group, then day, then id, so that a range of days is one scan.
 *
 * @param group for example a theatre; without NUL
 * @param day epoch day
 * @param id whatever makes it unique
 */
public record DayKey(String group, long day, String id) {

  private static final byte END_OF_GROUP = 0;

  /** Before every key of the day. */
  public static DayKey startOf(String group, long day) {
    return new DayKey(group, day, "");
  }

  /** After every key of the group. */
  public static DayKey endOf(String group) {
    return new DayKey(group, Long.MAX_VALUE, "\uffff");
  }

  /** Serde whose bytes sort as the keys do. */
  public static Serde<DayKey> serde() {
    return Serdes.serdeFrom((topic, key) -> key.bytes(), (topic, bytes) -> of(bytes));
  }

  private byte[] bytes() {
    byte[] groupBytes = group.getBytes(UTF_8);
    byte[] idBytes = id.getBytes(UTF_8);
    return ByteBuffer.allocate(groupBytes.length + 1 + Long.BYTES + idBytes.length)
        .put(groupBytes)
        .put(END_OF_GROUP)
        .putLong(day ^ Long.MIN_VALUE) // flips the sign, so that negative days sort first
        .put(idBytes)
        .array();
  }

  private static DayKey of(byte[] bytes) {
    int end = 0;
    while (bytes[end] != END_OF_GROUP) {
      end++;
    }
    long day = ByteBuffer.wrap(bytes, end + 1, Long.BYTES).getLong() ^ Long.MIN_VALUE;
    byte[] id = Arrays.copyOfRange(bytes, end + 1 + Long.BYTES, bytes.length);
    return new DayKey(new String(bytes, 0, end, UTF_8), day, new String(id, UTF_8));
  }
}
