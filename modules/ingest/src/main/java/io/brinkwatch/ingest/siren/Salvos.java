package io.brinkwatch.ingest.siren;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.siren.SirenRules.Category;
import io.brinkwatch.ingest.siren.SirenRules.Spot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Gathers alerts, which come in order of time, into salvos: same kind, same area, each alert within
 * the gap of the one before, and none later than the longest after the first. Whatever stands
 * behind an alert cannot change the salvos before it, so a file cut off at its end only makes its
 * last salvos smaller.
 *
 * <p>Alerts at places of unknown area are a salvo only while none of known area is going on: else
 * they most likely belong to that one.
 *
 * <p>Cut off at the beginning it may start in the midst of a salvo, whose id would then be another.
 * So a salvo counts only once its area has been quiet for a gap within the file.
 */
final class Salvos {
  static final Duration GAP = Duration.ofMinutes(3);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String UNPROVEN =
      "the salvo may have begun before the first row of the file; read a file that begins earlier";

  private static final String UNPLACED =
      "it is not known where these places are, and known places had a salvo of the kind just then";

  /** Sirens of one kind in one area. */
  private static final class Line {
    private Salvo open;
    private Instant last;
    private boolean proven;
  }

  private final Map<String, Line> lines = new TreeMap<>();
  private final Map<String, Instant> lastPlaced = new TreeMap<>();
  private final Map<String, Withdrawal> withdrawals;
  private final boolean whole;
  private final Clock clock;
  private final Consumer<? super Row> rows;
  private Instant begin;

  Salvos(
      Map<String, Withdrawal> withdrawals, boolean whole, Clock clock, Consumer<? super Row> rows) {
    this.withdrawals = withdrawals;
    this.whole = whole;
    this.clock = clock;
    this.rows = rows;
  }

  /** Adds an alert; none may be earlier than one before. */
  void add(Instant at, long line, Category category, Map<String, Spot> spots) {
    if (begin == null) {
      begin = at;
    }
    closeBefore(at.minus(GAP));
    spots.forEach((name, spot) -> salvo(at, line, category, spot).add(at, name, spot.locality()));
  }

  private Salvo salvo(Instant at, long number, Category category, Spot spot) {
    Line line = lines.computeIfAbsent(category.kind() + "-" + spot.area().name(), k -> new Line());
    if (line.open != null && at.isAfter(line.open.first().plus(LONGEST))) {
      close(line);
    }
    if (line.open == null) {
      line.proven = line.proven || isProven(line, at);
      line.open = new Salvo(category, spot.area(), at, number);
    }
    line.last = at;
    if (line.open.isPlaced()) {
      lastPlaced.put(category.kind(), at);
    }
    return line.open;
  }

  private boolean isProven(Line line, Instant at) {
    Instant quietSince = line.last == null ? begin : line.last;
    return whole || at.isAfter(quietSince.plus(GAP));
  }

  private void closeBefore(Instant time) {
    lines.values().stream()
        .filter(line -> line.open != null && line.open.last().isBefore(time))
        .forEach(this::close);
  }

  /** Closes what is open at the end of the file. */
  void end() {
    lines.values().stream().filter(line -> line.open != null).forEach(this::close);
  }

  private void close(Line line) {
    Salvo salvo = line.open;
    line.open = null;
    told(salvo, line.proven).forEach(rows);
  }

  private List<Row> told(Salvo salvo, boolean proven) {
    if (!proven) {
      return List.of(new Row.Skipped(salvo.line(), UNPROVEN));
    }
    return belongsElsewhere(salvo) ? List.of(new Row.Skipped(salvo.line(), UNPLACED)) : told(salvo);
  }

  private boolean belongsElsewhere(Salvo salvo) {
    Instant placed = lastPlaced.getOrDefault(salvo.kind(), Instant.MIN);
    return !salvo.isPlaced() && !placed.isBefore(salvo.first().minus(GAP));
  }

  private List<Row> told(Salvo salvo) {
    Instant now = clock.instant();
    Row report = new Row.Reported(salvo.report(now));
    Withdrawal withdrawal = withdrawals.get(salvo.id());
    return withdrawal == null
        ? List.of(report)
        : List.of(report, new Row.Reported(salvo.withdrawn(withdrawal, now)));
  }
}
