package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.Progress;
import io.brinkwatch.streams.state.FeedClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far each feed has come, and in which quarter hours it was alive. */
final class FeedClocks {
  private final KeyValueStore<String, FeedClock> store;

  FeedClocks(KeyValueStore<String, FeedClock> store) {
    this.store = store;
  }

  /** Notes what one upstream partition has let pass. */
  void note(Progress progress) {
    FeedClock clock = store.get(progress.getFeed());
    long time = progress.getTime().toEpochMilli();
    long from = progress.getFrom().toEpochMilli();
    var quarters = clock == null ? new Quarters() : Quarters.of(clock);
    quarters.account(from, time, progress.getHealth() == FeedHealth.HEALTHY);
    List<Long> times = times(clock, progress.getPartitions());
    times.set(progress.getPartition(), Math.max(times.get(progress.getPartition()), time));
    long first = clock == null ? time : Math.min(clock.getFirstTick(), time);
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
