package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.CompositeIndex;
import io.brinkwatch.indicators.Intensity;
import io.brinkwatch.indicators.SubIndex;
import io.brinkwatch.indicators.Tempo;
import io.brinkwatch.indicators.TempoStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a theatre: every indicator that exists so far, and the index they make together. Further
 * indicators join in {@link #assess} with a method of their own and a term in {@link #composite}.
 *
 * <p>Between two midnights the day still open is added at age nought to what was closed, so that
 * values neither decay nor jump before the day is told whole.
 */
public final class Assessor {
  /** Half-lives of intensity in days. */
  public static final List<Integer> HALF_LIVES = List.of(3, 14, 90);

  private static final int INDEX_HALF_LIFE = 3;
  private static final int LONGEST_HOLD = 56;
  private static final double MICRO = 1e6;

  private final TheatreView view;
  private final Rules rules;
  private final int[] ages;
  private final int closed;

  private Assessor(TheatreView view, Rules rules) {
    this.view = view;
    this.rules = rules;
    this.closed = view.dark().length;
    this.ages = ages(view.dark());
  }

  /** Assesses a theatre as of the view's time. */
  public static Assessment assess(TheatreView view, Rules rules) {
    return new Assessor(view, rules).assess();
  }

  private Assessment assess() {
    Coverage coverage = coverage();
    TempoOf tempo = tempo();
    SortedMap<Integer, Valued> intensities = intensities(coverage);
    CompositeIndex composite = composite(tempo, intensities);
    Valued index = index(coverage, tempo, composite);
    return new Assessment(
        view.at(),
        coverage,
        tempo,
        intensities,
        composite,
        index,
        Floors.highest(view.incidents(), view.at(), rules));
  }

  // -- coverage ---------------------------------------------------------------------------------

  private Coverage coverage() {
    var stale = new ArrayList<FeedView>();
    var healthy = new TreeMap<String, Boolean>();
    for (FeedView feed : view.feeds()) {
      boolean alive = feed.isHealthy(view.at(), rules.feed(feed.family()));
      healthy.merge(feed.family(), alive, Boolean::logicalAnd); // nobody knows which one tells most
      if (!alive) {
        stale.add(feed);
      }
    }
    double share = shareAlive(healthy);
    return new Coverage(
        share,
        share >= rules.coverageThreshold(),
        stale.stream().map(FeedView::feed).sorted().toList(),
        stale.stream().flatMapToLong(f -> f.lastAlive().stream()).min());
  }

  /** By what each family told in the last ninety days; by number of families if none told any. */
  private double shareAlive(SortedMap<String, Boolean> healthy) {
    long all = view.families().values().stream().mapToLong(FamilyView::recent).sum();
    if (all == 0) {
      long alive = healthy.values().stream().filter(a -> a).count();
      return healthy.isEmpty() ? 0 : (double) alive / healthy.size();
    }
    long alive =
        view.families().entrySet().stream()
            .filter(family -> healthy.getOrDefault(family.getKey(), false))
            .mapToLong(family -> family.getValue().recent())
            .sum();
    return (double) alive / all;
  }

  // -- tempo ------------------------------------------------------------------------------------

  private TempoOf tempo() {
    List<String> families =
        view.feeds().stream()
            .map(FeedView::family)
            .distinct()
            .sorted(
                Comparator.<String>comparingInt(f -> rules.feed(f).rank())
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    Optional<TempoOf> first = Optional.empty();
    for (String family : families) {
      TempoOf tempo = tempo(family);
      if (tempo.reading().isPresent() && tempo.reading().get().status().usable()) {
        return tempo;
      }
      first = first.isPresent() ? first : Optional.of(tempo);
    }
    return first.orElseGet(() -> silent(Optional.empty()));
  }

  /** At the last closed day; with dark feeds at the last day before that could be judged. */
  private TempoOf tempo(String family) {
    FamilyView series = view.families().get(family);
    for (int t = closed - 1; t >= Math.max(0, closed - LONGEST_HOLD); t--) {
      Tempo.Reading reading =
          Tempo.read(series.counts(), series.exposure(), t, weekdayOfFirst(), rules.tempo());
      if (reading.status() != TempoStatus.NO_DATA) {
        return new TempoOf(
            valued(family, series, reading, t), Optional.of(family), Optional.of(reading));
      }
    }
    return silent(Optional.of(family));
  }

  private OptionalInt weekdayOfFirst() {
    return rules.weekday()
        ? OptionalInt.of(LocalDate.ofEpochDay(view.firstDay()).getDayOfWeek().ordinal())
        : OptionalInt.empty();
  }

  private Valued valued(String family, FamilyView series, Tempo.Reading reading, int t) {
    boolean held = t < closed - 1;
    Status status = held ? Status.STALE : Status.valueOf(reading.status().name());
    OptionalLong asOf =
        held ? OptionalLong.of(Days.end(view.firstDay() + t)) : OptionalLong.empty();
    Evidence evidence =
        Evidence.of(
            reading.index(),
            tempoShares(family, series, reading, reading.pointsPerIncident()),
            rules.evidenceLimit());
    return new Valued(reading.index(), status, asOf, evidence);
  }

  private List<Share> tempoShares(
      String family, FamilyView series, Tempo.Reading reading, double each) {
    int last = reading.chosen().t();
    int first = last - reading.chosen().w() + 1;
    var shares = new ArrayList<Share>();
    for (Accounted incident : view.incidents()) {
      long bin = incident.day() - view.firstDay();
      boolean inWindow = bin >= first && bin <= last && series.exposure()[(int) bin] > 0;
      if (inWindow && incident.counts() && incident.family().equals(family)) {
        shares.add(share(incident, each));
      }
    }
    return shares;
  }

  private static TempoOf silent(Optional<String> family) {
    return new TempoOf(
        new Valued(0, Status.NO_DATA, OptionalLong.empty(), Evidence.NONE),
        family,
        Optional.empty());
  }

  // -- intensity --------------------------------------------------------------------------------

  /** Age of each closed day and of the open one: days since then on which somebody was watching. */
  private static int[] ages(boolean[] dark) {
    int[] ages = new int[dark.length + 1];
    for (int day = dark.length - 2; day >= 0; day--) {
      ages[day] = ages[day + 1] + (dark[day + 1] ? 0 : 1);
    }
    return ages;
  }

  private SortedMap<Integer, Valued> intensities(Coverage coverage) {
    var intensities = new TreeMap<Integer, Valued>();
    Status status =
        view.feeds().isEmpty() ? Status.NO_DATA : coverage.ok() ? Status.OK : Status.STALE;
    for (int halfLife : HALF_LIVES) {
      double stock = Intensity.stock(view.micros(), ages, halfLife);
      double index = Intensity.index(stock, rules.anchors());
      var shares = intensityShares(index, stock, halfLife);
      Evidence evidence = Evidence.of(index, shares, rules.evidenceLimit());
      intensities.put(halfLife, new Valued(index, status, OptionalLong.empty(), evidence));
    }
    return intensities;
  }

  private List<Share> intensityShares(double points, double stock, int halfLife) {
    var shares = new ArrayList<Share>();
    for (Accounted incident : view.incidents()) {
      double weight = decayed(incident, halfLife);
      if (weight > 0) {
        shares.add(share(incident, Intensity.contribution(points, weight, stock)));
      }
    }
    return shares;
  }

  private double decayed(Accounted incident, int halfLife) {
    if (incident.to() > view.at()) {
      return 0;
    }
    double weight = 0;
    for (Slice slice : incident.slices()) {
      long bin = slice.day() - view.firstDay();
      if (bin >= 0) {
        int age = bin < closed ? ages[(int) bin] : 0;
        weight += slice.micros() * Intensity.decay(age, halfLife);
      }
    }
    return weight / MICRO;
  }

  // -- index ------------------------------------------------------------------------------------

  private CompositeIndex composite(TempoOf tempo, SortedMap<Integer, Valued> intensities) {
    var present = new EnumMap<SubIndex, Double>(SubIndex.class);
    present.put(SubIndex.INTENSITY, intensities.get(INDEX_HALF_LIFE).value());
    present.put(SubIndex.TEMPO, tempo.value().value());
    return CompositeIndex.of(present, rules.weights());
  }

  private Valued index(Coverage coverage, TempoOf tempo, CompositeIndex composite) {
    Status status = Status.OK;
    if (!coverage.ok()) {
      status = view.feeds().isEmpty() ? Status.NO_DATA : Status.STALE;
    } else if (tempo.value().status() != Status.OK) {
      status = Status.DEGRADED;
    }
    Evidence evidence =
        Evidence.of(
            composite.value(), indexShares(tempo, composite).values(), rules.evidenceLimit());
    return new Valued(composite.value(), status, OptionalLong.empty(), evidence);
  }

  private Map<String, Share> indexShares(TempoOf tempo, CompositeIndex composite) {
    var shares = new TreeMap<String, Share>();
    double stock = Intensity.stock(view.micros(), ages, INDEX_HALF_LIFE);
    double intensity = composite.contributions().get(SubIndex.INTENSITY);
    add(shares, intensityShares(intensity, stock, INDEX_HALF_LIFE));
    tempo
        .reading()
        .filter(reading -> reading.chosen().y() > 0)
        .ifPresent(
            reading -> {
              String family = tempo.family().orElseThrow();
              double points = composite.contributions().get(SubIndex.TEMPO);
              double each = points / reading.chosen().y();
              add(shares, tempoShares(family, view.families().get(family), reading, each));
            });
    return shares;
  }

  private static void add(Map<String, Share> shares, Collection<Share> more) {
    more.forEach(
        share ->
            shares.merge(
                share.id(),
                share,
                (a, b) ->
                    new Share(
                        a.id(),
                        a.version(),
                        a.points() + b.points(),
                        a.confidence(),
                        a.summary())));
  }

  private static Share share(Accounted incident, double points) {
    return new Share(
        incident.id(), incident.version(), points, incident.confidence(), incident.summary());
  }
}
