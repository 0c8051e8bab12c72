package io.brinkwatch.streams.reference;

import io.brinkwatch.model.ReferenceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * The versions of a kind of reference data, mostly those in a global store, and a view made of
 * those in force at an event time. Views are made once for each moment at which anything changes,
 * and made again when the store has taken in anything more.
 *
 * @param <V> the reference record
 * @param <T> the view
 */
public final class Versions<V, T> {
  private final Supplier<Contents> contents;
  private final Supplier<List<Map.Entry<ReferenceKey, V>>> entries;
  private final Function<V, Instant> effectiveFrom;
  private final Function<Map<String, V>, Optional<T>> view;
  private NavigableMap<Instant, T> views = new TreeMap<>();
  private Contents seen;

  /** Changes with every record, also with one that takes the place of another. */
  private record Contents(long entries, Position position) {}

  public Versions(
      KeyValueStore<ReferenceKey, ValueAndTimestamp<V>> store,
      Function<V, Instant> effectiveFrom,
      Function<Map<String, V>, Optional<T>> view) {
    this(
        () -> new Contents(store.approximateNumEntries(), store.getPosition().copy()),
        () -> entries(store),
        effectiveFrom,
        view);
  }

  private Versions(
      Supplier<Contents> contents,
      Supplier<List<Map.Entry<ReferenceKey, V>>> entries,
      Function<V, Instant> effectiveFrom,
      Function<Map<String, V>, Optional<T>> view) {
    this.contents = contents;
    this.entries = entries;
    this.effectiveFrom = effectiveFrom;
    this.view = view;
  }

  /** The versions of a set to which nothing comes any more. */
  static <V, T> Versions<V, T> of(
      Map<ReferenceKey, V> all,
      Function<V, Instant> effectiveFrom,
      Function<Map<String, V>, Optional<T>> view) {
    var whole = new Contents(all.size(), Position.emptyPosition());
    return new Versions<>(() -> whole, () -> List.copyOf(all.entrySet()), effectiveFrom, view);
  }

  /**
   * The view in force at an event time. What lies before the first version is judged by the first:
   * history must not stand still because the rules are younger.
   *
   * @throws MissingReferenceException if there is no version at all
   */
  public T at(Instant time) {
    refresh();
    Map.Entry<Instant, T> found = views.floorEntry(time);
    if (found == null) {
      found = views.firstEntry();
    }
    if (found == null) {
      throw new MissingReferenceException(time);
    }
    return found.getValue();
  }

  /** The view in force at an event time; empty before the first version. */
  public Optional<T> since(Instant time) {
    refresh();
    return Optional.ofNullable(views.floorEntry(time)).map(Map.Entry::getValue);
  }

  private void refresh() {
    Contents now = contents.get();
    if (!now.equals(seen)) {
      read();
      seen = now; // not before: what cannot be taken over fails each time, and not only the first
    }
  }

  private void read() {
    List<Map.Entry<ReferenceKey, V>> all = new ArrayList<>(entries.get());
    all.sort(Comparator.comparingInt(entry -> entry.getKey().getVersion()));
    var made = new TreeMap<Instant, T>();
    all.stream()
        .map(entry -> effectiveFrom.apply(entry.getValue()))
        .distinct()
        .forEach(moment -> view.apply(inForce(all, moment)).ifPresent(v -> made.put(moment, v)));
    views = made;
  }

  private static <V> List<Map.Entry<ReferenceKey, V>> entries(
      KeyValueStore<ReferenceKey, ValueAndTimestamp<V>> store) {
    var all = new ArrayList<Map.Entry<ReferenceKey, V>>();
    try (KeyValueIterator<ReferenceKey, ValueAndTimestamp<V>> iterator = store.all()) {
      iterator.forEachRemaining(e -> all.add(Map.entry(e.key, e.value.value())));
    }
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
