package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Sides;
import io.brinkwatch.indicators.theatre.Yardstick;
import io.brinkwatch.model.HeardCount;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.streams.state.CountStep;
import io.brinkwatch.streams.state.KnownCount;
import io.brinkwatch.streams.store.AvroBytes;
import io.brinkwatch.streams.store.TimeKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The official counts that reports tell of each theatre. They are kept apart from incidents, and
 * each with what it was before, so that an evaluation knows those that were told in time. One is
 * forgotten when incidents from its beginning are.
 */
final class Tallies {
  private static final AvroBytes<OfficialCount> COUNTS = new AvroBytes<>(OfficialCount.class);
  private static final Comparator<OfficialCount> LATEST =
      Comparator.comparing(OfficialCount::getAsOf).thenComparing(OfficialCount::getReportId);

  private final KeyValueStore<TimeKey, KnownCount> store;

  Tallies(KeyValueStore<TimeKey, KnownCount> store) {
    this.store = store;
  }

  /**
   * A count that an evaluation must not know as it stands now.
   *
   * @param about what came too late, or what it replaced
   */
  record Later(OfficialCount about, TimeKey key) {
    /** When it was heard what stands now. */
    Instant heardAt() {
      return Instant.ofEpochMilli(key.time());
    }
  }

  /** Of which times what was told of a count changes readings: as it stood, and as it stands. */
  static List<OfficialCount> touched(KnownCount before, IncidentChange change) {
    Optional<OfficialCount> was = Optional.ofNullable(before).flatMap(Tallies::standing);
    return Stream.of(was, standing(change)).flatMap(Optional::stream).toList();
  }

  /** Takes out what a report said of a count; null if it is not known. */
  KnownCount remove(String theatre, IncidentChange change) {
    return store.delete(key(theatre, change.getHeardBefore(), change));
  }

  /**
   * Keeps what a report says of a count now.
   *
   * @param before as it was taken out
   * @param audited whether it was said that it comes too late for some evaluation
   */
  void put(String theatre, IncidentChange change, KnownCount before, boolean audited) {
    boolean same =
        before != null && before.getAudited() && standing(before).equals(standing(change));
    store.put(
        key(theatre, change.getHeardAt(), change),
        new KnownCount(change.getCounts().stream().map(Tallies::step).toList(), audited || same));
  }

  private static TimeKey key(String theatre, Instant heardAt, IncidentChange change) {
    return new TimeKey(theatre, heardAt.toEpochMilli(), change.getReportId());
  }

  private static CountStep step(HeardCount heard) {
    OfficialCount count = heard.getCount();
    return new CountStep(
        heard.getHeardAt().toEpochMilli(),
        count == null ? null : ByteBuffer.wrap(COUNTS.write(count)));
  }

  private static Optional<OfficialCount> standing(IncidentChange change) {
    List<HeardCount> counts = change.getCounts();
    return Optional.ofNullable(counts.get(counts.size() - 1).getCount());
  }

  private static Optional<OfficialCount> standing(KnownCount known) {
    return last(known.getSteps());
  }

  private static Optional<OfficialCount> last(List<CountStep> steps) {
    return counts(steps.subList(Math.max(0, steps.size() - 1), steps.size())).findFirst();
  }

  private static Stream<OfficialCount> counts(List<CountStep> steps) {
    return steps.stream().map(CountStep::getCount).filter(Objects::nonNull).map(COUNTS::read);
  }

  private static List<CountStep> heardBy(KnownCount known, long time) {
    return known.getSteps().stream().filter(step -> step.getHeardAt() <= time).toList();
  }

  private static boolean isHeardBy(KnownCount known, long time) {
    return heardBy(known, time).size() == known.getSteps().size();
  }

  /**
   * The latest count of each pair of sides.
   *
   * @param heardBy what was heard later does not count
   * @param at nor does what is of a later time
   * @param since nor what counts from before that time: incidents are forgotten by then
   */
  Collection<OfficialCount> latest(String theatre, long heardBy, long at, Instant since) {
    Map<Sides, OfficialCount> latest = new HashMap<>();
    each(
        theatre,
        (key, known) ->
            last(heardBy(known, heardBy))
                .filter(count -> count.getAsOf().toEpochMilli() <= at)
                .filter(count -> !count.getSince().isBefore(since))
                .ifPresent(count -> latest.merge(sides(count), count, Tallies::later)));
    return latest.values();
  }

  private static OfficialCount later(OfficialCount one, OfficialCount other) {
    return LATEST.compare(one, other) >= 0 ? one : other;
  }

  private static Sides sides(OfficialCount count) {
    return new Sides(Names.of(count.getInitiators()), Names.of(count.getTargets()), true);
  }

  /** A count as incidents are compared with it. */
  static Yardstick yardstick(OfficialCount count) {
    return new Yardstick(
        count.getReportId(),
        count.getSince().toEpochMilli(),
        count.getAsOf().toEpochMilli(),
        count.getCount(),
        sides(count));
  }

  /** Counts that came too late for an evaluation, of which that was not said yet. */
  List<Later> unsaid(String theatre, long heardBy, long at) {
    var later = new ArrayList<Later>();
    each(
        theatre,
        (key, known) -> {
          if (!known.getAudited() && !isHeardBy(known, heardBy)) {
            standing(known)
                .or(() -> last(heardBy(known, heardBy)))
                .filter(about -> about.getAsOf().toEpochMilli() <= at)
                .ifPresent(about -> later.add(new Later(about, key)));
          }
        });
    return later;
  }

  /** Notes that it was said that a count came too late. */
  void said(Later later) {
    store.put(later.key(), new KnownCount(store.get(later.key()).getSteps(), true));
  }

  /** Forgets counts that begin before a time: incidents from then on are not all remembered. */
  void forgetBefore(String theatre, Instant time) {
    var old = new ArrayList<TimeKey>();
    each(
        theatre,
        (key, known) -> {
          if (counts(known.getSteps()).allMatch(count -> count.getSince().isBefore(time))) {
            old.add(key);
          }
        });
    old.forEach(store::delete);
  }

  /** Whether no count of a theatre is remembered. */
  boolean areNone(String theatre) {
    try (KeyValueIterator<TimeKey, KnownCount> counts = all(theatre)) {
      return !counts.hasNext();
    }
  }

  /** What to do with each count of a theatre. */
  @FunctionalInterface
  private interface Use {
    void of(TimeKey key, KnownCount known);
  }

  private void each(String theatre, Use use) {
    try (KeyValueIterator<TimeKey, KnownCount> counts = all(theatre)) {
      counts.forEachRemaining(entry -> use.of(entry.key, entry.value));
    }
  }

  private KeyValueIterator<TimeKey, KnownCount> all(String theatre) {
    return store.range(TimeKey.startOf(theatre, Long.MIN_VALUE), TimeKey.endOf(theatre));
  }
}
