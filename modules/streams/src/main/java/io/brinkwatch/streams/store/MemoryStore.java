package io.brinkwatch.streams.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store outside of a topology: in memory, without a changelog. It keeps bytes, as the stores of a
 * topology do, so that keys sort in the same way and nobody changes a value that was put in.
 */
public final class MemoryStore<K, V> implements KeyValueStore<K, V> {
  private final String name;
  private final Serde<K> keys;
  private final Serde<V> values;
  private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

  /**
   * An empty store.
   *
   * @param keys whose bytes sort as the keys are to be read
   */
  public MemoryStore(String name, Serde<K> keys, Serde<V> values) {
    this.name = name;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public V get(K key) {
    byte[] value = entries.get(bytes(key));
    return value == null ? null : value(value);
  }

  @Override
  public void put(K key, V value) {
    if (value == null) {
      entries.remove(bytes(key));
    } else {
      entries.put(bytes(key), values.serializer().serialize(name, value));
    }
  }

  @Override
  public V putIfAbsent(K key, V value) {
    V present = get(key);
    if (present == null) {
      put(key, value);
    }
    return present;
  }

  @Override
  public void putAll(List<KeyValue<K, V>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public V delete(K key) {
    byte[] value = entries.remove(bytes(key));
    return value == null ? null : value(value);
  }

  @Override
  public KeyValueIterator<K, V> range(K from, K to) {
    byte[] first = bytes(from);
    byte[] last = bytes(to);
    return Arrays.compareUnsigned(first, last) > 0
        ? new Entries(Collections.emptyNavigableMap())
        : new Entries(entries.subMap(first, true, last, true));
  }

  @Override
  public KeyValueIterator<K, V> all() {
    return new Entries(entries);
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  private byte[] bytes(K key) {
    return keys.serializer().serialize(name, key);
  }

  private V value(byte[] bytes) {
    return values.deserializer().deserialize(name, bytes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    throw new UnsupportedOperationException(name + " is part of no topology");
  }

  @Override
  public void close() {
    entries.clear();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** What was there when it was asked for: who goes through it may put and delete meanwhile. */
  private final class Entries implements KeyValueIterator<K, V> {
    private final Iterator<Map.Entry<byte[], byte[]>> rest;
    private KeyValue<K, V> next;

    Entries(NavigableMap<byte[], byte[]> some) {
      rest = new TreeMap<>(some).entrySet().iterator();
    }

    @Override
    public boolean hasNext() {
      return next != null || rest.hasNext();
    }

    @Override
    public K peekNextKey() {
      if (next == null) {
        if (!rest.hasNext()) {
          throw new NoSuchElementException(name);
        }
        Map.Entry<byte[], byte[]> entry = rest.next();
        next =
            KeyValue.pair(
                keys.deserializer().deserialize(name, entry.getKey()), value(entry.getValue()));
      }
      return next.key;
    }

    @Override
    public KeyValue<K, V> next() {
      var unused = peekNextKey();
      KeyValue<K, V> entry = next;
      next = null;
      return entry;
    }

    @Override
    public void close() {
      next = null;
    }
  }
}
