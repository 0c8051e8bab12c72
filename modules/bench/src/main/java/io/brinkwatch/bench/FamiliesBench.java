package io.brinkwatch.bench;

import io.brinkwatch.indicators.Alarm;
import io.brinkwatch.indicators.Intensity;
import io.brinkwatch.indicators.Tempo;
import io.brinkwatch.indicators.TempoParams;
import io.brinkwatch.indicators.posture.Asset;
import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.posture.Posture;
import io.brinkwatch.indicators.posture.PostureTable;
import io.brinkwatch.indicators.posture.Sighting;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.precursor.PrecursorTable;
import io.brinkwatch.indicators.precursor.Precursors;
import io.brinkwatch.indicators.precursor.Signal;
import io.brinkwatch.indicators.reciprocity.Act;
import io.brinkwatch.indicators.reciprocity.ResponseParams;
import io.brinkwatch.indicators.reciprocity.Responsiveness;
import io.brinkwatch.indicators.spread.Cell;
import io.brinkwatch.indicators.spread.Spillover;
import io.brinkwatch.indicators.spread.SpilloverParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * One reading of each family, pure functions all: of a theatre with an incident a day and a surge
 * on the last one.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class FamiliesBench {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int HOURS = 24;
  private static final int SURGE = 30;
  private static final double HALF_LIFE = 14;

  /** Days that are looked back on; also acts of each side, cells, signals and assets. */
  @Param({"90", "365"})
  public int days;

  private long[] counts;
  private long[] hourly;
  private double[] seen;
  private long[] micros;
  private double[] exposure;
  private final List<Act> provocations = new ArrayList<>();
  private final List<Act> responses = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<Asset> assets = new ArrayList<>();

  @Setup
  public void fill() {
    counts = new long[days];
    micros = new long[days];
    exposure = new double[days];
    Arrays.fill(counts, 1);
    Arrays.fill(micros, 2_000_000);
    Arrays.fill(exposure, 1);
    counts[days - 1] = SURGE;
    hourly = new long[days * HOURS];
    seen = new double[days * HOURS];
    Arrays.fill(hourly, 1);
    Arrays.fill(seen, 1);
    hourly[hourly.length - 1] = SURGE;
    for (int day = 0; day < days; day++) {
      provocations.add(new Act(day * DAY, 1));
      responses.add(new Act(day * DAY + 3 * HOUR, 1));
      cells.add(new Cell("cell" + day, day % 2, day % 4 == 0 ? 1 : 0));
      signals.add(new Signal("s" + day, PrecursorClass.EXPLICIT_THREAT, "", day, 0.5, 1));
      assets.add(
          new Asset(
              "asset" + day,
              Capability.CSG,
              0.5,
              List.of(new Sighting(days - 1, Deployment.ARRIVED))));
    }
  }

  @Benchmark
  public Tempo.Reading tempo() {
    return Tempo.read(counts, exposure, days - 1, OptionalInt.empty(), TempoParams.DEFAULT);
  }

  @Benchmark
  public Tempo.Reading tempoHourly() {
    return Tempo.read(hourly, seen, hourly.length - 1, OptionalInt.of(0), TempoParams.HOURLY);
  }

  @Benchmark
  public double intensity() {
    return Intensity.stock(micros, days - 1, HALF_LIFE);
  }

  @Benchmark
  public Responsiveness responsiveness() {
    return Responsiveness.of(provocations, responses, 0, days * DAY, ResponseParams.DEFAULT);
  }

  @Benchmark
  public Spillover spillover() {
    return Spillover.of(cells, SpilloverParams.DEFAULT);
  }

  @Benchmark
  public double posture() {
    return Posture.stock(assets, days - 1, PostureTable.DEFAULT);
  }

  @Benchmark
  public Precursors precursors() {
    return Precursors.of(signals, days - 1, PrecursorTable.DEFAULT);
  }

  /** Against what can be said without the code that is measured. */
  @TearDown
  public void judge() {
    Verdicts.same("alarm", Alarm.SEVERE, tempo().alarm());
    Verdicts.same("alarm by the hour", Alarm.SEVERE, tempoHourly().alarm());
    double halving = Math.pow(2, -1 / HALF_LIFE);
    Verdicts.near("stock", 2 * (1 - Math.pow(halving, days)) / (1 - halving), intensity());
    Verdicts.same("answers", (long) days, responsiveness().exchanges().size());
    // even days alone are dormant, every other one of them wakes
    Verdicts.same("cells awake", (days + 3L) / 4, spillover().entries().size());
    Verdicts.near("forces", days * 10 * 0.5, posture());
    Verdicts.near("decibans", 3 * 0.5, precursors().decibans());
  }
}
