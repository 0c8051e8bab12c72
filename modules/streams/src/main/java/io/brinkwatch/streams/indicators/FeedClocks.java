package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.Progress;
import io.brinkwatch.streams.state.FeedClock;
import io.brinkwatch.streams.state.Stretch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far each feed has come, and in which quarter hours it was alive. */
final class FeedClocks {
  private static final long NONE_YET = Long.MAX_VALUE;
  private final KeyValueStore<String, FeedClock> store;

  FeedClocks(KeyValueStore<String, FeedClock> store) {
    this.store = store;
  }

  /**
   * Notes what one upstream partition has let pass. What a tick accounts for counts when all have:
   * then readings that an earlier tick made FINAL cannot see it, however far a partition is ahead.
   */
  void note(Progress progress) {
    FeedClock clock = store.get(progress.getFeed());
    long time = progress.getTime().toEpochMilli();
    List<Long> times = times(clock, progress.getPartitions());
    times.set(progress.getPartition(), Math.max(times.get(progress.getPartition()), time));
    var passing = new ArrayList<Stretch>(clock == null ? List.of() : clock.getPassing());
    var stretch = new Stretch(progress.getFrom().toEpochMilli(), time, progress.getHealth().name());
    if (!passing.contains(stretch)) { // the other partitions' copies of it
      passing.add(stretch);
    }
    var quarters = clock == null ? new Quarters() : Quarters.of(clock);
    long first = clock == null ? NONE_YET : clock.getFirstTick();
    first = Math.min(first, account(passing, Collections.min(times), quarters));
    store.put(
        progress.getFeed(),
        new FeedClock(
            progress.getFamily().name(),
            times,
            first,
            quarters.days(),
            quarters.up(),
            quarters.down(),
            passing));
  }

  /** Accounts for what has passed everywhere, and takes it out; the earliest end among it. */
  private static long account(List<Stretch> passing, long passed, Quarters quarters) {
    long first = NONE_YET;
    for (Iterator<Stretch> rest = passing.iterator(); rest.hasNext(); ) {
      Stretch stretch = rest.next();
      if (stretch.getTime() <= passed) {
        quarters.account(
            stretch.getFrom(), stretch.getTime(), FeedHealth.valueOf(stretch.getHealth()));
        first = Math.min(first, stretch.getTime());
        rest.remove();
      }
    }
    return first;
  }

  /** Forgets what no evaluation looks back to any more. */
  void forgetBefore(long day) {
    all()
        .forEach(
            (feed, clock) -> {
              if (!clock.getDays().isEmpty() && clock.getDays().get(0) < day) {
                var quarters = Quarters.of(clock);
                quarters.forgetBefore(day);
                store.put(feed, with(clock, quarters));
              }
            });
  }

  private static FeedClock with(FeedClock clock, Quarters quarters) {
    return new FeedClock(
        clock.getFamily(),
        clock.getTimes(),
        clock.getFirstTick(),
        quarters.days(),
        quarters.up(),
        quarters.down(),
        clock.getPassing());
  }

  private static List<Long> times(FeedClock clock, int partitions) {
    var times = new ArrayList<>(Collections.nCopies(partitions, Long.MIN_VALUE));
    if (clock != null) {
      for (int i = 0; i < Math.min(partitions, clock.getTimes().size()); i++) {
        times.set(i, clock.getTimes().get(i));
      }
    }
    return times;
  }

  /** The latest event time that some feed has reached in every upstream partition. */
  OptionalLong latest() {
    return all().values().stream()
        .mapToLong(clock -> Collections.min(clock.getTimes()))
        .filter(time -> time != Long.MIN_VALUE)
        .max();
  }

  /** Every feed. */
  Map<String, FeedClock> all() {
    var clocks = new TreeMap<String, FeedClock>();
    try (KeyValueIterator<String, FeedClock> iterator = store.all()) {
      iterator.forEachRemaining(entry -> clocks.put(entry.key, entry.value));
    }
    return clocks;
  }
}
