package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.model.Progress;
import io.brinkwatch.streams.state.FeedClock;
import io.brinkwatch.streams.state.Stretch;
import io.brinkwatch.streams.store.TimeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far each feed has come, and in which quarter hours it was alive. */
final class FeedClocks {
  private static final long NONE_YET = Long.MAX_VALUE;
  private final KeyValueStore<String, FeedClock> store;
  private final KeyValueStore<TimeKey, Stretch> passing;

  FeedClocks(KeyValueStore<String, FeedClock> store, KeyValueStore<TimeKey, Stretch> passing) {
    this.store = store;
    this.passing = passing;
  }

  /**
   * Notes what one upstream partition has let pass. What a tick accounts for counts when all have:
   * then readings that an earlier tick made FINAL cannot see it, however far a partition is ahead.
   * A step without length only lets time go on: it does not make a feed known.
   */
  void note(Progress progress) {
    FeedClock clock = store.get(progress.getFeed());
    long time = progress.getTime().toEpochMilli();
    List<Long> times = times(clock, progress.getPartitions());
    times.set(progress.getPartition(), Math.max(times.get(progress.getPartition()), time));
    var quarters = clock == null ? new Quarters() : Quarters.of(clock);
    long first = clock == null ? NONE_YET : clock.getFirstTick();
    boolean isStep = !progress.getFrom().isBefore(progress.getTime());
    if (!isStep && hasPassedEverywhere(progress)) {
      quarters.account(progress.getFrom().toEpochMilli(), time, progress.getHealth());
      first = Math.min(first, time);
    }
    store.put(
        progress.getFeed(),
        new FeedClock(
            progress.getFamily().name(),
            times,
            first,
            quarters.days(),
            quarters.up(),
            quarters.down()));
  }

  private boolean hasPassedEverywhere(Progress progress) {
    long from = progress.getFrom().toEpochMilli();
    var key =
        new TimeKey(
            progress.getFeed(),
            progress.getTime().toEpochMilli(),
            from + " " + progress.getHealth());
    Stretch known = passing.get(key);
    var passed = new TreeSet<Integer>(known == null ? List.of() : known.getPassed());
    passed.add(progress.getPartition());
    if (passed.size() == progress.getPartitions()) {
      passing.delete(key);
      return true;
    }
    passing.put(key, new Stretch(List.copyOf(passed)));
    return false;
  }

  /** Forgets what no evaluation looks back to any more. */
  void forgetBefore(long day) {
    all()
        .forEach(
            (feed, clock) -> {
              forgetPassing(feed, Days.end(day - 1));
              if (!clock.getDays().isEmpty() && clock.getDays().get(0) < day) {
                var quarters = Quarters.of(clock);
                quarters.forgetBefore(day);
                store.put(feed, with(clock, quarters));
              }
            });
  }

  // a tick of which a crash left some copies only; sent again, it counts then
  private void forgetPassing(String feed, long before) {
    var old = new ArrayList<TimeKey>();
    try (KeyValueIterator<TimeKey, Stretch> ticks =
        passing.range(TimeKey.startOf(feed, Long.MIN_VALUE), TimeKey.startOf(feed, before))) {
      ticks.forEachRemaining(tick -> old.add(tick.key));
    }
    old.forEach(passing::delete);
  }

  private static FeedClock with(FeedClock clock, Quarters quarters) {
    return new FeedClock(
        clock.getFamily(),
        clock.getTimes(),
        clock.getFirstTick(),
        quarters.days(),
        quarters.up(),
        quarters.down());
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
    Collection<FeedClock> clocks = all().values();
    if (clocks.stream().allMatch(clock -> clock.getFirstTick() == NONE_YET)) {
      return OptionalLong.empty();
    }
    return clocks.stream()
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
