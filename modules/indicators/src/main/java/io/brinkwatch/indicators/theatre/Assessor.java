package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.CompositeIndex;
import io.brinkwatch.indicators.Intensity;
import io.brinkwatch.indicators.Outlook;
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
 * Reads a theatre: every indicator that the policy has constants for, and the index they make
 * together.
 *
 * <p>Between two midnights the day still open is added at age nought to what was closed, so that
 * values neither decay nor jump before the day is told whole.
 */
public final class Assessor {
  /** Half-lives of intensity in days. */
  public static final List<Integer> HALF_LIVES = List.of(3, 14, 90);

  static final int INDEX_HALF_LIFE = 3;
  private static final int LONGEST_HOLD = 56;
  private static final double MICRO = 1e6;

  private final TheatreView view;
  private final Rules rules;
  private final List<PairModel> models;
  private final int[] ages;
  private final int closed;
  private final int lastLit;

  private Assessor(TheatreView view, Rules rules, List<PairModel> models) {
    this.view = view;
    this.rules = rules;
    this.models = models;
    this.closed = view.dark().length;
    this.ages = ages(view.dark());
    this.lastLit = Scene.lastLit(view.dark());
  }

  /** Assesses a theatre as of the view's time. */
  public static Assessment assess(TheatreView view, Rules rules) {
    return assess(view, rules, List.of());
  }

  /**
   * The same with what is to be expected of some pairs.
   *
   * @param models of pairs of the theatre, in force at the view's time
   */
  public static Assessment assess(TheatreView view, Rules rules, List<PairModel> models) {
    return new Assessor(view, rules, models).assess();
  }

  /**
   * Reads the dyads alone.
   *
   * @param view of acts that may lie in different theatres, all of them resident in it
   */
  public static Exchanges exchanges(TheatreView view, Rules rules) {
    Coverage coverage = new Assessor(view, rules, List.of()).coverage();
    var scene = new Scene(view, rules, coverage);
    return new Exchanges(
        view.at(),
        coverage,
        rules
            .families()
            .reciprocity()
            .map(r -> Dyads.read(scene, r, List.of()).reciprocity().dyads())
            .orElse(List.of()));
  }

  private Assessment assess() {
    Coverage coverage = coverage();
    TempoOf tempo = tempo();
    SortedMap<Integer, Valued> intensities = intensities(coverage);
    var scene = new Scene(view, rules, coverage);
    FamilyRules families = rules.families();
    var spread = families.spread().map(r -> Spread.read(scene, r));
    var reciprocity = families.reciprocity().map(r -> Dyads.read(scene, r, models));
    var posture =
        families.posture().map(t -> Forces.read(scene, t, back -> pastTempo(tempo, back)));
    var precursors = families.precursors().map(t -> Omens.read(scene, t));

    var scored = new EnumMap<SubIndex, Scored>(SubIndex.class);
    scored.put(SubIndex.INTENSITY, intensity(intensities));
    scored.put(SubIndex.TEMPO, new Scored(tempo.value(), tempoShares(tempo)));
    spread.ifPresent(
        read -> {
          scored.put(SubIndex.HORIZONTAL, read.horizontal());
          scored.put(SubIndex.BREADTH, read.breadth());
        });
    reciprocity.ifPresent(read -> scored.put(SubIndex.RECIPROCITY, read.scored()));
    posture.ifPresent(read -> scored.put(SubIndex.POSTURE, read.scored()));
    precursors.ifPresent(read -> scored.put(SubIndex.PRECURSOR, read.scored()));

    CompositeIndex composite = composite(scored);
    double decibans = precursors.map(p -> p.precursors().precursors().decibans()).orElse(0.0);
    return new Assessment(
        view.at(),
        coverage,
        tempo,
        families.hourly().flatMap(this::hourly),
        intensities,
        spread.map(Spread.Read::spread),
        reciprocity.map(Dyads.Read::reciprocity),
        posture.map(Forces.Read::posture),
        precursors.map(Omens.Read::precursors),
        Outlook.isWarning(composite.pressure(), decibans),
        composite,
        index(coverage, scored, composite),
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

  private Optional<TempoOf> hourly(FamilyRules.Hourly hourly) {
    return Hourly.read(view, families(), hourly, rules.evidenceLimit());
  }

  /** Families that are fed, the best calibrated first. */
  private List<String> families() {
    return view.feeds().stream()
        .map(FeedView::family)
        .distinct()
        .sorted(
            Comparator.<String>comparingInt(f -> rules.feed(f).rank())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private TempoOf tempo() {
    Optional<TempoOf> first = Optional.empty();
    for (String family : families()) {
      TempoOf tempo = tempo(family);
      if (tempo.reading().isPresent() && tempo.reading().get().status().usable()) {
        return tempo;
      }
      first = first.isPresent() ? first : Optional.of(tempo);
    }
    return first.orElseGet(() -> silent(Optional.empty()));
  }

  /**
   * At the last closed day that is not dark: a window that reaches into the dark would fade. If
   * this family was dark, at the last day before that could be judged.
   */
  private TempoOf tempo(String family) {
    FamilyView series = view.families().get(family);
    for (int t = lastLit; t > lastLit - LONGEST_HOLD && t >= 0; t--) {
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

  private List<Share> tempoShares(TempoOf tempo) {
    return tempo
        .reading()
        .filter(reading -> reading.chosen().y() > 0)
        .map(
            reading -> {
              String family = tempo.family().orElseThrow();
              FamilyView series = view.families().get(family);
              return tempoShares(family, series, reading, reading.pointsPerIncident());
            })
        .orElse(List.of());
  }

  /** The p-value so many days before the last one that is not dark; 1 if it could not be judged. */
  private double pastTempo(TempoOf tempo, int back) {
    int t = lastLit - back;
    if (tempo.reading().isEmpty() || t < 0) {
      return 1;
    }
    FamilyView series = view.families().get(tempo.family().orElseThrow());
    var reading =
        Tempo.read(series.counts(), series.exposure(), t, weekdayOfFirst(), rules.tempo());
    return reading.status().usable() ? reading.p() : 1;
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

  private Scored intensity(SortedMap<Integer, Valued> intensities) {
    Valued value = intensities.get(INDEX_HALF_LIFE);
    double stock = Intensity.stock(view.micros(), ages, INDEX_HALF_LIFE);
    return new Scored(value, intensityShares(value.value(), stock, INDEX_HALF_LIFE));
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

  private CompositeIndex composite(Map<SubIndex, Scored> scored) {
    var present = new EnumMap<SubIndex, Double>(SubIndex.class);
    scored.forEach((term, score) -> present.put(term, score.value().value()));
    return CompositeIndex.of(present, rules.weights());
  }

  private Valued index(Coverage coverage, Map<SubIndex, Scored> scored, CompositeIndex composite) {
    Status status = Status.OK;
    if (!coverage.ok()) {
      status = view.feeds().isEmpty() ? Status.NO_DATA : Status.STALE;
    } else if (scored.values().stream().anyMatch(score -> isIncomplete(score.value()))) {
      status = Status.DEGRADED;
    }
    Evidence evidence =
        Evidence.of(composite.value(), indexShares(scored, composite), rules.evidenceLimit());
    return new Valued(composite.value(), status, OptionalLong.empty(), evidence);
  }

  private static boolean isIncomplete(Valued part) {
    return part.status() != Status.OK && part.status() != Status.SATURATED;
  }

  /** What each incident has in the index: its part of a sub-index, as that has of the index. */
  private static Collection<Share> indexShares(
      Map<SubIndex, Scored> scored, CompositeIndex composite) {
    var shares = new ArrayList<Share>();
    composite
        .contributions()
        .forEach(
            (term, points) -> {
              Scored score = scored.get(term);
              double value = score.value().value();
              if (value > 0) {
                score.shares().forEach(share -> shares.add(share.times(points / value)));
              }
            });
    return Shares.merged(shares);
  }

  private static Share share(Accounted incident, double points) {
    return Scene.share(incident, points);
  }
}
