package io.brinkwatch.cli.course;

import io.brinkwatch.cli.course.Course.Day;
import io.brinkwatch.cli.course.Verdict.Result;
import io.brinkwatch.cli.docs.Markdown;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.indicators.skill.WarningParams;
import io.brinkwatch.indicators.skill.WarningSkill;
import io.brinkwatch.model.Outlook;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A course as a page of Markdown: charts, tables, and what was hit and what was missed. */
public final class CoursePage {
  private static final int HIGHEST = 6;

  private final String title;
  private final Course course;
  private final Words words;
  private final List<Verdict> verdicts;

  /**
   * A page.
   *
   * @param happenings what to hold against the course; may be empty
   */
  public CoursePage(String title, Course course, Words words, List<Happening> happenings) {
    this.title = title;
    this.course = course;
    this.words = words;
    this.verdicts =
        happenings.stream()
            .sorted(Comparator.comparing(Happening::day).thenComparing(Happening::subject))
            .map(happening -> Verdict.of(happening, course))
            .toList();
  }

  /** The page. */
  public String text() {
    var blocks = new ArrayList<String>();
    blocks.add(about());
    if (!verdicts.isEmpty()) {
      blocks.add("## What happened, and what was said");
      blocks.add(
          """
          A rise is a hit if its level was reached on the day or the next, late if within %d days. A
          fall is a hit if the level had come down within %d days, for the ladder comes down slowly
          by intent. *Already* says that the level had been reached before, so the day proves
          nothing. Forces are a hit if the posture of the theatre, or for the region of any theatre,
          rose on the day or the next."""
              .formatted(Verdict.PATIENCE, Verdict.PATIENCE));
      blocks.add(happened());
      blocks.add(tally());
      blocks.add("## Rises of the level as warnings");
      blocks.add(
          """
          A day on which a level rose is an alarm; alarms less than %d days apart are one. An alarm
          serves one event at most, from %d days before it to %d after it."""
              .formatted(
                  WarningParams.DEFAULT.quiet(),
                  WarningParams.DEFAULT.lead(),
                  WarningParams.DEFAULT.late()));
      blocks.add(skill());
    }
    course.subjects().forEach(subject -> addSubject(blocks, subject));
    return Markdown.plain(title, blocks);
  }

  private String about() {
    NavigableMap<LocalDate, Day> any = course.days(course.subjects().iterator().next());
    return "FINAL levels from %s to %s, policy version %s%s. A FINAL level knows what was published up to its grace after it: this is what could be said a little later, not a forecast."
        .formatted(
            any.firstKey(),
            any.lastKey(),
            course.policies().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            course.isExercise() ? ", EXERCISE" : "");
  }

  // -- against the list ---------------------------------------------------------------------------

  private String happened() {
    return Markdown.table(
        List.of("day", "theatre", "what happened", "expected", "day before", "that day", "verdict"),
        verdicts.stream().filter(v -> v.result() != Result.OUTSIDE).map(this::row).toList());
  }

  private List<String> row(Verdict verdict) {
    Happening happening = verdict.happening();
    return List.of(
        happening.day().toString(),
        words.theatre(happening.subject()),
        Markdown.text(happening.what()),
        switch (happening.direction()) {
          case UP -> "L%d or above".formatted(happening.expected());
          case DOWN -> "L%d or below".formatted(happening.expected());
          case POSTURE -> "forces";
        },
        verdict.before().map(day -> "L" + day.level()).orElse(""),
        verdict.on().map(day -> "L" + day.highest()).orElse(""),
        verdict(verdict));
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict.result()) {
      case HIT -> verdict.days() > Verdict.PROMPT ? after("**hit**", verdict) : "**hit**";
      case LATE -> after("late", verdict);
      case ALREADY -> "already";
      case MISSED -> "**missed**";
      case OUTSIDE -> "";
    };
  }

  private static String after(String what, Verdict verdict) {
    return "%s, after %s".formatted(what, Words.count(verdict.days(), "day"));
  }

  private String tally() {
    Map<Result, Long> tally =
        verdicts.stream().collect(Collectors.groupingBy(Verdict::result, Collectors.counting()));
    Function<Result, Long> of = result -> tally.getOrDefault(result, 0L);
    return "%d hit, %d late, %d already there, %d missed; %d more on the list lie outside of these days."
        .formatted(
            of.apply(Result.HIT),
            of.apply(Result.LATE),
            of.apply(Result.ALREADY),
            of.apply(Result.MISSED),
            of.apply(Result.OUTSIDE));
  }

  private String skill() {
    return Markdown.table(
        List.of(
            "theatre",
            "alarms",
            "events",
            "hits",
            "recall",
            "precision",
            "median lead, days",
            "alarms without event in 30 days",
            "chance of as many hits by luck"),
        course.subjects().stream().map(this::skill).flatMap(Optional::stream).toList());
  }

  private Optional<List<String>> skill(String subject) {
    NavigableMap<LocalDate, Day> days = course.days(subject);
    LocalDate first = days.firstKey();
    List<Integer> events =
        verdicts.stream()
            .filter(Verdict::isRise)
            .filter(v -> v.happening().subject().equals(subject) && v.result() != Result.OUTSIDE)
            .map(v -> since(first, v.happening().day()))
            .toList();
    List<Integer> alarms =
        days.entrySet().stream()
            .filter(day -> day.getValue().rose())
            .map(day -> since(first, day.getKey()))
            .toList();
    if (events.isEmpty() && alarms.isEmpty()) {
      return Optional.empty();
    }
    int length = since(first, days.lastKey()) + 1;
    var skill = WarningSkill.of(length, alarms, events, WarningParams.DEFAULT);
    return Optional.of(
        List.of(
            words.theatre(subject),
            "" + skill.episodes().size(),
            "" + events.size(),
            "" + skill.leads().size(),
            number("%.2f", skill.recall()),
            number("%.2f", skill.precision()),
            number("%+.1f", skill.medianLead()),
            number("%.1f", OptionalDouble.of(skill.falseEpisodesPerMonth())),
            events.isEmpty() ? "" : number("%.2f", OptionalDouble.of(skill.molchan().p()))));
  }

  private static int since(LocalDate first, LocalDate day) {
    return Math.toIntExact(ChronoUnit.DAYS.between(first, day));
  }

  private static String number(String format, OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
  }

  // -- by subject ---------------------------------------------------------------------------------

  private void addSubject(List<String> blocks, String subject) {
    NavigableMap<LocalDate, Day> days = course.days(subject);
    blocks.add("## " + words.theatre(subject));
    blocks.add(chart(days));
    blocks.add(
        "<details><summary>Day by day</summary>\n\n" + table(subject, days) + "\n\n</details>");
  }

  /**
   * The line is the index, the bars are the level, of which the highest is as tall as the chart.
   */
  private static String chart(NavigableMap<LocalDate, Day> days) {
    return Markdown.block(
        "mermaid",
        """
        xychart-beta
          x-axis "day from %s" 1 --> %d
          y-axis "line: index, bars: level (L6 = 100)" 0 --> 100
          bar [%s]
          line [%s]
        """
            .formatted(
                days.firstKey(),
                days.size(),
                list(days, day -> 100.0 * day.level() / HIGHEST),
                list(days, Day::index)));
  }

  private static String list(NavigableMap<LocalDate, Day> days, Function<Day, Double> value) {
    return days.values().stream()
        .map(day -> String.format(Locale.ROOT, "%.1f", value.apply(day)))
        .collect(Collectors.joining(", "));
  }

  private String table(String subject, NavigableMap<LocalDate, Day> days) {
    return Markdown.table(
        List.of("day", "index", "level", "highest", "outlook", "what happened"),
        days.entrySet().stream().map(day -> row(subject, day.getKey(), day.getValue())).toList());
  }

  private List<String> row(String subject, LocalDate date, Day day) {
    return List.of(
        date.toString(),
        String.format(Locale.ROOT, "%.1f", day.index()),
        "L" + day.level() + (day.stale() ? " stale" : ""),
        day.highest() > day.level() ? "L" + day.highest() : "",
        day.outlook() == Outlook.STEADY ? "" : Words.words(day.outlook()),
        verdicts.stream()
            .map(Verdict::happening)
            .filter(h -> h.subject().equals(subject) && h.day().equals(date))
            .map(h -> Markdown.text(h.what()))
            .collect(Collectors.joining("; ")));
  }
}
