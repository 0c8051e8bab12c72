package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Incident;
import io.brinkwatch.streams.state.IncidentHome;
import io.brinkwatch.streams.store.StateSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps an incident that has moved from being told as it was before. Two theatres tell of it, in
 * two partitions, and the one that it left may be the slower: what that one says last is old, and
 * is not told. Which is older shows in the version of the report that the incident is named after:
 * a theatre has only seen those before the one with which it left.
 *
 * <p>Only incidents that have moved are remembered.
 */
record Homes() implements FixedKeyProcessorSupplier<String, Incident, Incident> {
  static final String STORE = "home-by-incident";

  // longer than any partition is behind another, a replay of a year at full speed included
  private static final Duration KEPT = Duration.ofDays(400);
  private static final Duration SWEEP = Duration.ofDays(30);
  private static final String ARRIVED = "brinkwatch.arrived";
  private static final byte[] YES = {1};

  /** The record, marked if the incident has come from another theatre. */
  static <V> Record<String, V> mark(Record<String, V> record, boolean arrived) {
    if (arrived) {
      record.headers().add(ARRIVED, YES);
    }
    return record;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE),
            Serdes.String(),
            StateSerde.of(IncidentHome.class)));
  }

  @Override
  public FixedKeyProcessor<String, Incident, Incident> get() {
    return new ContextualFixedKeyProcessor<>() {
      private KeyValueStore<String, IncidentHome> homes;

      @Override
      public void init(FixedKeyProcessorContext<String, Incident> context) {
        super.init(context);
        homes = context.getStateStore(STORE);
        context.schedule(SWEEP, PunctuationType.STREAM_TIME, this::forget);
      }

      @Override
      public void process(FixedKeyRecord<String, Incident> record) {
        if (hasLeft(homes.get(record.key()), record.value())) {
          return;
        }
        if (record.headers().lastHeader(ARRIVED) != null) {
          homes.put(record.key(), home(record.value(), record.timestamp()));
        }
        context().forward(record.withHeaders(record.headers().remove(ARRIVED)));
      }

      private void forget(long time) {
        var old = new ArrayList<String>();
        try (KeyValueIterator<String, IncidentHome> all = homes.all()) {
          all.forEachRemaining(
              home -> {
                if (home.value.getToldAt() < time - KEPT.toMillis()) {
                  old.add(home.key);
                }
              });
        }
        old.forEach(homes::delete);
      }
    };
  }

  private static IncidentHome home(Incident incident, long time) {
    return new IncidentHome(incident.getTheatre(), version(incident), time);
  }

  private static boolean hasLeft(IncidentHome home, Incident incident) {
    return home != null
        && !incident.getTheatre().equals(home.getTheatre())
        && version(incident) < home.getVersion();
  }

  private static long version(Incident incident) {
    return incident.getReports().get(0).getVersion();
  }
}
