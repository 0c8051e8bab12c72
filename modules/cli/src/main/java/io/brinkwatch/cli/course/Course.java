package io.brinkwatch.cli.course;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What FINAL levels said, day by day; a day ends with the evaluation at the midnight after it. */
public final class Course {
  private final SortedMap<String, NavigableMap<Instant, Point>> points = new TreeMap<>();
  private final NavigableSet<Integer> policies = new TreeSet<>();
  private boolean exercise;

  private record Point(
      int level, boolean rose, double index, double posture, Outlook outlook, boolean stale) {

    static Point of(EscalationLevel level) {
      double posture =
          level.getParts().stream()
              .filter(part -> part.getIndicator() == Indicator.POSTURE)
              .mapToDouble(IndexPart::getValue)
              .sum();
      return new Point(
          level.getLevel(),
          level.getLevel() > level.getPreviousLevel(),
          level.getIndex(),
          posture,
          level.getOutlook(),
          level.getStale());
    }
  }

  /**
   * One day of a subject.
   *
   * @param level at its end
   * @param highest level during it
   * @param rose whether the level rose during it
   * @param index at its end
   * @param posture sub-index at its end; 0 for the region, which has none of its own
   * @param outlook at its end
   * @param stale whether feeds were silent at its end
   */
  public record Day(
      int level,
      int highest,
      boolean rose,
      double index,
      double posture,
      Outlook outlook,
      boolean stale) {

    private static Day of(Collection<Point> points, Point last) {
      return new Day(
          last.level(),
          points.stream().mapToInt(Point::level).max().orElseThrow(),
          points.stream().anyMatch(Point::rose),
          last.index(),
          last.posture(),
          last.outlook(),
          last.stale());
    }
  }

  /** Takes one level, in any order; of what is not FINAL nothing is kept. */
  public void take(EscalationLevel level) {
    if (level.getFinality() == Finality.FINAL) {
      points
          .computeIfAbsent(level.getSubject(), s -> new TreeMap<>())
          .put(level.getEvaluatedAt(), Point.of(level));
      policies.add(level.getPolicyVersion());
      exercise |= level.getStatus() != MessageStatus.ACTUAL;
    }
  }

  /** Versions of the policy that judged. */
  public NavigableSet<Integer> policies() {
    return Collections.unmodifiableNavigableSet(policies);
  }

  /** Whether anything of it was an exercise, as a replay is. */
  public boolean isExercise() {
    return exercise;
  }

  /** Whether there is no FINAL level. */
  public boolean isEmpty() {
    return points.isEmpty();
  }

  /** Theatres and the region. */
  public Collection<String> subjects() {
    return points.keySet();
  }

  /** The days of a subject that were judged to their end; empty if it is not known. */
  public NavigableMap<LocalDate, Day> days(String subject) {
    var days = new TreeMap<LocalDate, Day>();
    NavigableMap<Instant, Point> known =
        points.getOrDefault(subject, Collections.emptyNavigableMap());
    if (known.isEmpty()) {
      return days;
    }
    LocalDate last = known.lastKey().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    for (LocalDate day = dayOf(known.firstKey()); !day.isAfter(last); day = day.plusDays(1)) {
      var within = known.subMap(start(day), false, start(day.plusDays(1)), true);
      if (!within.isEmpty()) {
        days.put(day, Day.of(within.values(), within.lastEntry().getValue()));
      }
    }
    return days;
  }

  // what is evaluated at midnight tells of the day before
  private static LocalDate dayOf(Instant evaluatedAt) {
    return evaluatedAt.minus(Duration.ofMillis(1)).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
