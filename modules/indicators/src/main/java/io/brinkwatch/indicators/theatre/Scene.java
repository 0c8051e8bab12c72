package io.brinkwatch.indicators.theatre;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A view as the indicators beyond counts read it: by day, up to the last one on which somebody
 * watched. While all feeds are dark that day stays the last, and values stand still instead of
 * fading.
 */
final class Scene {
  private final TheatreView view;
  private final Rules rules;
  private final Coverage coverage;
  private final boolean[] watched;
  private final int today;
  private final List<Accounted> incidents;

  Scene(TheatreView view, Rules rules, Coverage coverage) {
    this.view = view;
    this.rules = rules;
    this.coverage = coverage;
    this.watched = watched(view);
    this.today = lastLit(view.dark());
    this.incidents = incidents(view);
  }

  private static boolean[] watched(TheatreView view) {
    boolean[] watched = new boolean[view.dark().length];
    for (FamilyView family : view.families().values()) {
      for (int day = 0; day < watched.length; day++) {
        watched[day] |= family.exposure()[day] > 0;
      }
    }
    return watched;
  }

  /** Index of the last closed day that is not dark; the first if all are. */
  static int lastLit(boolean[] dark) {
    int last = dark.length - 1;
    while (last > 0 && dark[last]) {
      last--;
    }
    return last;
  }

  private static List<Accounted> incidents(TheatreView view) {
    return view.incidents().stream()
        .filter(incident -> incident.to() <= view.at() && incident.day() >= view.firstDay())
        .sorted(Comparator.comparingLong(Accounted::to).thenComparing(Accounted::id))
        .toList();
  }

  TheatreView view() {
    return view;
  }

  Rules rules() {
    return rules;
  }

  Parties parties() {
    return view.parties();
  }

  /** Index of the last closed day that is not dark. */
  int today() {
    return today;
  }

  /** The same as an epoch day. */
  int epochDay() {
    return Math.toIntExact(view.firstDay() + today);
  }

  /** When reading ends: now, or the end of the last day that is not dark. */
  long now() {
    return isHeld() ? Days.end(view.firstDay() + today) : view.at();
  }

  private boolean isHeld() {
    return today < view.dark().length - 1;
  }

  /** Days between two, inclusive, on which any feed was alive. */
  int watchedDays(int from, int to) {
    int days = 0;
    for (int day = Math.max(0, from); day <= Math.min(to, watched.length - 1); day++) {
      days += watched[day] ? 1 : 0;
    }
    return days;
  }

  /** The share of each closed day during which the best watched family was. */
  double[] exposure() {
    double[] exposure = new double[watched.length];
    for (FamilyView family : view.families().values()) {
      for (int day = 0; day < exposure.length; day++) {
        exposure[day] = Math.max(exposure[day], family.exposure()[day]);
      }
    }
    return exposure;
  }

  /** What has happened by now, residents and visitors, in the order of time and id. */
  List<Accounted> incidents() {
    return incidents;
  }

  Stream<Accounted> residents() {
    return incidents.stream().filter(Accounted::resident);
  }

  /** The day an incident belongs to; what happened today so far is added to the last day. */
  int day(Accounted incident) {
    return (int) Math.min(today, incident.day() - view.firstDay());
  }

  /** A value with its standing: how it is watched over, or else how long its past is. */
  Valued valued(double value, Status history, Collection<Share> shares) {
    Status status = history;
    if (view.feeds().isEmpty()) {
      status = Status.NO_DATA;
    } else if (!coverage.ok() || isHeld()) {
      status = Status.STALE;
    }
    OptionalLong asOf = isHeld() ? OptionalLong.of(now()) : OptionalLong.empty();
    return new Valued(value, status, asOf, Evidence.of(value, shares, rules.evidenceLimit()));
  }

  static Share share(Accounted incident, double points) {
    return new Share(
        incident.id(), incident.version(), points, incident.confidence(), incident.summary());
  }
}
