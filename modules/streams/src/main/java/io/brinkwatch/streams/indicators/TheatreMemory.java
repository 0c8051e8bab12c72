package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.streams.corroboration.Revision;
import io.brinkwatch.streams.corroboration.Sightings;
import io.brinkwatch.streams.state.DayRing;
import io.brinkwatch.streams.state.HeardReport;
import io.brinkwatch.streams.state.HeardStep;
import io.brinkwatch.streams.state.IncidentRow;
import io.brinkwatch.streams.state.PipelineClock;
import io.brinkwatch.streams.state.TheatreRing;
import io.brinkwatch.streams.store.AvroBytes;
import io.brinkwatch.streams.store.TimeKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Rings and the incidents in them, by theatre. */
final class TheatreMemory {
  private static final AvroBytes<Incident> INCIDENTS = new AvroBytes<>(Incident.class);
  private final KeyValueStore<String, TheatreRing> rings;
  private final KeyValueStore<TimeKey, DayRing> days;
  private final KeyValueStore<TimeKey, IncidentRow> incidents;
  private final KeyValueStore<TimeKey, HeardReport> heard;

  TheatreMemory(
      KeyValueStore<String, TheatreRing> rings,
      KeyValueStore<TimeKey, DayRing> days,
      KeyValueStore<TimeKey, IncidentRow> incidents,
      KeyValueStore<TimeKey, HeardReport> heard) {
    this.rings = rings;
    this.days = days;
    this.incidents = incidents;
    this.heard = heard;
  }

  /** Buckets and incidents of a theatre as they stood at one time. */
  record Known(Ring ring, List<Accounted> incidents) {

    /** The incidents by id. */
    Map<String, Accounted> byId() {
      return incidents.stream().collect(Collectors.toMap(Accounted::id, Function.identity()));
    }

    /** Whether it would be the same if trusted sources alone had told of anything. */
    boolean restsOnTrusted() {
      return incidents.stream().allMatch(Accounted::restsOnTrusted);
    }

    /** The same as if trusted sources alone had told of anything. */
    Known trusted() {
      List<Accounted> trusted = incidents.stream().flatMap(i -> i.trusted().stream()).toList();
      Ring sums = Ring.empty();
      trusted.forEach(sums::add);
      return new Known(sums, trusted);
    }
  }

  /** The days of one theatre. */
  private final class Shelf implements Ring.Shelf {
    private final String theatre;

    Shelf(String theatre) {
      this.theatre = theatre;
    }

    @Override
    public DayRing get(long day) {
      return days.get(TimeKey.startOf(theatre, day));
    }

    @Override
    public Map<Long, DayRing> between(long from, long to) {
      var found = new TreeMap<Long, DayRing>();
      try (KeyValueIterator<TimeKey, DayRing> rows =
          days.range(TimeKey.startOf(theatre, from), TimeKey.startOf(theatre, to))) {
        rows.forEachRemaining(row -> found.put(row.key.time(), row.value));
      }
      return found.headMap(to);
    }

    @Override
    public void put(long day, DayRing ring) {
      days.put(TimeKey.startOf(theatre, day), ring);
    }
  }

  Ring ring(String theatre) {
    return Ring.of(rings.get(theatre), new Shelf(theatre));
  }

  void keep(String theatre, Ring ring) {
    rings.put(theatre, ring.store());
  }

  /** Theatres of which anything is known, also those that are no more. */
  Stream<String> theatres() {
    var known = new ArrayList<String>();
    try (KeyValueIterator<String, TheatreRing> all = rings.all()) {
      all.forEachRemaining(entry -> known.add(entry.key));
    }
    return known.stream();
  }

  /** Whether neither the ring nor anything beside it holds anything of a theatre. */
  boolean knowsNothing(String theatre, Ring ring) {
    return ring.isSettled()
        && isEmpty(days, first(theatre), last(theatre))
        && isEmpty(incidents, first(theatre), last(theatre))
        && isEmpty(heard, first(theatre), last(theatre));
  }

  private static <V> boolean isEmpty(KeyValueStore<TimeKey, V> store, TimeKey from, TimeKey to) {
    try (KeyValueIterator<TimeKey, V> rows = store.range(from, to)) {
      return !rows.hasNext();
    }
  }

  void drop(String theatre) {
    rings.delete(theatre);
  }

  /** Puts an incident in, in place of what stood under its id and day. */
  void add(String theatre, Ring ring, Accounted incident) {
    remove(theatre, ring, incident);
    incidents.put(key(theatre, incident), Rows.of(incident));
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
        .map(row -> Rows.incident(incident.id(), row));
  }

  /**
   * Keeps what a report has said as long as there are evaluations to come that must not know it: it
   * was heard after the clock, or it can join others and has not ended by then.
   */
  void keepHeard(String theatre, IncidentChange change, PipelineClock now, boolean audited) {
    HeardReport old =
        heard.delete(heardKey(theatre, change.getHeardBefore(), change.getReportId()));
    boolean same = Objects.equals(change.getBefore(), change.getAfter());
    boolean told = audited || (old != null && old.getAudited() && same);
    long ends = ends(change.getAfter());
    if (change.getHeardAt().toEpochMilli() > now.getClock() || ends > now.getLastFinal()) {
      var steps = new ArrayList<HeardStep>();
      change.getEarlier().forEach(v -> steps.add(step(v.getHeardAt(), v.getIncident())));
      steps.add(step(change.getHeardAt(), change.getAfter()));
      heard.put(
          heardKey(theatre, change.getHeardAt(), change.getReportId()),
          new HeardReport(steps, told, ends));
    }
  }

  private static long ends(Incident report) {
    return report != null && Sightings.canJoin(report)
        ? report.getOccurredTo().toEpochMilli()
        : Long.MIN_VALUE;
  }

  private static TimeKey heardKey(String theatre, Instant heardAt, String reportId) {
    return new TimeKey(theatre, heardAt.toEpochMilli(), reportId);
  }

  private static HeardStep step(Instant heardAt, Incident incident) {
    return new HeardStep(
        heardAt.toEpochMilli(),
        incident == null ? null : ByteBuffer.wrap(INCIDENTS.write(incident)));
  }

  /** Everything that has come, for a theatre's evaluations that look back to a day. */
  Known all(String theatre, Ring ring, long sinceDay) {
    return new Known(ring, since(theatre, sinceDay));
  }

  /**
   * The same without what was heard later, whatever the order in which it came.
   *
   * @param later what becomes of incidents if reports go back to what they were
   */
  Known without(String theatre, Ring ring, List<Replaced> later, long sinceDay) {
    if (later.isEmpty()) {
      return all(theatre, ring, sinceDay);
    }
    List<Accounted> incidents = since(theatre, sinceDay);
    Ring then = ring.copyFrom(sinceDay);
    for (Replaced replaced : later) {
      replaced.now().flatMap(now -> stored(theatre, now)).ifPresent(then::subtract);
      incidents.removeIf(incident -> incident.id().equals(replaced.id()));
      replaced.then().ifPresent(then::add);
      replaced.then().filter(i -> i.day() >= sinceDay).ifPresent(incidents::add);
    }
    return new Known(then, incidents);
  }

  /** An incident as it is accounted for now, and as it is to be instead. */
  record Replaced(String id, Optional<Accounted> now, Optional<Accounted> then) {}

  /**
   * A report that was changed after some time.
   *
   * @param back from what it says now to what it said then
   * @param audited whether it was said that it came too late
   */
  record Later(Revision back, Incident about, boolean audited, TimeKey key) {
    /** When it was heard what stands now. */
    Instant heardAt() {
      return Instant.ofEpochMilli(key.time());
    }
  }

  /**
   * The reports of which an evaluation must not know what they say now.
   *
   * @param heardBy what was heard later does not count
   * @param at nor does what can join others and had not ended by then
   */
  List<Later> unknown(String theatre, long heardBy, long at) {
    var later = new ArrayList<Later>();
    try (KeyValueIterator<TimeKey, HeardReport> reports =
        heard.range(first(theatre), last(theatre))) {
      reports.forEachRemaining(
          report -> later(report.key, report.value, heardBy, at).ifPresent(later::add));
    }
    return later;
  }

  private static TimeKey first(String theatre) {
    return TimeKey.startOf(theatre, Long.MIN_VALUE);
  }

  private static TimeKey last(String theatre) {
    return TimeKey.endOf(theatre);
  }

  private static Optional<Later> later(TimeKey key, HeardReport report, long heardBy, long at) {
    if (key.time() <= heardBy && report.getEnds() <= at) {
      return Optional.empty();
    }
    List<HeardStep> steps = report.getSteps();
    Optional<Incident> now = incident(steps.get(steps.size() - 1));
    Optional<Incident> then =
        steps.stream()
            .filter(step -> step.getHeardAt() <= heardBy)
            .reduce((first, second) -> second)
            .flatMap(TheatreMemory::incident)
            .filter(incident -> ends(incident) <= at);
    return now.or(() -> then)
        .map(
            about -> new Later(new Revision(key.id(), now, then), about, report.getAudited(), key));
  }

  private static Optional<Incident> incident(HeardStep step) {
    return Optional.ofNullable(step.getIncident()).map(INCIDENTS::read);
  }

  /** Notes that it was said that a report came too late. */
  void audited(Later later) {
    HeardReport report = heard.get(later.key());
    heard.put(later.key(), new HeardReport(report.getSteps(), true, report.getEnds()));
  }

  /** Forgets what every evaluation to come may know. */
  void forgetHeard(String theatre, PipelineClock now) {
    var old = new ArrayList<TimeKey>();
    try (KeyValueIterator<TimeKey, HeardReport> reports =
        heard.range(first(theatre), TimeKey.startOf(theatre, now.getLastClose() + 1))) {
      reports.forEachRemaining(
          report -> {
            if (report.value.getEnds() <= now.getLastFinal()) {
              old.add(report.key);
            }
          });
    }
    old.forEach(heard::delete);
  }

  /** The incidents of a theatre that ended on a day or later. */
  private List<Accounted> since(String theatre, long day) {
    var found = new ArrayList<Accounted>();
    try (KeyValueIterator<TimeKey, IncidentRow> rows =
        incidents.range(TimeKey.startOf(theatre, day), TimeKey.endOf(theatre))) {
      rows.forEachRemaining(row -> found.add(Rows.incident(row.key.id(), row.value)));
    }
    return found;
  }

  /** Forgets what ended before a day. */
  void forgetBefore(String theatre, Ring ring, long day) {
    forget(incidents, TimeKey.startOf(theatre, Long.MIN_VALUE), TimeKey.startOf(theatre, day));
    // a day's own key is the start of the day
    forget(days, TimeKey.startOf(theatre, Long.MIN_VALUE), TimeKey.startOf(theatre, day - 1));
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
}
