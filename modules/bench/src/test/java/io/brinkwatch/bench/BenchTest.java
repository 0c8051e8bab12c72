package io.brinkwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Each benchmark once, as short as can be: they must run, and what they measure must be right. */
class BenchTest {

  static ChainedOptionsBuilder once(Class<?> benchmark) {
    return new OptionsBuilder()
        .include("\\." + benchmark.getSimpleName() + "\\.")
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(1))
        .shouldFailOnError(true)
        .verbosity(org.openjdk.jmh.runner.options.VerboseMode.SILENT);
  }

  static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  @Test
  void reading() throws RunnerException {
    assertThat(run(once(ReadingBench.class).param("size", "1001"))).hasSize(4);
  }

  @Test
  void rings() throws RunnerException {
    assertThat(run(once(RingBench.class))).hasSize(6);
  }

  @Test
  void families() throws RunnerException {
    assertThat(run(once(FamiliesBench.class))).hasSize(14);
  }

  @Test
  void windows() throws RunnerException {
    assertThat(run(once(WindowBench.class))).hasSize(4);
  }

  @Test
  void joining() throws RunnerException {
    assertThat(run(once(JoiningBench.class).param("reports", "1", "10", "25", "30"))).hasSize(8);
  }

  @Test
  void a_name_that_is_none_ends_the_run() {
    assertThatThrownBy(() -> Bench.main(new String[] {"ReadingBench", "Nonsense"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("RingBench", "Nonsense");
  }

  @Test
  void a_wrong_result_ends_the_run() {
    assertThatThrownBy(() -> Verdicts.same("reports", 3, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reports: 2, not 3");
    assertThatThrownBy(() -> Verdicts.near("stock", 1, Double.NaN))
        .isInstanceOf(IllegalStateException.class);
  }
}
