package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.indicators.theatre.FamilyView;
import io.brinkwatch.indicators.theatre.Slice;
import io.brinkwatch.indicators.theatre.TheatreView;
import io.brinkwatch.streams.state.FamilyRing;
import io.brinkwatch.streams.state.TheatreRing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Buckets of integers, by feed family: for each day, what began to count in which hour. Incidents
 * are added and subtracted; since integers commute, the order in which they came leaves no trace.
 */
public final class Ring {
  /** No evaluation is to be issued again. */
  static final long CLEAN = Long.MAX_VALUE;

  private static final long HOUR = 3_600_000;
  private static final int COUNTS = 0;
  private static final int REPORTS = 1;
  private static final int MICROS = 2;

  /**
   * Where sums are kept.
   *
   * @param day to which they belong
   * @param pane hour at whose end they begin to count; later than the day if the account was spread
   */
  private record Bucket(long day, long pane) implements Comparable<Bucket> {
    private static final Comparator<Bucket> ORDER =
        Comparator.comparingLong(Bucket::day).thenComparingLong(Bucket::pane);

    static Bucket startOf(long day) {
      return new Bucket(day, Long.MIN_VALUE);
    }

    boolean counts(long at) {
      return (pane + 1) * HOUR <= at;
    }

    @Override
    public int compareTo(Bucket other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<String, TreeMap<Bucket, long[]>> families = new TreeMap<>();
  private final Map<String, Integer> revisions = new HashMap<>();
  private long dirtyFrom = CLEAN;

  /** A ring as it was stored; an empty one for null. */
  public static Ring of(TheatreRing stored) {
    var ring = new Ring();
    if (stored != null) {
      stored.getRings().forEach(ring::load);
      ring.revisions.putAll(stored.getRevisions());
      ring.dirtyFrom = stored.getDirtyFrom();
    }
    return ring;
  }

  private void load(FamilyRing stored) {
    var panes = new TreeMap<Bucket, long[]>();
    for (int i = 0; i < stored.getPanes().size(); i++) {
      panes.put(
          new Bucket(stored.getDays().get(i), stored.getPanes().get(i)),
          new long[] {
            stored.getCounts().get(i), stored.getReports().get(i), stored.getMicros().get(i)
          });
    }
    families.put(stored.getFamily(), panes);
  }

  /** The ring as it is to be stored. */
  public TheatreRing store() {
    var rings = new ArrayList<FamilyRing>();
    families.forEach((family, panes) -> rings.add(store(family, panes)));
    return new TheatreRing(rings, dirtyFrom, revisions);
  }

  private static FamilyRing store(String family, TreeMap<Bucket, long[]> panes) {
    return new FamilyRing(
        family,
        panes.keySet().stream().map(Bucket::day).toList(),
        panes.keySet().stream().map(Bucket::pane).toList(),
        column(panes, COUNTS),
        column(panes, REPORTS),
        column(panes, MICROS));
  }

  private static List<Long> column(TreeMap<Bucket, long[]> panes, int column) {
    return panes.values().stream().map(pane -> pane[column]).toList();
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
    TreeMap<Bucket, long[]> panes =
        families.computeIfAbsent(incident.family(), f -> new TreeMap<>());
    // the first full hour at whose end the incident counts
    long pane = Math.floorDiv(incident.to() - 1, HOUR);
    for (Slice slice : incident.slices()) {
      add(panes, new Bucket(slice.day(), pane), 0, 0, sign * slice.micros());
    }
    add(panes, new Bucket(incident.day(), pane), incident.counts() ? sign : 0, sign, 0);
  }

  // buckets that have become empty go, so that what was taken back leaves nothing behind
  private static void add(
      TreeMap<Bucket, long[]> panes, Bucket bucket, long counts, long reports, long micros) {
    panes.compute(
        bucket,
        (key, sums) -> {
          long[] sum = sums == null ? new long[3] : sums;
          sum[COUNTS] += counts;
          sum[REPORTS] += reports;
          sum[MICROS] += micros;
          return sum[COUNTS] == 0 && sum[REPORTS] == 0 && sum[MICROS] == 0 ? null : sum;
        });
  }

  /** Weight of what happened in the last days before an instant, in millionths, undecayed. */
  long recentMicros(long before, int days) {
    Bucket from = Bucket.startOf(Days.of(before) - days);
    return families.values().stream()
        .flatMap(panes -> panes.tailMap(from).entrySet().stream())
        .filter(pane -> pane.getKey().counts(before))
        .mapToLong(pane -> pane.getValue()[MICROS])
        .sum();
  }

  void forgetBefore(long day) {
    families.values().forEach(panes -> panes.headMap(Bucket.startOf(day)).clear());
  }

  /** Whether no sum is kept, and nothing that was issued is open. */
  boolean isEmpty() {
    return revisions.isEmpty() && families.values().stream().allMatch(Map::isEmpty);
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
  long[] micros(long at, long firstDay, int days) {
    long[] micros = new long[days + 1];
    families.values().forEach(panes -> addTo(micros, panes, MICROS, at, firstDay));
    return micros;
  }

  /** Names of the families that told anything. */
  Iterable<String> families() {
    return families.keySet();
  }

  FamilyView family(String name, long at, long firstDay, double[] exposure, double[] hours) {
    TreeMap<Bucket, long[]> panes = families.getOrDefault(name, new TreeMap<>());
    long[] counts = new long[exposure.length + 1];
    long[] reports = new long[exposure.length + 1];
    addTo(counts, panes, COUNTS, at, firstDay);
    addTo(reports, panes, REPORTS, at, firstDay);
    long recent = 0;
    for (int i = Math.max(0, exposure.length - TheatreView.SHARE_DAYS); i < reports.length; i++) {
      recent += reports[i];
    }
    return new FamilyView(Arrays.copyOf(counts, exposure.length), exposure, recent, hours);
  }

  private static void addTo(
      long[] days, TreeMap<Bucket, long[]> panes, int column, long at, long firstDay) {
    for (var pane : panes.tailMap(Bucket.startOf(firstDay)).entrySet()) {
      if (pane.getKey().counts(at)) {
        days[(int) (pane.getKey().day() - firstDay)] += pane.getValue()[column];
      }
    }
  }
}
