package io.brinkwatch.cli.show;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.MessageStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line for each change of level, and the incidents that caused it. Must be given the FINAL levels
 * of each theatre in the order of their evaluation.
 */
public final class Timeline {
  private static final int CAUSE_INDENT = 18;

  private final Words words;
  private final int columns;
  private final Function<String, Optional<IncidentReport>> told;
  private final int theatreWidth;
  private final Map<String, EscalationLevel> last = new HashMap<>();

  /**
   * A timeline.
   *
   * @param words names to use
   * @param columns of the terminal
   * @param told the report that an incident began with, by the id of the incident, if it is known
   */
  public Timeline(Words words, int columns, Function<String, Optional<IncidentReport>> told) {
    this.words = words;
    this.columns = columns;
    this.told = told;
    this.theatreWidth =
        words.theatres().values().stream().mapToInt(Printable::width).max().orElse(12);
  }

  /** The lines for one more FINAL level; none if it did not change. */
  public List<Text> lines(EscalationLevel now) {
    Optional<EscalationLevel> before = Optional.ofNullable(last.put(now.getSubject(), now));
    if (now.getLevel() == now.getPreviousLevel()) {
      return List.of();
    }
    var lines = new ArrayList<Text>();
    lines.add(change(now));
    if (now.getLevel() > now.getPreviousLevel()) {
      Optional<String> floor = floor(now);
      floor.ifPresent(incident -> lines.add(behindFloor(incident, now)));
      Causes.of(before, now).stream()
          .filter(cause -> !floor.equals(Optional.of(cause.evidence().getIncidentId())))
          .forEach(cause -> lines.add(cause(cause)));
    }
    return lines;
  }

  private Text change(EscalationLevel now) {
    boolean up = now.getLevel() > now.getPreviousLevel();
    Text line =
        Text.of(Words.minute(now.getEvaluatedAt()), Style.FAINT)
            .add("  " + Printable.pad(words.theatre(now.getSubject()), theatreWidth) + "  ")
            .add(words.level(now.getPreviousLevel()), Style.ofLevel(now.getPreviousLevel()))
            .add(up ? " ▲ " : " ▼ ")
            .add(words.level(now.getLevel()), Style.ofLevel(now.getLevel()))
            .add("   index %.0f".formatted(now.getIndex()))
            .add("  because " + because(now));
    return isExercise(now) ? line.add("  EXERCISE", Style.WARN) : line;
  }

  private static boolean isExercise(EscalationLevel level) {
    return level.getStatus() != MessageStatus.ACTUAL;
  }

  private static String because(EscalationLevel now) {
    Floor floor = now.getFloor();
    if (now.getReason() == LevelReason.FLOOR && floor != null) {
      return "FLOOR %s, held until %s"
          .formatted(Words.words(floor.getKind()), Words.day(floor.getUntil()));
    }
    return now.getReason().name();
  }

  // a floor can be set by an incident that adds nothing to the index, or no longer does
  private static Optional<String> floor(EscalationLevel now) {
    return now.getReason() == LevelReason.FLOOR
        ? Optional.ofNullable(now.getFloor()).map(Floor::getIncidentId)
        : Optional.empty();
  }

  private Text behindFloor(String incident, EscalationLevel now) {
    String summary =
        told.apply(incident)
            .map(IncidentReport::getSummary)
            .or(
                () ->
                    now.getEvidence().stream()
                        .filter(e -> e.getIncidentId().equals(incident))
                        .map(Evidence::getSummary)
                        .findFirst())
            .orElse("");
    return incident("floor", incident, summary);
  }

  private Text cause(Causes.Cause cause) {
    Evidence evidence = cause.evidence();
    return incident(
        String.format(Locale.ROOT, "%+5.1f", cause.added()),
        evidence.getIncidentId(),
        evidence.getSummary());
  }

  private Text incident(String share, String id, String summary) {
    String when = told.apply(id).map(Words::when).orElse("undated   ");
    String head = " ".repeat(CAUSE_INDENT) + share + "  " + when + "  ";
    String what = summary.isBlank() ? id : summary;
    int room = Math.max(20, columns - Printable.width(head));
    return Text.of(head, Style.FAINT).add(Printable.cut(what, room));
  }
}
