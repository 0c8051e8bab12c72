package io.brinkwatch.cli.show;

import io.brinkwatch.cli.show.Table.Lean;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.TheatreStanding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A level as it is, and as it would be without something, side by side. */
public final class Contrast {
  /** What is less is 0.0 with one digit. */
  private static final double SHOWN = 0.05;

  /** What is less is 0.00 with two digits. */
  private static final double LEAST = 0.005;

  private final EscalationLevel is;
  private final EscalationLevel without;
  private final Words words;

  /** Both are of one subject and one evaluation. */
  public Contrast(EscalationLevel is, EscalationLevel without, Words words) {
    this.is = is;
    this.without = without;
    this.words = words;
  }

  /** Level, index, its parts, and what else is told of a level. */
  public Table table() {
    var table =
        new Table()
            .column("", Lean.LEFT)
            .column("as it is", Lean.RIGHT)
            .column("without", Lean.RIGHT)
            .column("difference", Lean.RIGHT);
    int rungs = without.getLevel() - is.getLevel();
    table.row(
        List.of(
            Text.of("level", Style.STRONG),
            level(is),
            level(without),
            Text.of(rungs == 0 ? "" : "%+d".formatted(rungs), Style.STRONG)));
    numbers(table, Text.of("index", Style.STRONG), is.getIndex(), without.getIndex(), "");
    parts(table);
    same(table, "last step", Explanation::reason);
    same(table, "since", level -> Words.minute(level.getSince()));
    same(table, "floor", Contrast::floor);
    same(table, "outlook", level -> Words.words(level.getOutlook()));
    same(table, "not down before", Contrast::descent);
    return table;
  }

  private Text level(EscalationLevel level) {
    return Text.of(words.level(level.getLevel()), Style.ofLevel(level.getLevel()));
  }

  private void parts(Table table) {
    Map<String, Double> present = parts(is);
    Map<String, Double> instead = parts(without);
    present.forEach(
        (part, points) ->
            numbers(table, Text.of("  " + part), points, instead.getOrDefault(part, 0.0), "+"));
  }

  /** Points of the index by where they come from, the most first. */
  private Map<String, Double> parts(EscalationLevel level) {
    var parts = new LinkedHashMap<String, Double>();
    level.getParts().stream()
        .sorted(Comparator.comparingDouble(IndexPart::getContribution).reversed())
        .forEach(part -> parts.put(Words.words(part.getIndicator()), part.getContribution()));
    if (level.getRegion() != null) {
      level.getRegion().getTheatres().stream()
          .sorted(Comparator.comparingDouble(TheatreStanding::getContribution).reversed())
          .forEach(
              theatre -> parts.put(words.theatre(theatre.getTheatre()), theatre.getContribution()));
    }
    return parts;
  }

  private static void numbers(Table table, Text name, double is, double without, String sign) {
    double difference = without - is;
    boolean isSmall = Math.abs(difference) < SHOWN;
    // two numbers that are shown apart must have a difference, however small
    boolean differs =
        Math.abs(difference) >= LEAST || !text(sign, 1, is).equals(text(sign, 1, without));
    int digits = isSmall && differs ? 2 : 1;
    table.row(
        List.of(
            name,
            Text.of(text(sign, digits, is)),
            Text.of(text(sign, digits, without)),
            Text.of(differs ? text("+", digits, difference) : "")));
  }

  private static String text(String sign, int digits, double number) {
    return String.format(Locale.ROOT, "%" + sign + "." + digits + "f", number);
  }

  private void same(Table table, String name, Function<EscalationLevel, String> says) {
    String present = says.apply(is);
    String instead = says.apply(without);
    table.row(
        List.of(
            Text.of(name),
            Text.of(present),
            Text.of(instead),
            Text.of(present.equals(instead) ? "" : "differs")));
  }

  private static String floor(EscalationLevel level) {
    return level.getFloor() == null
        ? "none"
        : "L%d until %s"
            .formatted(level.getFloor().getLevel(), Words.minute(level.getFloor().getUntil()));
  }

  private static String descent(EscalationLevel level) {
    return level.getDescent() == null ? "-" : Words.minute(level.getDescent().getNotBefore());
  }
}
