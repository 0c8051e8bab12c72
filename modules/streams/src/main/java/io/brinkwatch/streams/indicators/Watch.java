package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.indicators.theatre.FamilyView;
import io.brinkwatch.indicators.theatre.FeedView;
import io.brinkwatch.indicators.theatre.Rules;
import io.brinkwatch.streams.state.FeedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the feeds saw, as of one evaluation; the same for every theatre. */
final class Watch {
  private static final long HOUR = 3_600_000;
  private static final double[] NONE = new double[0];

  private final long at;
  private final long firstDay;
  private final int days;
  private final Map<String, FeedClock> known = new TreeMap<>();
  private final Map<String, Quarters> quarters = new TreeMap<>();
  private final Map<String, double[]> exposures = new TreeMap<>();
  private final Map<String, double[]> hours = new TreeMap<>();
  private final boolean byHour;
  private boolean[] dark;

  Watch(Map<String, FeedClock> feeds, long at, Rules rules) {
    this.at = at;
    this.days = rules.horizonDays();
    this.byHour = rules.families().hourly().isPresent();
    this.firstDay = Days.lastClosed(at) - days + 1;
    feeds.forEach(
        (feed, clock) -> {
          if (clock.getFirstTick() <= at) {
            known.put(feed, clock);
            quarters.put(feed, Quarters.of(clock));
          }
        });
  }

  /** The longest grace among the feeds that had begun by then. */
  static long graceMillis(Map<String, FeedClock> feeds, long at, Rules rules) {
    return feeds.values().stream()
        .filter(feed -> feed.getFirstTick() <= at)
        .mapToLong(feed -> rules.feed(feed.getFamily()).graceMillis())
        .max()
        .orElse(0);
  }

  long at() {
    return at;
  }

  long firstDay() {
    return firstDay;
  }

  int days() {
    return days;
  }

  List<FeedView> feeds() {
    var views = new ArrayList<FeedView>();
    known.forEach(
        (feed, clock) ->
            views.add(new FeedView(feed, clock.getFamily(), quarters.get(feed).lastAlive(at))));
    return views;
  }

  /** Share of each closed day during which a feed of a family was alive. */
  double[] exposure(String family) {
    return exposures.computeIfAbsent(
        family, f -> exposure(feed -> known.get(feed).getFamily().equals(f)));
  }

  /** The same for each of the last closed hours; none if nothing is read by the hour. */
  double[] hours(String family) {
    return hours.computeIfAbsent(
        family,
        f -> byHour ? hoursOf(aliveOf(feed -> known.get(feed).getFamily().equals(f))) : NONE);
  }

  /** Days on which no feed was alive, from the first on which one was told of. */
  boolean[] dark() {
    if (dark == null) {
      dark = findDark();
    }
    return dark;
  }

  private boolean[] findDark() {
    long genesis =
        known.values().stream()
            .mapToLong(clock -> Days.endingBy(clock.getFirstTick()))
            .min()
            .orElse(Long.MAX_VALUE);
    double[] any = exposure(feed -> true);
    boolean[] found = new boolean[days];
    for (int i = 0; i < days; i++) {
      found[i] = firstDay + i >= genesis && any[i] == 0;
    }
    return found;
  }

  private List<Quarters> aliveOf(Predicate<String> feeds) {
    return quarters.entrySet().stream()
        .filter(entry -> feeds.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private double[] hoursOf(List<Quarters> alive) {
    double[] exposure = new double[FamilyView.HOURS];
    long first = Math.floorDiv(at, HOUR) - exposure.length;
    long[] words = new long[2];
    for (int i = 0; i < exposure.length; i++) {
      long hour = first + i;
      int ofDay = (int) Math.floorMod(hour, 24L);
      if (i == 0 || ofDay == 0) {
        words = new long[2];
        for (Quarters feed : alive) {
          feed.addTo(words, Math.floorDiv(hour, 24L));
        }
      }
      exposure[i] = Quarters.shareOfHour(words, ofDay);
    }
    return exposure;
  }

  private double[] exposure(Predicate<String> feeds) {
    List<Quarters> alive = aliveOf(feeds);
    double[] exposure = new double[days];
    for (int i = 0; i < days; i++) {
      long[] words = new long[2];
      for (Quarters feed : alive) {
        feed.addTo(words, firstDay + i);
      }
      exposure[i] = Quarters.share(words);
    }
    return exposure;
  }
}
