package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Summary;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.cli.show.Timeline;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.replay.Outcome;
import io.brinkwatch.replay.ReplayListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a replay while it goes on: changes of level as they become FINAL, and how far it is. */
final class ReplayShow implements ReplayListener, AutoCloseable {
  private static final int PLAIN_STEPS = 10;

  private final Terminal terminal;
  private final Timeline timeline;
  private final Summary summary;
  private Instant from;
  private Instant last;
  private ProgressBar bar;
  private int plainSteps;

  ReplayShow(Terminal terminal, ReferenceSet reference, Collection<? extends Row> rows) {
    this.terminal = terminal;
    Words words = words(reference);
    Map<String, IncidentReport> reports = reports(rows);
    this.timeline =
        new Timeline(words, terminal.columns(), id -> Optional.ofNullable(reports.get(id)));
    this.summary = new Summary(words, terminal.columns());
  }

  private static Words words(ReferenceSet reference) {
    Map<String, String> theatres =
        reference.theatres().stream()
            .collect(
                Collectors.toMap(
                    Theatre::getId,
                    t -> t,
                    BinaryOperator.maxBy(Comparator.comparingInt(Theatre::getVersion))))
            .values()
            .stream()
            .filter(theatre -> !theatre.getRetired())
            .collect(Collectors.toMap(Theatre::getId, Theatre::getName));
    List<String> levels =
        reference.policies().stream()
            .max(Comparator.comparingInt(Policy::getVersion))
            .map(policy -> policy.getLadder().getNames())
            .orElse(List.of());
    return new Words(theatres, levels);
  }

  // an incident has the id of the report that it began with
  private static Map<String, IncidentReport> reports(Collection<? extends Row> rows) {
    return rows.stream()
        .filter(Row.Reported.class::isInstance)
        .map(row -> ((Row.Reported) row).report())
        .collect(Collectors.toMap(IncidentReport::getReportId, report -> report, (a, b) -> b));
  }

  @Override
  public void starts(Instant first, Instant lastEvaluation) {
    from = first;
    last = lastEvaluation;
    terminal.line(
        Text.of(
            "From %s to %s, changes of level as they become final (times are UTC):"
                .formatted(Words.day(first), Words.day(lastEvaluation)),
            Style.FAINT));
    if (terminal.isInteractive()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("final")
              .setUnit(" h", 1)
              .setInitialMax(hours(lastEvaluation))
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(200)
              .setConsumer(
                  new DelegatingProgressBarConsumer(terminal::status, terminal.columns() - 1))
              .build();
    }
  }

  private long hours(Instant time) {
    return Math.max(0, Duration.between(from, time).toHours());
  }

  @Override
  public void isFinal(EscalationLevel level) {
    summary.add(level);
    timeline.lines(level).forEach(terminal::line);
  }

  @Override
  public void reached(Instant evaluation) {
    if (bar != null) {
      bar.setExtraMessage(Words.minute(evaluation));
      bar.stepTo(hours(evaluation));
      return;
    }
    int step = (int) (PLAIN_STEPS * hours(evaluation) / Math.max(1, hours(last)));
    if (step > plainSteps) {
      plainSteps = step;
      terminal.line(
          "… %d %%, final up to %s".formatted(100 / PLAIN_STEPS * step, Words.minute(evaluation)));
    }
  }

  /** The end: all theatres, and what there was in all. */
  void ends(Outcome outcome, Duration took) {
    close();
    terminal.line("");
    summary.asOf().ifPresent(terminal::line);
    terminal.table(summary.table(outcome.totals()));
    terminal.line("");
    summary.totals(outcome, took).forEach(terminal::line);
  }

  /** Takes the progress away. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      terminal.status("");
    }
  }
}
