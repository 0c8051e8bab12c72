package io.brinkwatch.streams.indicators;

import io.brinkwatch.streams.state.DayRing;
import io.brinkwatch.streams.state.FeedClock;
import io.brinkwatch.streams.state.HeardReport;
import io.brinkwatch.streams.state.IncidentRow;
import io.brinkwatch.streams.state.KnownCount;
import io.brinkwatch.streams.state.PipelineClock;
import io.brinkwatch.streams.state.Stretch;
import io.brinkwatch.streams.state.TheatreRing;
import io.brinkwatch.streams.store.MemoryStore;
import io.brinkwatch.streams.store.StateSerde;
import io.brinkwatch.streams.store.TimeKey;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What an evaluation remembers from one input to the next, store by store. */
record Kept<K, V>(String name, Serde<K> keys, Serde<V> values) {
  static final String FEEDS = "clock-by-feed";
  static final String PASSING = "passing-ticks";
  static final String CLOCK = "pipeline-clock";
  static final String RINGS = "ring-by-theatre";
  static final String DAYS = "counts-by-day";
  static final String INCIDENTS = "incidents-by-theatre";
  static final String HEARD = "reports-by-hearing";
  static final String SIGHTINGS = "reports-by-time";
  static final String COUNTS = "counts-by-hearing";

  static final List<Kept<?, ?>> ALL =
      List.of(
          of(FEEDS, Serdes.String(), FeedClock.class),
          of(PASSING, TimeKey.serde(), Stretch.class),
          of(CLOCK, Serdes.String(), PipelineClock.class),
          of(RINGS, Serdes.String(), TheatreRing.class),
          of(DAYS, TimeKey.serde(), DayRing.class),
          of(INCIDENTS, TimeKey.serde(), IncidentRow.class),
          of(HEARD, TimeKey.serde(), HeardReport.class),
          new Kept<>(SIGHTINGS, TimeKey.serde(), Serdes.ByteArray()),
          of(COUNTS, TimeKey.serde(), KnownCount.class));

  private static <K, V extends SpecificRecord> Kept<K, V> of(
      String name, Serde<K> keys, Class<V> values) {
    return new Kept<>(name, keys, StateSerde.of(values));
  }

  /** As part of a topology. */
  StoreBuilder<KeyValueStore<K, V>> builder() {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values);
  }

  /** In memory alone. */
  MemoryStore<K, V> inMemory() {
    return new MemoryStore<>(name, keys, values);
  }
}
