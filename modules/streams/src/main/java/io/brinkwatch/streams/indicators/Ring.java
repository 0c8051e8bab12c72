package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.indicators.theatre.FamilyView;
import io.brinkwatch.indicators.theatre.Slice;
import io.brinkwatch.indicators.theatre.TheatreView;
import io.brinkwatch.streams.state.DayRing;
import io.brinkwatch.streams.state.FamilyRing;
import io.brinkwatch.streams.state.TheatreRing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Buckets of integers, by day and feed family: what began to count in which hour. Incidents are
 * added and subtracted; since integers commute, the order in which they came leaves no trace.
 *
 * <p>Days are read from where they are kept when they are asked for, and written back if they have
 * changed: an incident costs the days it touches, however far a ring looks back.
 */
public final class Ring {
  /** No evaluation is to be issued again. */
  static final long CLEAN = Long.MAX_VALUE;

  private static final long HOUR = 3_600_000;
  private static final int COUNTS = 0;
  private static final int REPORTS = 1;
  private static final int MICROS = 2;

  /** Where the days of one ring are kept. */
  public interface Shelf {
    /** What is kept of a day; null if nothing. */
    DayRing get(long day);

    /** What is kept of the days from one to another, its end exclusive; ascending. */
    Map<Long, DayRing> between(long from, long to);

    /** Keeps a day in place of what was kept of it; null for nothing. */
    void put(long day, DayRing ring);
  }

  /** Sums of one day by family, and by the hour at whose end they begin to count. */
  private static final class Day {
    private final TreeMap<String, TreeMap<Long, long[]>> families = new TreeMap<>();

    static Day of(DayRing stored) {
      var day = new Day();
      if (stored != null) {
        stored.getFamilies().forEach(day::load);
      }
      return day;
    }

    private void load(FamilyRing stored) {
      var panes = new TreeMap<Long, long[]>();
      for (int i = 0; i < stored.getPanes().size(); i++) {
        panes.put(
            stored.getPanes().get(i),
            new long[] {
              stored.getCounts().get(i), stored.getReports().get(i), stored.getMicros().get(i)
            });
      }
      families.put(stored.getFamily(), panes);
    }

    DayRing store() {
      return families.isEmpty()
          ? null
          : new DayRing(
              families.entrySet().stream().map(e -> store(e.getKey(), e.getValue())).toList());
    }

    private static FamilyRing store(String family, TreeMap<Long, long[]> panes) {
      return new FamilyRing(
          family,
          List.copyOf(panes.keySet()),
          column(panes, COUNTS),
          column(panes, REPORTS),
          column(panes, MICROS));
    }

    private static List<Long> column(TreeMap<Long, long[]> panes, int column) {
      return panes.values().stream().map(pane -> pane[column]).toList();
    }

    // what has become empty goes, so that what was taken back leaves nothing behind
    void add(String family, long pane, long counts, long reports, long micros) {
      var panes = families.computeIfAbsent(family, f -> new TreeMap<>());
      long[] sums = panes.computeIfAbsent(pane, p -> new long[3]);
      sums[COUNTS] += counts;
      sums[REPORTS] += reports;
      sums[MICROS] += micros;
      if (sums[COUNTS] == 0 && sums[REPORTS] == 0 && sums[MICROS] == 0) {
        panes.remove(pane);
      }
      if (panes.isEmpty()) {
        families.remove(family);
      }
    }

    long sum(String family, int column, long at) {
      return families.containsKey(family) ? sum(families.get(family), column, at) : 0;
    }

    long sum(int column, long at) {
      return families.values().stream().mapToLong(panes -> sum(panes, column, at)).sum();
    }

    private static long sum(TreeMap<Long, long[]> panes, int column, long at) {
      // a pane counts once its hour is over
      return panes.headMap(Math.floorDiv(at, HOUR)).values().stream()
          .mapToLong(pane -> pane[column])
          .sum();
    }
  }

  private final Shelf shelf;
  private final TreeMap<Long, Day> days = new TreeMap<>();
  private final TreeSet<Long> changed = new TreeSet<>();
  private final Map<String, Integer> revisions = new HashMap<>();
  // all days from this one on are in memory
  private long readFrom = Long.MAX_VALUE;
  private long dirtyFrom = CLEAN;

  private Ring(Shelf shelf) {
    this.shelf = shelf;
  }

  /**
   * A ring as it was kept.
   *
   * @param stored null if nothing was
   */
  public static Ring of(TheatreRing stored, Shelf shelf) {
    var ring = new Ring(shelf);
    if (stored != null) {
      ring.revisions.putAll(stored.getRevisions());
      ring.dirtyFrom = stored.getDirtyFrom();
    }
    return ring;
  }

  /** A ring that is kept nowhere. */
  static Ring empty() {
    var ring = new Ring(null);
    ring.readFrom = Long.MIN_VALUE;
    return ring;
  }

  /**
   * What this one holds from a day on, kept nowhere: what is done to it leaves this one as it is.
   */
  Ring copyFrom(long day) {
    read(day);
    Ring copy = empty();
    days.tailMap(day).forEach((d, ring) -> copy.days.put(d, Day.of(ring.store())));
    return copy;
  }

  /** Writes back the days that have changed; what there is beside them is returned to be kept. */
  public TheatreRing store() {
    changed.forEach(day -> shelf.put(day, days.get(day).store()));
    changed.clear();
    return new TheatreRing(dirtyFrom, revisions);
  }

  private Day day(long day) {
    if (day < readFrom && !days.containsKey(day)) {
      days.put(day, Day.of(shelf.get(day)));
    }
    return days.computeIfAbsent(day, d -> new Day());
  }

  private void read(long from) {
    if (from < readFrom) {
      shelf
          .between(from, readFrom)
          .forEach((day, stored) -> days.computeIfAbsent(day, d -> Day.of(stored)));
      readFrom = from;
    }
  }

  /** Puts an incident in. */
  public void add(Accounted incident) {
    account(incident, 1);
  }

  /** Takes out an incident that was put in just so. */
  public void subtract(Accounted incident) {
    account(incident, -1);
  }

  private void account(Accounted incident, int sign) {
    if (!incident.resident()) {
      return;
    }
    for (Slice slice : incident.slices()) {
      add(incident, slice.day(), 0, 0, sign * slice.micros());
    }
    add(incident, incident.day(), incident.counts() ? sign : 0, sign, 0);
  }

  private void add(Accounted incident, long day, long counts, long reports, long micros) {
    // the first full hour at whose end the incident counts
    long pane = Math.floorDiv(incident.to() - 1, HOUR);
    day(day).add(incident.family(), pane, counts, reports, micros);
    changed.add(day);
  }

  /** Weight of what happened in the last days before an instant, in millionths, undecayed. */
  long recentMicros(long before, int number) {
    long from = Days.of(before) - number;
    read(from);
    return days.tailMap(from).values().stream().mapToLong(day -> day.sum(MICROS, before)).sum();
  }

  /** Lets go of days in memory; whoever keeps them does so too. */
  void forgetBefore(long day) {
    days.headMap(day).clear();
    changed.headSet(day).clear();
  }

  /** Whether no evaluation that was issued is open. */
  boolean isSettled() {
    return revisions.isEmpty();
  }

  /** Notes that evaluations from a time on have changed. */
  void touch(long from) {
    dirtyFrom = Math.min(dirtyFrom, from);
  }

  long dirtyFrom() {
    return dirtyFrom;
  }

  void clean() {
    dirtyFrom = CLEAN;
  }

  /** The number of the next PROVISIONAL issue of an evaluation, from 0. */
  int nextRevision(long evaluation) {
    return revisions.merge(Long.toString(evaluation), 0, (before, zero) -> before + 1);
  }

  void forgetRevisionsUpTo(long evaluation) {
    revisions.keySet().removeIf(key -> Long.parseLong(key) <= evaluation);
  }

  // -- reading -----------------------------------------------------------------------------------

  /** Weights by day as of an evaluation; one element more than days, for the day still open. */
  long[] micros(long at, long firstDay, int number) {
    long[] micros = new long[number + 1];
    between(firstDay, micros.length)
        .forEach((day, ring) -> micros[(int) (day - firstDay)] = ring.sum(MICROS, at));
    return micros;
  }

  /** Names of the families that told anything from a day on. */
  Set<String> families(long firstDay) {
    read(firstDay);
    var names = new TreeSet<String>();
    days.tailMap(firstDay).values().forEach(day -> names.addAll(day.families.keySet()));
    return names;
  }

  FamilyView family(String name, long at, long firstDay, double[] exposure, double[] hours) {
    long[] counts = new long[exposure.length + 1];
    long[] reports = new long[exposure.length + 1];
    between(firstDay, counts.length)
        .forEach(
            (day, ring) -> {
              counts[(int) (day - firstDay)] = ring.sum(name, COUNTS, at);
              reports[(int) (day - firstDay)] = ring.sum(name, REPORTS, at);
            });
    long recent = 0;
    for (int i = Math.max(0, exposure.length - TheatreView.SHARE_DAYS); i < reports.length; i++) {
      recent += reports[i];
    }
    return new FamilyView(Arrays.copyOf(counts, exposure.length), exposure, recent, hours);
  }

  private Map<Long, Day> between(long firstDay, int number) {
    read(firstDay);
    return days.subMap(firstDay, firstDay + number);
  }
}
