package io.brinkwatch.cli.show;

import java.util.List;

/** A row of bars, one per value, on a fixed scale from 0 to 100, so that rows can be compared. */
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /**
   * The bars; where there are more values than columns, neighbours share one and the highest
   * counts.
   */
  public static String of(List<Double> values, int columns) {
    int bars = Math.min(values.size(), Math.max(1, columns));
    var line = new StringBuilder();
    for (int i = 0; i < bars; i++) {
      int from = i * values.size() / bars;
      int to = (i + 1) * values.size() / bars;
      line.append(bar(values.subList(from, to)));
    }
    return line.toString();
  }

  private static char bar(List<Double> values) {
    double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    int step = (int) (highest / 100 * BARS.length());
    return BARS.charAt(Math.max(0, Math.min(BARS.length() - 1, step)));
  }
}
