package io.brinkwatch.indicators.math;

import io.brinkwatch.indicators.Vectors;
import java.util.List;
import java.util.Map;

/** Series with the bounds and tails of {@code surveillance::algo.bayes}, t counted from 1. */
public final class GammaPoissonSeries {
  public static final List<String> NAMES =
      List.of("ha", "k1", "m1", "salmonella.agona", "synth_const", "synth_nb", "synth_sparse");

  private GammaPoissonSeries() {}

  public static List<Map<String, String>> rows(String series) {
    return Vectors.csv("gammapoisson_" + series + ".csv");
  }

  public static long[] counts(List<Map<String, String>> rows) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.get("y"))).toArray();
  }

  /** Size S + ½ and success probability w/(w+1), S the sum of the w bins before. */
  static CountDistribution prediction(List<Map<String, String>> rows, int index, int w) {
    double size = 0.5;
    for (var row : rows.subList(index - w, index)) {
      size += Long.parseLong(row.get("y"));
    }
    return new NegativeBinomial(size, size / w);
  }
}
