package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.FloorKind;
import io.brinkwatch.streams.state.IncidentRow;
import io.brinkwatch.streams.state.TheatreRing;
import io.brinkwatch.streams.store.DayKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Rings and the incidents in them, by theatre. */
final class TheatreMemory {
  private final KeyValueStore<String, TheatreRing> rings;
  private final KeyValueStore<DayKey, IncidentRow> incidents;

  TheatreMemory(
      KeyValueStore<String, TheatreRing> rings, KeyValueStore<DayKey, IncidentRow> incidents) {
    this.rings = rings;
    this.incidents = incidents;
  }

  Ring ring(String theatre) {
    return Ring.of(rings.get(theatre));
  }

  void keep(String theatre, Ring ring) {
    rings.put(theatre, ring.store());
  }

  /** Puts an incident in, in place of what stood under its id and day. */
  void add(String theatre, Ring ring, Accounted incident) {
    remove(theatre, ring, incident);
    incidents.put(key(theatre, incident), row(incident));
    ring.add(incident);
  }

  /** Takes an incident out, by the integers with which it was put in. */
  Optional<Accounted> remove(String theatre, Ring ring, Accounted incident) {
    DayKey key = key(theatre, incident);
    Optional<Accounted> present = Optional.ofNullable(incidents.get(key)).map(r -> from(key, r));
    present.ifPresent(
        old -> {
          ring.subtract(old);
          incidents.delete(key);
        });
    return present;
  }

  /** The incidents of a theatre that ended on a day or later. */
  List<Accounted> since(String theatre, long day) {
    var found = new ArrayList<Accounted>();
    try (KeyValueIterator<DayKey, IncidentRow> rows =
        incidents.range(DayKey.startOf(theatre, day), DayKey.endOf(theatre))) {
      rows.forEachRemaining(row -> found.add(from(row.key, row.value)));
    }
    return found;
  }

  /** Forgets what ended before a day. */
  void forgetBefore(String theatre, Ring ring, long day) {
    var old = new ArrayList<DayKey>();
    try (KeyValueIterator<DayKey, IncidentRow> rows =
        incidents.range(DayKey.startOf(theatre, Long.MIN_VALUE), DayKey.startOf(theatre, day))) {
      rows.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(incidents::delete);
    ring.forgetBefore(day);
  }

  private static DayKey key(String theatre, Accounted incident) {
    return new DayKey(theatre, incident.day(), incident.id());
  }

  private static IncidentRow row(Accounted incident) {
    return new IncidentRow(
        incident.version(),
        incident.family(),
        incident.from(),
        incident.to(),
        incident.micros(),
        incident.kinetic(),
        incident.confidence(),
        incident.fatalities(),
        incident.floors().stream().map(FloorKind::name).sorted().toList(),
        incident.summary());
  }

  private static Accounted from(DayKey key, IncidentRow row) {
    return new Accounted(
        key.id(),
        row.getVersion(),
        row.getFamily(),
        row.getFrom(),
        row.getTo(),
        row.getMicros(),
        row.getKinetic(),
        row.getConfidence(),
        row.getFatalities(),
        row.getFloors().stream().map(FloorKind::valueOf).collect(Collectors.toUnmodifiableSet()),
        row.getSummary());
  }
}
