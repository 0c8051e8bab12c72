package io.brinkwatch.bench;

import io.brinkwatch.indicators.Tempo;
import io.brinkwatch.indicators.TempoParams;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One window of hourly counts judged by the weeks before it, by the length of the window: from an
 * hour to 28 days. An update does not know of windows at all: all of them read one ring.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class WindowBench {
  private static final int HOURS = 24 * 120;
  private static final int PER_HOUR = 2;

  /** Length of the window. */
  @Param({"1", "24", "168", "672"})
  public int hours;

  private long[] counts;
  private double[] exposure;

  @Setup
  public void fill() {
    counts = new long[HOURS];
    exposure = new double[HOURS];
    Arrays.fill(counts, PER_HOUR);
    Arrays.fill(exposure, 1);
  }

  @Benchmark
  public Tempo.Window judged() {
    return Tempo.window(counts, exposure, HOURS - 1, hours, OptionalInt.of(0), TempoParams.HOURLY);
  }

  @TearDown
  public void judge() {
    Tempo.Window window = judged();
    Verdicts.same("incidents", (long) PER_HOUR * hours, window.y());
    Verdicts.near("exposure", hours, window.exposure());
  }
}
