package io.brinkwatch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and prints a table. Each round runs all of them, in another order than the
 * round before, so that whatever else the machine does falls on all alike. Figures are processor
 * time; what counts are ratios of their medians. A wrong result ends the run: what is printed was
 * right.
 */
public final class Bench {
  private static final int ROUNDS = 3;
  private static final double SECOND = 1e9;
  private static final List<Class<?>> ALL =
      List.of(
          ReadingBench.class,
          PublishingBench.class,
          RingBench.class,
          WindowBench.class,
          FamiliesBench.class,
          JoiningBench.class);

  /** Other benchmarks are shown as multiples of these, if they have the same parameters. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "ReadingBench.read", "ReadingBench.discarded",
          "PublishingBench.published", "ReadingBench.discarded",
          "RingBench.kept", "RingBench.added");

  private Bench() {}

  /** Names of benchmark classes, or none for all. */
  public static void main(String[] names) throws RunnerException {
    var wanted =
        ALL.stream()
            .map(Class::getSimpleName)
            .filter(name -> names.length == 0 || Arrays.asList(names).contains(name))
            .collect(Collectors.toCollection(ArrayList::new));
    if (wanted.size() != (names.length == 0 ? ALL.size() : names.length)) {
      throw new IllegalArgumentException(
          "there are %s, not all of %s"
              .formatted(ALL.stream().map(Class::getSimpleName).toList(), Arrays.toString(names)));
    }
    var figures = new TreeMap<String, Figure>();
    for (int round = 0; round < ROUNDS; round++) {
      for (String name : wanted) {
        for (RunResult result : run(options(name))) {
          Figure figure = Figure.of(result);
          figures.merge(figure.key(), figure, Figure::and);
        }
      }
      Collections.rotate(wanted, 1);
    }
    print(figures);
  }

  /** One run of one class in a JVM of its own. */
  private static ChainedOptionsBuilder options(String name) {
    var jvm = new ArrayList<String>(List.of("-Xmx1g"));
    for (String property : List.of("gdelt.dir", "brinkwatch.home")) {
      if (System.getProperty(property) != null) {
        jvm.add("-D" + property + "=" + System.getProperty(property));
      }
    }
    return new OptionsBuilder()
        .include("\\." + name + "\\.")
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(2)
        .measurementTime(TimeValue.seconds(1))
        .addProfiler(CpuTime.class)
        .shouldFailOnError(true)
        .jvmArgsAppend(jvm.toArray(String[]::new));
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  /** What one benchmark came to, by run. */
  private record Figure(String benchmark, String parameters, String unit, List<Double> values) {
    static Figure of(RunResult result) {
      String full = result.getParams().getBenchmark();
      int method = full.lastIndexOf('.');
      String benchmark = full.substring(full.lastIndexOf('.', method - 1) + 1);
      String parameters =
          result.getParams().getParamsKeys().stream()
              .map(key -> key + " " + result.getParams().getParam(key))
              .collect(Collectors.joining(", "));
      double nanos = result.getSecondaryResults().get(CpuTime.NAME).getScore();
      var rows = result.getSecondaryResults().get("rows");
      if (rows == null) {
        return new Figure(benchmark, parameters, "µs of CPU", List.of(nanos / 1_000));
      }
      double rowsAtOnce = rows.getScore() / result.getPrimaryResult().getScore();
      return new Figure(
          benchmark, parameters, "rows per s of CPU", List.of(rowsAtOnce / nanos * SECOND));
    }

    Figure and(Figure other) {
      var all = new ArrayList<>(values);
      all.addAll(other.values);
      Collections.sort(all);
      return new Figure(benchmark, parameters, unit, all);
    }

    double median() {
      return values.get(values.size() / 2);
    }

    String key() {
      return key(benchmark, parameters);
    }

    static String key(String benchmark, String parameters) {
      return benchmark + " " + parameters;
    }
  }

  private static void print(Map<String, Figure> figures) {
    System.out.println("| benchmark | with | median | least – most | unit | of its limit |");
    System.out.println("|---|---|--:|--:|---|--:|");
    for (Figure figure : figures.values()) {
      System.out.printf(
          "| %s | %s | %s | %s – %s | %s | %s |%n",
          figure.benchmark(),
          figure.parameters(),
          number(figure.median()),
          number(figure.values().get(0)),
          number(figure.values().get(figure.values().size() - 1)),
          figure.unit(),
          ratio(figure, figures));
    }
  }

  private static String ratio(Figure figure, Map<String, Figure> all) {
    String limit = LIMITS.get(figure.benchmark());
    Figure base = limit == null ? null : all.get(Figure.key(limit, figure.parameters()));
    return base == null ? "" : "× %.2f".formatted(figure.median() / base.median());
  }

  private static String number(double value) {
    return value < 10 ? "%.2f".formatted(value) : "%,.0f".formatted(value);
  }
}
