package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.CompositeWeights;
import io.brinkwatch.indicators.IntensityAnchors;
import io.brinkwatch.indicators.LadderParams;
import io.brinkwatch.indicators.TempoParams;
import io.brinkwatch.indicators.posture.PostureTable;
import io.brinkwatch.indicators.precursor.PrecursorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A theatre to be assessed at the end of its last day, with all that is told of it. */
final class Stage {
  static final String THEATRE = "HERE";
  static final String FAMILY = "CURATED";
  static final long FIRST = 19_000;

  private static final FeedRule FEEDS = new FeedRule(72, 48, 1);
  private static final FeedRule OTHERS = new FeedRule(72, 48, 2);

  private final int days;
  private final boolean[] dark;
  private final TreeMap<String, double[]> exposure = new TreeMap<>();
  private final List<Accounted> incidents = new ArrayList<>();
  private final Cast cast = new Cast();
  private long at;
  private int evidenceLimit = 1000;
  private FamilyRules families =
      new FamilyRules(
          Optional.of(FamilyRules.Spread.DEFAULT),
          Optional.of(FamilyRules.Reciprocity.DEFAULT),
          Optional.of(PostureTable.DEFAULT),
          Optional.of(PrecursorTable.DEFAULT),
          Optional.of(FamilyRules.Hourly.DEFAULT));

  private Stage(int days) {
    this.days = days;
    this.dark = new boolean[days];
    this.at = Days.end(FIRST + days - 1);
    double[] seen = new double[days];
    Arrays.fill(seen, 1);
    exposure.put(FAMILY, seen);
  }

  /** One feed, alive for so many days; nothing told, nobody armed. */
  static Stage of(int days) {
    return new Stage(days);
  }

  /** Who is who. */
  private static final class Cast implements Parties {
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, List<String>> sponsors = new HashMap<>();
    private final TreeSet<String> armed = new TreeSet<>();
    private final Map<String, Double> shares = new HashMap<>();

    @Override
    public String id(String name) {
      return ids.getOrDefault(name, name);
    }

    @Override
    public SortedSet<String> sponsors(String id) {
      return new TreeSet<>(sponsors.getOrDefault(id, List.of()));
    }

    @Override
    public boolean isArmed(String id) {
      return armed.contains(id);
    }

    @Override
    public double share(String id, String theatre) {
      return theatre.equals(THEATRE) ? shares.getOrDefault(id, 0.0) : 0;
    }
  }

  Stage tell(Told... told) {
    for (Told one : told) {
      incidents.add(one.told());
    }
    return this;
  }

  Stage tell(Collection<Accounted> told) {
    incidents.addAll(told);
    return this;
  }

  Stage alias(String name, String id) {
    cast.ids.put(name, id);
    return this;
  }

  Stage sponsor(String sponsor, String proxy) {
    cast.sponsors.computeIfAbsent(proxy, p -> new ArrayList<>()).add(sponsor);
    return this;
  }

  Stage armed(String... ids) {
    cast.armed.addAll(List.of(ids));
    return this;
  }

  Stage share(String id, double share) {
    cast.shares.put(id, share);
    return this;
  }

  /** Nobody watched yet: from the first day up to another, exclusive. */
  Stage before(int day) {
    Arrays.fill(exposure.get(FAMILY), 0, day, 0);
    return this;
  }

  /** All feeds fail, from one day to another, exclusive. */
  Stage dark(int from, int to) {
    Arrays.fill(dark, from, to, true);
    exposure.values().forEach(e -> Arrays.fill(e, from, to, 0));
    return this;
  }

  /** A feed of another family, alive from a day to another, exclusive. */
  Stage feed(String family, int from, int to) {
    double[] seen = new double[days];
    Arrays.fill(seen, from, to, 1);
    exposure.put(family, seen);
    return this;
  }

  /** The feed of the first family fails, from one day to another, exclusive. */
  Stage fails(int from, int to) {
    Arrays.fill(exposure.get(FAMILY), from, to, 0);
    return this;
  }

  /** Assessed some hours into the day after the last. */
  Stage hoursLater(int hours) {
    at = Days.end(FIRST + days - 1) + hours * 3_600_000L;
    return this;
  }

  Stage evidenceLimit(int limit) {
    evidenceLimit = limit;
    return this;
  }

  Stage families(FamilyRules rules) {
    families = rules;
    return this;
  }

  List<Accounted> incidents() {
    return incidents;
  }

  Rules rules() {
    return new Rules(
        1,
        6,
        Math.min(days, Rules.LONGEST_HORIZON),
        evidenceLimit,
        0.6,
        100,
        0.8,
        Map.of(FAMILY, FEEDS),
        OTHERS,
        TempoParams.DEFAULT,
        false,
        IntensityAnchors.DEFAULT,
        CompositeWeights.DEFAULT,
        LadderParams.DEFAULT,
        List.of(),
        families);
  }

  TheatreView view() {
    long[] micros = new long[days + 1];
    var counts = new TreeMap<String, long[]>();
    var recent = new TreeMap<String, Long>();
    exposure.keySet().forEach(family -> counts.put(family, new long[days + 1]));
    for (Accounted incident : incidents) {
      if (incident.resident() && incident.to() <= at && incident.day() >= FIRST) {
        incident.slices().stream()
            .filter(slice -> slice.day() >= FIRST)
            .forEach(slice -> micros[(int) (slice.day() - FIRST)] += slice.micros());
        counts.get(incident.family())[(int) (incident.day() - FIRST)] += incident.counts() ? 1 : 0;
        recent.merge(incident.family(), 1L, Long::sum);
      }
    }
    var views = new TreeMap<String, FamilyView>();
    var feeds = new ArrayList<FeedView>();
    exposure.forEach(
        (family, seen) -> {
          long[] closed = Arrays.copyOf(counts.get(family), days);
          views.put(
              family, new FamilyView(closed, seen, recent.getOrDefault(family, 0L), hours(seen)));
          feeds.add(new FeedView(family + "-feed", family, lastAlive(seen)));
        });
    return new TheatreView(THEATRE, at, FIRST, views, micros, dark, feeds, incidents, cast);
  }

  /** Each hour as its day was; the open day as the last one. */
  private double[] hours(double[] seen) {
    double[] hours = new double[FamilyView.HOURS];
    for (int i = 0; i < hours.length; i++) {
      long end = at - (hours.length - 1 - i) * 3_600_000L;
      int day = (int) Math.min(days - 1, Days.endingBy(end) - FIRST);
      hours[i] = day < 0 ? 0 : seen[day];
    }
    return hours;
  }

  private OptionalLong lastAlive(double[] seen) {
    for (int day = days - 1; day >= 0; day--) {
      if (seen[day] > 0) {
        return OptionalLong.of(day == days - 1 ? at : Days.end(FIRST + day));
      }
    }
    return OptionalLong.empty();
  }

  Assessment assess() {
    return Assessor.assess(view(), rules());
  }

  SpreadOf spread() {
    return assess().spread().orElseThrow();
  }

  ReciprocityOf reciprocity() {
    return assess().reciprocity().orElseThrow();
  }

  PostureOf posture() {
    return assess().posture().orElseThrow();
  }

  PrecursorsOf precursors() {
    return assess().precursors().orElseThrow();
  }

  /** Points of an incident that is listed in a value; 0 if it is not. */
  static double points(Valued value, String id) {
    return value.evidence().listed().stream()
        .filter(share -> share.id().equals(id))
        .mapToDouble(Share::points)
        .sum();
  }

  /** What is listed and the rest, together. */
  static double sum(Valued value) {
    double sum = value.evidence().rest();
    for (Share share : value.evidence().listed()) {
      sum += share.points();
    }
    return sum;
  }

  /** Ids of what is listed in a value. */
  static List<String> listed(Valued value) {
    return value.evidence().listed().stream().map(Share::id).toList();
  }
}
