package io.brinkwatch.cli.show;

import io.brinkwatch.model.DyadDetail;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.SubjectPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is to be expected of the dyads of a theatre whose parameters were in force, in words. */
public final class Expected {
  private final EscalationLevel level;
  private final Map<String, IndicatorReading> dyads = new TreeMap<>();

  /**
   * Nothing is known yet.
   *
   * @param level of the theatre at the evaluation in question
   */
  public Expected(EscalationLevel level) {
    this.level = level;
  }

  /** Takes a reading; of each dyad the last counts that was told with the level. */
  public void take(IndicatorReading reading) {
    boolean isMeant =
        reading.getSubjectKind() == SubjectKind.DYAD
            && reading.getSubject().startsWith(SubjectPartition.within(level.getSubject(), ""))
            && reading.getEvaluatedAt().equals(level.getEvaluatedAt())
            // or a dyad that came and went before the level was FINAL would stand beside it
            && reading.getFinality() == level.getFinality();
    if (isMeant) {
      dyads.put(reading.getSubject(), reading);
    }
  }

  /** What to show; nothing without any parameters. */
  public List<Text> lines() {
    var lines = new ArrayList<Text>();
    dyads.values().stream()
        .map(IndicatorReading::getDyad)
        .filter(dyad -> dyad.getHawkesVersion() != null)
        .forEach(dyad -> lines.add(Text.of(line(dyad))));
    if (!lines.isEmpty()) {
      lines.add(0, Text.of("to be expected, by what was fitted before", Style.STRONG));
      lines.add(0, Text.empty());
    }
    return lines;
  }

  private static String line(DyadDetail dyad) {
    return String.format(
        Locale.ROOT,
        "  %s against %s: %.2f acts a day, %.0f %% of them excited by the other side (version %d)",
        dyad.getInitiator(),
        dyad.getTarget(),
        dyad.getIntensity(),
        100 * dyad.getCrossShare(),
        dyad.getHawkesVersion());
  }
}
