package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.FloorKind;
import io.brinkwatch.model.Incident;
import io.brinkwatch.streams.corroboration.Revision;
import io.brinkwatch.streams.state.HeardChange;
import io.brinkwatch.streams.state.IncidentRow;
import io.brinkwatch.streams.state.TheatreRing;
import io.brinkwatch.streams.store.AvroBytes;
import io.brinkwatch.streams.store.TimeKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Rings and the incidents in them, by theatre. */
final class TheatreMemory {
  private static final AvroBytes<Incident> INCIDENTS = new AvroBytes<>(Incident.class);
  private final KeyValueStore<String, TheatreRing> rings;
  private final KeyValueStore<TimeKey, IncidentRow> incidents;
  private final KeyValueStore<TimeKey, HeardChange> heard;

  TheatreMemory(
      KeyValueStore<String, TheatreRing> rings,
      KeyValueStore<TimeKey, IncidentRow> incidents,
      KeyValueStore<TimeKey, HeardChange> heard) {
    this.rings = rings;
    this.incidents = incidents;
    this.heard = heard;
  }

  /** Buckets and incidents of a theatre as they stood at one time. */
  record Known(Ring ring, List<Accounted> incidents) {}

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
    Optional<Accounted> present = stored(theatre, incident);
    present.ifPresent(
        old -> {
          ring.subtract(old);
          incidents.delete(key(theatre, old));
        });
    return present;
  }

  private Optional<Accounted> stored(String theatre, Accounted incident) {
    return Optional.ofNullable(incidents.get(key(theatre, incident)))
        .map(row -> from(incident.id(), row));
  }

  /** Keeps a change that was heard after the clock, so that it can be thought away. */
  void keepHeard(String theatre, Ring ring, long heardAt, Revision report) {
    long number = ring.nextChange();
    heard.put(
        new TimeKey(theatre, heardAt, Long.toString(number)),
        new HeardChange(report.id(), number, bytes(report.before()), bytes(report.after())));
  }

  private static ByteBuffer bytes(Optional<Incident> incident) {
    return incident.map(INCIDENTS::write).map(ByteBuffer::wrap).orElse(null);
  }

  private static Optional<Incident> incident(ByteBuffer bytes) {
    return Optional.ofNullable(bytes).map(INCIDENTS::read);
  }

  /** Everything that has come, for a theatre's evaluations that look back to a day. */
  Known all(String theatre, Ring ring, long sinceDay) {
    return new Known(ring, since(theatre, sinceDay));
  }

  /**
   * The same as far as it had been heard by a time, and whatever the order in which it came.
   *
   * @param undo what becomes of incidents if reports go back to what they were
   */
  Known heardBy(
      String theatre,
      Ring ring,
      long time,
      long sinceDay,
      Function<Collection<Revision>, List<Replaced>> undo) {
    Collection<Revision> later = heardAfter(theatre, time);
    List<Accounted> incidents = since(theatre, sinceDay);
    if (later.isEmpty()) {
      return new Known(ring, incidents);
    }
    Ring then = Ring.of(ring.store());
    for (Replaced replaced : undo.apply(later)) {
      replaced.now().flatMap(now -> stored(theatre, now)).ifPresent(then::subtract);
      incidents.removeIf(incident -> incident.id().equals(replaced.id()));
      replaced.then().ifPresent(then::add);
      replaced.then().filter(i -> i.day() >= sinceDay).ifPresent(incidents::add);
    }
    return new Known(then, incidents);
  }

  /** An incident as it is accounted for now, and as it is to be instead. */
  record Replaced(String id, Optional<Accounted> now, Optional<Accounted> then) {}

  /** What reports said before they were changed after a time: from now back to then. */
  private Collection<Revision> heardAfter(String theatre, long time) {
    var changes = new ArrayList<HeardChange>();
    try (KeyValueIterator<TimeKey, HeardChange> later =
        heard.range(TimeKey.startOf(theatre, time + 1), TimeKey.endOf(theatre))) {
      later.forEachRemaining(change -> changes.add(change.value));
    }
    changes.sort(Comparator.comparingLong(HeardChange::getNumber));
    var back = new LinkedHashMap<String, Revision>();
    for (HeardChange change : changes) {
      Optional<Incident> now = incident(change.getAfter());
      Revision earlier = back.get(change.getReportId());
      Optional<Incident> then = earlier == null ? incident(change.getBefore()) : earlier.after();
      back.put(change.getReportId(), new Revision(change.getReportId(), now, then));
    }
    return back.values();
  }

  /** Forgets which changes were heard up to a time: no evaluation that came too early is open. */
  void forgetHeard(String theatre, long upTo) {
    forget(heard, TimeKey.startOf(theatre, Long.MIN_VALUE), TimeKey.startOf(theatre, upTo + 1));
  }

  /** The incidents of a theatre that ended on a day or later. */
  private List<Accounted> since(String theatre, long day) {
    var found = new ArrayList<Accounted>();
    try (KeyValueIterator<TimeKey, IncidentRow> rows =
        incidents.range(TimeKey.startOf(theatre, day), TimeKey.endOf(theatre))) {
      rows.forEachRemaining(row -> found.add(from(row.key.id(), row.value)));
    }
    return found;
  }

  /** Forgets what ended before a day. */
  void forgetBefore(String theatre, Ring ring, long day) {
    forget(incidents, TimeKey.startOf(theatre, Long.MIN_VALUE), TimeKey.startOf(theatre, day));
    ring.forgetBefore(day);
  }

  private static <V> void forget(KeyValueStore<TimeKey, V> store, TimeKey from, TimeKey to) {
    var old = new ArrayList<TimeKey>();
    try (KeyValueIterator<TimeKey, V> rows = store.range(from, to)) {
      rows.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(store::delete);
  }

  private static TimeKey key(String theatre, Accounted incident) {
    return new TimeKey(theatre, incident.day(), incident.id());
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

  private static Accounted from(String id, IncidentRow row) {
    return new Accounted(
        id,
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
