package io.brinkwatch.cli.course;

import io.brinkwatch.cli.course.Course.Day;
import io.brinkwatch.cli.course.Happening.Direction;
import io.brinkwatch.model.SubjectKind;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a course makes of a happening.
 *
 * @param result whether it shows
 * @param days from the happening until it showed; 0 if it did not
 * @param before the subject the day before, if it was judged
 * @param on the subject that day
 */
public record Verdict(
    Happening happening, Result result, long days, Optional<Day> before, Optional<Day> on) {
  /** Days within which a rise counts as seen. */
  static final int PROMPT = 1;

  /** Days after which it no longer counts at all. */
  static final int PATIENCE = 14;

  /** Whether a happening shows. */
  public enum Result {
    /** On the same day or the next; a descent within a fortnight. */
    HIT,
    /** Within a fortnight. */
    LATE,
    /** The level expected had been reached before, so nothing can be told from it. */
    ALREADY,
    /** Not within a fortnight. */
    MISSED,
    /** The course does not tell of its day. */
    OUTSIDE
  }

  /** Judges a happening. */
  public static Verdict of(Happening happening, Course course) {
    NavigableMap<LocalDate, Day> days = course.days(happening.subject());
    var before = Optional.ofNullable(days.get(happening.day().minusDays(1)));
    var on = Optional.ofNullable(days.get(happening.day()));
    if (on.isEmpty()) {
      return new Verdict(happening, Result.OUTSIDE, 0, before, on);
    }
    return switch (happening.direction()) {
      case UP -> up(happening, days, before, on);
      case DOWN -> down(happening, days, before, on);
      case POSTURE -> posture(happening, course, before, on);
    };
  }

  private static Verdict up(
      Happening happening,
      NavigableMap<LocalDate, Day> days,
      Optional<Day> before,
      Optional<Day> on) {
    if (before.filter(day -> day.level() >= happening.expected()).isPresent()) {
      return new Verdict(happening, Result.ALREADY, 0, before, on);
    }
    return first(happening, days, day -> day.highest() >= happening.expected())
        .map(n -> new Verdict(happening, n <= PROMPT ? Result.HIT : Result.LATE, n, before, on))
        .orElseGet(() -> new Verdict(happening, Result.MISSED, 0, before, on));
  }

  // a ladder comes down slowly by intent
  private static Verdict down(
      Happening happening,
      NavigableMap<LocalDate, Day> days,
      Optional<Day> before,
      Optional<Day> on) {
    if (before.filter(day -> day.level() <= happening.expected()).isPresent()) {
      return new Verdict(happening, Result.ALREADY, 0, before, on);
    }
    return first(happening, days, day -> day.level() <= happening.expected())
        .map(n -> new Verdict(happening, Result.HIT, n, before, on))
        .orElseGet(() -> new Verdict(happening, Result.MISSED, 0, before, on));
  }

  private static Optional<Long> first(
      Happening happening, NavigableMap<LocalDate, Day> days, Predicate<Day> shows) {
    return days
        .subMap(happening.day(), true, happening.day().plusDays(PATIENCE), true)
        .entrySet()
        .stream()
        .filter(day -> shows.test(day.getValue()))
        .map(day -> ChronoUnit.DAYS.between(happening.day(), day.getKey()))
        .findFirst();
  }

  /** Forces that move for the region are seen in any theatre. */
  private static Verdict posture(
      Happening happening, Course course, Optional<Day> before, Optional<Day> on) {
    Collection<String> subjects =
        happening.subject().equals(SubjectKind.REGION.name())
            ? course.subjects()
            : List.of(happening.subject());
    boolean seen =
        subjects.stream()
            .anyMatch(
                subject -> {
                  double usual = posture(course, subject, happening.day().minusDays(1));
                  return posture(course, subject, happening.day()) > usual
                      || posture(course, subject, happening.day().plusDays(PROMPT)) > usual;
                });
    return new Verdict(happening, seen ? Result.HIT : Result.MISSED, 0, before, on);
  }

  private static double posture(Course course, String subject, LocalDate day) {
    return Optional.ofNullable(course.days(subject).get(day)).map(Day::posture).orElse(0.0);
  }

  /** Whether a rise of the level was expected. */
  boolean isRise() {
    return happening.direction() == Direction.UP;
  }
}
