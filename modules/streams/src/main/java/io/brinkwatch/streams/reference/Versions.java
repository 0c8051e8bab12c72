package io.brinkwatch.streams.reference;

import io.brinkwatch.model.ReferenceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * The versions of a kind of reference data in a global store, and a view made of those in force at
 * an event time. Views are made once for each moment at which anything changes, and made again when
 * the store has grown.
 *
 * @param <V> the reference record
 * @param <T> the view
 */
public final class Versions<V, T> {
  private final ReadOnlyKeyValueStore<ReferenceKey, ValueAndTimestamp<V>> store;
  private final Function<V, Instant> effectiveFrom;
  private final Function<Map<String, V>, T> view;
  private final NavigableMap<Instant, T> views = new TreeMap<>();
  private long entries = -1;

  public Versions(
      ReadOnlyKeyValueStore<ReferenceKey, ValueAndTimestamp<V>> store,
      Function<V, Instant> effectiveFrom,
      Function<Map<String, V>, T> view) {
    this.store = store;
    this.effectiveFrom = effectiveFrom;
    this.view = view;
  }

  /**
   * The view in force at an event time.
   *
   * @throws MissingReferenceException if nothing is in force then
   */
  public T at(Instant time) {
    if (store.approximateNumEntries() != entries) {
      read();
    }
    Map.Entry<Instant, T> found = views.floorEntry(time);
    if (found == null) {
      throw new MissingReferenceException(time);
    }
    return found.getValue();
  }

  /**
   * Reads the store again, even if it has not grown: a version may have been corrected in place.
   */
  public void read() {
    entries = store.approximateNumEntries();
    List<Map.Entry<ReferenceKey, V>> all = entries();
    views.clear();
    all.stream()
        .map(entry -> effectiveFrom.apply(entry.getValue()))
        .distinct()
        .forEach(moment -> views.put(moment, view.apply(inForce(all, moment))));
  }

  private List<Map.Entry<ReferenceKey, V>> entries() {
    var all = new ArrayList<Map.Entry<ReferenceKey, V>>();
    try (KeyValueIterator<ReferenceKey, ValueAndTimestamp<V>> iterator = store.all()) {
      iterator.forEachRemaining(e -> all.add(Map.entry(e.key, e.value.value())));
    }
    all.sort(Comparator.comparingInt(entry -> entry.getKey().getVersion()));
    return all;
  }

  private Map<String, V> inForce(List<Map.Entry<ReferenceKey, V>> all, Instant moment) {
    var latest = new HashMap<String, V>();
    for (var entry : all) {
      if (!effectiveFrom.apply(entry.getValue()).isAfter(moment)) {
        latest.put(entry.getKey().getId(), entry.getValue());
      }
    }
    return new TreeMap<>(latest);
  }
}
