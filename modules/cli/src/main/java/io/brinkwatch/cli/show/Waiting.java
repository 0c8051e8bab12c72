package io.brinkwatch.cli.show;

import io.brinkwatch.model.DyadDetail;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.OpenProvocation;
import io.brinkwatch.model.SubjectPartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What has been done in any theatre and not been answered in any, in words. */
public final class Waiting {
  private static final int MOST = 10;

  private final EscalationLevel level;
  private final Words words;
  private final int columns;
  private final Map<String, IndicatorReading> dyads = new TreeMap<>();

  /**
   * Nothing is known yet.
   *
   * @param level of the region at the evaluation in question
   * @param columns of the terminal
   */
  public Waiting(EscalationLevel level, Words words, int columns) {
    this.level = level;
    this.words = words;
    this.columns = columns;
  }

  /** An act, to which several dyads may owe an answer: that of a proxy is its sponsor's too. */
  private record Act(OpenProvocation open, List<String> dyads) {}

  /** Takes a reading; of one evaluation the FINAL counts, or else the last that was told. */
  public void take(IndicatorReading reading) {
    boolean isMeant =
        reading.getDyad() != null
            && reading.getEvaluatedAt().equals(level.getEvaluatedAt())
            && reading.getSubject().equals(name(reading.getDyad()));
    if (isMeant) {
      dyads.merge(reading.getSubject(), reading, (before, now) -> isFinal(before) ? before : now);
    }
  }

  private static boolean isFinal(IndicatorReading reading) {
    return reading.getFinality() == Finality.FINAL;
  }

  private String name(DyadDetail dyad) {
    return SubjectPartition.within(level.getSubject(), between(dyad));
  }

  private static String between(DyadDetail dyad) {
    return dyad.getInitiator() + ">" + dyad.getTarget();
  }

  /** Ids of the incidents whose summaries are to be shown. */
  public List<String> incidents() {
    return heaviest().stream().map(act -> act.open().getIncidentId()).toList();
  }

  /**
   * What to show; nothing if nothing waits.
   *
   * @param summaries of {@link #incidents()}, as far as they are known
   */
  public List<Text> lines(Map<String, String> summaries) {
    List<Act> acts = heaviest();
    if (acts.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<Text>();
    lines.add(Text.empty());
    lines.add(Text.of("not answered yet, in whatever theatre", Style.STRONG));
    lines.add(
        Text.of(
            "  points of 100 in the ledger of the two, day, theatre of the act, by whom>against whom"));
    acts.forEach(
        act -> lines.add(Text.of("  " + Printable.cut(line(act, summaries), columns - 2))));
    return lines;
  }

  private String line(Act act, Map<String, String> summaries) {
    OpenProvocation open = act.open();
    String summary = summaries.getOrDefault(open.getIncidentId(), "");
    return String.format(
        Locale.ROOT,
        "%6.1f  %s  %s, %s: %s",
        open.getPoints(),
        Words.day(open.getOccurredFrom()),
        words.theatre(open.getTheatre()),
        String.join(", ", act.dyads()),
        summary.isBlank() ? open.getIncidentId() : summary);
  }

  private List<Act> heaviest() {
    // a dyad that came and went before it was FINAL has no other last word than a PROVISIONAL one
    boolean isFinal = dyads.values().stream().anyMatch(Waiting::isFinal);
    var acts = new HashMap<String, Act>();
    dyads.values().stream()
        .filter(reading -> isFinal(reading) || !isFinal)
        .map(IndicatorReading::getDyad)
        .forEach(
            dyad -> {
              List<String> one = List.of(between(dyad));
              dyad.getOpen()
                  .forEach(
                      open -> acts.merge(open.getIncidentId(), new Act(open, one), Waiting::both));
            });
    return acts.values().stream()
        .sorted(
            Comparator.<Act>comparingDouble(act -> -act.open().getPoints())
                .thenComparing(act -> act.open().getIncidentId()))
        .limit(MOST)
        .toList();
  }

  /** With what it weighs where it weighs most. */
  private static Act both(Act one, Act other) {
    boolean isHeavier = other.open().getPoints() > one.open().getPoints();
    var dyads = new ArrayList<>(one.dyads());
    dyads.addAll(isHeavier ? 0 : dyads.size(), other.dyads());
    return new Act(isHeavier ? other.open() : one.open(), dyads);
  }
}
