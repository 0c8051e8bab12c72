package io.brinkwatch.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private final MemoryStore<TimeKey, String> store =
      new MemoryStore<>("test", TimeKey.serde(), Serdes.String());

  private static TimeKey at(String group, long time) {
    return new TimeKey(group, time, "");
  }

  private List<Long> times(KeyValueIterator<TimeKey, String> entries) {
    var times = new ArrayList<Long>();
    entries.forEachRemaining(entry -> times.add(entry.key.time()));
    return times;
  }

  @Test
  void a_range_holds_both_ends_and_sorts_as_the_bytes_do() {
    for (long time : new long[] {3, -5, 0, 7}) {
      store.put(at("a", time), "x");
    }
    store.put(at("b", 1), "x");
    assertThat(times(store.range(TimeKey.startOf("a", -5), at("a", 3))))
        .containsExactly(-5L, 0L, 3L);
    assertThat(times(store.range(TimeKey.startOf("a", Long.MIN_VALUE), TimeKey.endOf("a"))))
        .containsExactly(-5L, 0L, 3L, 7L);
    assertThat(times(store.range(at("a", 3), at("a", -5)))).isEmpty();
    assertThat(store.approximateNumEntries()).isEqualTo(5);
  }

  @Test
  void who_goes_through_it_sees_what_was_there_when_it_began() {
    for (long time = 0; time < 100; time++) {
      store.put(at("a", time), "x");
    }
    try (KeyValueIterator<TimeKey, String> all = store.all()) {
      while (all.hasNext()) {
        TimeKey next = all.peekNextKey();
        assertThat(all.next().key).isEqualTo(next);
        assertThat(store.delete(next)).isEqualTo("x");
        store.put(at("b", next.time()), "y");
      }
    }
    assertThat(times(store.range(TimeKey.startOf("a", 0), TimeKey.endOf("a")))).isEmpty();
    assertThat(store.approximateNumEntries()).isEqualTo(100);
  }

  @Test
  void null_takes_out_and_the_first_stays() {
    assertThat(store.putIfAbsent(at("a", 1), "first")).isNull();
    assertThat(store.putIfAbsent(at("a", 1), "second")).isEqualTo("first");
    assertThat(store.get(at("a", 1))).isEqualTo("first");
    store.put(at("a", 1), null);
    assertThat(store.get(at("a", 1))).isNull();
    assertThat(store.delete(at("a", 1))).isNull();
  }
}
