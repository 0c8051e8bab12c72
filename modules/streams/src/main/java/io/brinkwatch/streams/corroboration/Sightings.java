package io.brinkwatch.streams.corroboration;

import io.brinkwatch.model.Incident;
import io.brinkwatch.streams.store.AvroBytes;
import io.brinkwatch.streams.store.TimeKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The reports of each theatre that may tell of the same as others, by the time they tell of. */
public final class Sightings {
  private static final AvroBytes<Incident> INCIDENTS = new AvroBytes<>(Incident.class);
  // not in the name of a theatre, and sorts before everything that is
  private static final String IN = "\u0001";

  /** Better feeds first, then earlier ones, then by id. */
  static final Comparator<Sighting> BEST_FIRST =
      Comparator.<Sighting>comparingInt(s -> s.matchable().report().feed().priority())
          .thenComparingLong(s -> s.matchable().report().startMillis())
          .thenComparing(s -> s.matchable().report().id());

  private final KeyValueStore<TimeKey, byte[]> store;

  public Sightings(KeyValueStore<TimeKey, byte[]> store) {
    this.store = store;
  }

  /** What a report says, and how it can be matched. */
  record Sighting(Incident incident, Matchable matchable) {

    static Optional<Sighting> of(Incident incident) {
      return Matchable.of(incident).map(m -> new Sighting(incident, m));
    }

    /**
     * Those that can match at all. What happened elsewhere and only concerns a theatre is joined
     * with what happened at the same place, as it is joined there, and never with the theatre's
     * own: it would be counted twice or not at all.
     */
    String group() {
      return incident.getTheatre() + IN + matchable.group();
    }

    boolean matches(Sighting other) {
      return matchable.matches(other.matchable);
    }

    // that of all it says takes longer than the rest of what is done with it
    @Override
    public int hashCode() {
      return incident.getIncidentId().hashCode();
    }
  }

  /** Whether a report can tell of the same as others. */
  public static boolean canJoin(Incident report) {
    return Sighting.of(report).isPresent();
  }

  /** Remembers a report as it is after a change. */
  public void take(String theatre, Revision report) {
    report.before().flatMap(Sighting::of).ifPresent(old -> store.delete(key(theatre, old)));
    report
        .after()
        .flatMap(Sighting::of)
        .ifPresent(now -> store.put(key(theatre, now), INCIDENTS.write(now.incident())));
  }

  /** What is remembered in the place of a report; empty if it is forgotten by now. */
  Optional<Sighting> remembered(String theatre, Sighting sighting) {
    return Optional.ofNullable(store.get(key(theatre, sighting)))
        .map(bytes -> INCIDENTS.read(ByteBuffer.wrap(bytes)))
        .flatMap(Sighting::of);
  }

  /** Those of a group that began in a stretch of time, its end exclusive. */
  List<Sighting> between(String theatre, String group, long from, long to) {
    var found = new ArrayList<Sighting>();
    String key = group(theatre, group);
    try (KeyValueIterator<TimeKey, byte[]> some =
        store.range(TimeKey.startOf(key, from), TimeKey.startOf(key, to))) {
      some.forEachRemaining(
          entry -> Sighting.of(INCIDENTS.read(ByteBuffer.wrap(entry.value))).ifPresent(found::add));
    }
    return found;
  }

  /** Forgets what began before a time. */
  public void forgetBefore(String theatre, long time) {
    var old = new ArrayList<TimeKey>();
    try (KeyValueIterator<TimeKey, byte[]> all = all(theatre)) {
      all.forEachRemaining(
          entry -> {
            if (entry.key.time() < time) {
              old.add(entry.key);
            }
          });
    }
    old.forEach(store::delete);
  }

  /** Whether nothing is remembered of a theatre. */
  public boolean areNone(String theatre) {
    try (KeyValueIterator<TimeKey, byte[]> all = all(theatre)) {
      return !all.hasNext();
    }
  }

  private KeyValueIterator<TimeKey, byte[]> all(String theatre) {
    return store.range(
        new TimeKey(theatre + IN, Long.MIN_VALUE, ""),
        new TimeKey(theatre + "\u0002", Long.MIN_VALUE, ""));
  }

  private static TimeKey key(String theatre, Sighting sighting) {
    var report = sighting.matchable().report();
    return new TimeKey(group(theatre, sighting.group()), report.startMillis(), report.id());
  }

  private static String group(String theatre, String group) {
    return theatre + IN + group;
  }
}
