package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.streams.state.FeedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Quarter hours of each day: accounted for as healthy, or as anything else. Bits are only ever set,
 * so ticks may come in any order and any number; what was once told as unhealthy stays so.
 */
final class Quarters {
  private static final long QUARTER = 900_000;
  private static final int PER_HOUR = 4;
  private static final int PER_DAY = 24 * PER_HOUR;
  private static final int WORD = 64;

  private final TreeMap<Long, long[]> up = new TreeMap<>();
  private final TreeMap<Long, long[]> down = new TreeMap<>();

  static Quarters of(FeedClock clock) {
    var quarters = new Quarters();
    for (int i = 0; i < clock.getDays().size(); i++) {
      long day = clock.getDays().get(i);
      quarters.up.put(day, pair(clock.getUp(), i));
      quarters.down.put(day, pair(clock.getDown(), i));
    }
    return quarters;
  }

  private static long[] pair(List<Long> words, int i) {
    return new long[] {words.get(2 * i), words.get(2 * i + 1)};
  }

  /**
   * A quarter hour belongs to the stretch that holds its start, so stretches that meet tile. Of
   * unknown health nothing is noted: what nobody vouches for is not healthy.
   */
  void account(long from, long to, FeedHealth health) {
    if (health == FeedHealth.UNKNOWN) {
      return;
    }
    long first = ceilDiv(from);
    long end = ceilDiv(to);
    for (long quarter = first; quarter < end; quarter++) {
      long day = Math.floorDiv(quarter, (long) PER_DAY);
      int bit = (int) Math.floorMod(quarter, (long) PER_DAY);
      up.computeIfAbsent(day, d -> new long[2]);
      down.computeIfAbsent(day, d -> new long[2]);
      (health == FeedHealth.HEALTHY ? up : down).get(day)[bit / WORD] |= 1L << (bit % WORD);
    }
  }

  private static long ceilDiv(long millis) {
    return -Math.floorDiv(-millis, QUARTER);
  }

  void forgetBefore(long day) {
    up.headMap(day).clear();
    down.headMap(day).clear();
  }

  /** The healthy quarter hours of a day that start before an instant, as two words. */
  private long[] alive(long day, long before) {
    long[] on = up.getOrDefault(day, new long[2]);
    long[] off = down.getOrDefault(day, new long[2]);
    long quarters = ceilDiv(before - day * Days.MILLIS);
    return new long[] {on[0] & ~off[0] & mask(quarters), on[1] & ~off[1] & mask(quarters - WORD)};
  }

  private static long mask(long bits) {
    if (bits <= 0) {
      return 0;
    }
    return bits >= WORD ? -1L : (1L << bits) - 1;
  }

  /** Adds the healthy quarter hours of a day to two words. */
  void addTo(long[] words, long day) {
    long[] alive = alive(day, Days.end(day));
    words[0] |= alive[0];
    words[1] |= alive[1];
  }

  /** Share of a day, given its healthy quarter hours. */
  static double share(long[] words) {
    return (Long.bitCount(words[0]) + Long.bitCount(words[1])) / (double) PER_DAY;
  }

  /** Share of an hour of a day, likewise. */
  static double shareOfHour(long[] words, int hour) {
    int first = PER_HOUR * hour;
    long quarters = words[first / WORD] >>> (first % WORD) & (1L << PER_HOUR) - 1;
    return Long.bitCount(quarters) / (double) PER_HOUR;
  }

  /** End of the last healthy quarter hour that starts before an instant; not after that instant. */
  OptionalLong lastAlive(long before) {
    for (Map.Entry<Long, long[]> entry :
        up.headMap(Days.of(before), true).descendingMap().entrySet()) {
      long day = entry.getKey();
      long[] alive = alive(day, before);
      if ((alive[0] | alive[1]) != 0) {
        int last =
            alive[1] != 0
                ? 2 * WORD - 1 - Long.numberOfLeadingZeros(alive[1])
                : WORD - 1 - Long.numberOfLeadingZeros(alive[0]);
        return OptionalLong.of(Math.min(before, day * Days.MILLIS + (last + 1) * QUARTER));
      }
    }
    return OptionalLong.empty();
  }

  List<Long> days() {
    return new ArrayList<>(up.keySet());
  }

  List<Long> up() {
    return words(up);
  }

  List<Long> down() {
    return words(down);
  }

  private static List<Long> words(TreeMap<Long, long[]> days) {
    var words = new ArrayList<Long>();
    for (long[] pair : days.values()) {
      words.add(pair[0]);
      words.add(pair[1]);
    }
    return words;
  }
}
