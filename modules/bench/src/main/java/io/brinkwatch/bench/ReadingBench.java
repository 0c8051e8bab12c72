package io.brinkwatch.bench;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.gdelt.GdeltEvents;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * From a GDELT file to reports, beside a loop that finds lines and cells of the same file and
 * throws them away. Over genuine files with {@code -Dgdelt.dir=FOLDER}.
 */
@BenchmarkMode(Mode.Throughput)
@State(Scope.Benchmark)
public class ReadingBench {
  private static final int COLUMNS = 61;

  /** Which rows. */
  @Param({"GDELT", "GDELT_DENSE"})
  public String shape;

  /** How many of them. */
  @Param("20000")
  public long size;

  private final GdeltEvents events = GdeltEvents.v2(Clock.systemUTC());
  private Path made;
  private List<Path> files;

  /** Rows read, so that rows a second come out. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Rows {
    /** All of them. */
    public long rows;
  }

  @Setup
  public void write() throws IOException {
    String genuine = System.getProperty("gdelt.dir");
    if (genuine == null) {
      made = Files.createTempFile("events", ".csv");
      files = List.of(Invented.valueOf(shape).rows(made, size));
    } else {
      try (var all = Files.list(Path.of(genuine))) {
        files = all.filter(file -> file.toString().endsWith(".export.CSV")).sorted().toList();
      }
    }
  }

  @TearDown(Level.Trial)
  public void remove() throws IOException {
    if (made != null) {
      Files.delete(made);
    }
  }

  /** The limit: every line, every cell, nothing made of them. */
  @Benchmark
  public void discarded(Rows counter, Blackhole hole) throws IOException {
    long rows = 0;
    for (Path file : files) {
      try (var lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] cells = line.split("\t", -1);
          Verdicts.same("columns", COLUMNS, cells.length);
          hole.consume(cells);
          rows++;
        }
      }
    }
    checkRows(rows);
    counter.rows += rows;
  }

  /** Every row judged, every incident made a report. */
  @Benchmark
  public void read(Rows counter, Blackhole hole) throws IOException {
    long[] rows = {0, 0, 0};
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        events.read(
            in,
            file.toString(),
            row -> {
              rows[0]++;
              rows[1] += row instanceof Row.Reported ? 1 : 0;
              rows[2] += row instanceof Row.Refused ? 1 : 0;
              hole.consume(row);
            });
      }
    }
    checkRows(rows[0]);
    if (made != null) {
      Verdicts.same("reports", Invented.valueOf(shape).incidents(size), rows[1]);
    }
    Verdicts.same("refusals", 0, rows[2]);
    counter.rows += rows[0];
  }

  private void checkRows(long rows) {
    if (made != null) {
      Verdicts.same("rows", size, rows);
    }
  }
}
