package io.brinkwatch.cli.show;

import io.brinkwatch.cli.show.Table.Lean;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.replay.Outcome;
import io.brinkwatch.replay.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A row for each theatre and for the region, and what there was in all. */
public final class Summary {
  private static final int LEAST_BARS = 10;
  private static final Comparator<String> REGION_LAST =
      Comparator.<String, Boolean>comparing(Words::isRegion)
          .thenComparing(Comparator.naturalOrder());

  private final Words words;
  private final int columns;
  private final Map<String, History> histories = new TreeMap<>(REGION_LAST);

  /** A summary for a terminal of so many columns. */
  public Summary(Words words, int columns) {
    this.words = words;
    this.columns = columns;
    words.theatres().keySet().forEach(theatre -> histories.put(theatre, new History()));
  }

  /** Takes one more FINAL level. */
  public void add(EscalationLevel level) {
    histories.computeIfAbsent(level.getSubject(), theatre -> new History()).add(level);
  }

  /** Of when the rows are; empty if nothing is known. */
  public Optional<Text> asOf() {
    return histories.values().stream()
        .flatMap(history -> Optional.ofNullable(history.last()).stream())
        .map(EscalationLevel::getEvaluatedAt)
        .max(Comparator.naturalOrder())
        .map(at -> Text.of("FINAL, as of " + Words.minute(at) + " UTC", Style.FAINT));
  }

  /** The theatres, and the region. */
  public Table table(Totals totals) {
    int room = columns - table(totals, 0).widthBeforeLast();
    return table(totals, Math.max(LEAST_BARS, room));
  }

  private Table table(Totals totals, int bars) {
    var table =
        new Table()
            .column("theatre", Lean.LEFT)
            .column("level", Lean.LEFT)
            .column("index", Lean.RIGHT)
            .column("highest", Lean.LEFT)
            .column("since", Lean.LEFT)
            .column("incidents", Lean.RIGHT)
            .column("index by day", Lean.LEFT);
    histories.forEach((theatre, history) -> table.row(row(theatre, history, totals, bars)));
    return table;
  }

  private List<Text> row(String theatre, History history, Totals totals, int bars) {
    long incidents =
        Words.isRegion(theatre)
            ? totals.allIncidents()
            : totals.incidents().getOrDefault(theatre, 0L);
    if (history.last() == null) {
      return texts(words.theatre(theatre), "-", "-", "-", "-", "" + incidents, "");
    }
    EscalationLevel highest = history.highest();
    var row = new ArrayList<Text>();
    row.add(Text.of(words.theatre(theatre), Style.STRONG));
    row.add(level(history.last()));
    row.add(Text.of("%.0f".formatted(history.last().getIndex())));
    row.add(level(highest));
    row.add(Text.of(Words.day(highest.getEvaluatedAt())));
    row.add(Text.of("" + incidents));
    row.add(Text.of(bars == 0 ? "" : Sparkline.of(history.daily(), bars)));
    return row;
  }

  private Text level(EscalationLevel level) {
    return Text.of(words.level(level.getLevel()), Style.ofLevel(level.getLevel()));
  }

  private static List<Text> texts(String... cells) {
    return List.of(cells).stream().map(Text::of).toList();
  }

  /** What there was in all. */
  public List<Text> totals(Outcome outcome, Duration took) {
    Totals totals = outcome.totals();
    var lines = new ArrayList<Text>();
    lines.add(
        Text.of(
            "%s and %s in; %s, %s, %s, %s out; %.1f seconds"
                .formatted(
                    Words.count(outcome.played().reports(), "report"),
                    Words.count(outcome.played().ticks(), "tick"),
                    Words.count(totals.allIncidents(), "incident"),
                    Words.count(totals.readings(), "reading"),
                    Words.count(totals.levels(), "level"),
                    Words.count(totals.alerts(), "alert"),
                    took.toMillis() / 1000.0)));
    lines.add(Text.of("rejected: " + counts(totals.rejected())));
    if (!totals.late().isEmpty()) {
      lines.add(Text.of("used although late: " + counts(totals.late())));
    }
    if (outcome.played().skipped() > 0) {
      lines.add(
          Text.of(
              "left out, not of the kind or place that is watched: "
                  + Words.count(outcome.played().skipped(), "row")));
    }
    return lines;
  }

  private static String counts(Map<RejectionReason, Long> reasons) {
    if (reasons.isEmpty()) {
      return "none";
    }
    return new TreeMap<>(reasons)
        .entrySet().stream()
            .map(e -> "%,d %s".formatted(e.getValue(), Words.words(e.getKey())))
            .collect(Collectors.joining(", "));
  }
}
