package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.it.CellRun.Outcome;
import io.brinkwatch.it.CellRun.Stretch;
import io.brinkwatch.testkit.Scenario;
import io.brinkwatch.testkit.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Promise 1 on a real broker: same set, same answer, in whatever order within the grace, however
 * often a report comes, on however many partitions and threads, however often it crashes, and
 * however fast. {@code -Dmatrix=full} runs every combination; without it every pair of values is
 * run at least once.
 *
 * <p>Each cell must give what the oracle says, and all the same bytes: those of every FINAL reading
 * and level, of every incident that stands, and of every alert that stands and is FINAL. An alert's
 * id and number are left out: they tell what was announced when less was known, which does depend
 * on what came first. So do PROVISIONAL outputs, incidents that were told and withdrawn, and what
 * is in {@code rejected}: too late or twice is a matter of arrival. The second policy is published
 * before the first report: nobody promises anything about a policy that comes after its time.
 */
class DeterminismIT {
  static final Scenario SCENARIO = Scenario.random(20231007, 60, 14);
  private static final int STRETCHES = 8;

  // one waits while the other works: after a crash for the session of the dead to end
  private static final int AT_A_TIME = 2;

  @Test
  void every_cell_gives_the_bytes_the_oracle_says() throws Exception {
    List<Cell> cells = cells(System.getProperty("matrix", "pairs"));
    Verdict expected = Verdict.expecting(SCENARIO);
    List<Stretch> stretches = Stretch.of(SCENARIO, STRETCHES);
    var first = new AtomicReference<Outcome>();
    var faults = new ArrayList<String>();
    ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<String>> running =
          cells.stream()
              .map(cell -> new CellRun(cell, SCENARIO, stretches, expected))
              .map(run -> executor.submit(() -> fault(run.run(), first)))
              .toList();
      for (int i = 0; i < cells.size(); i++) {
        String fault = faultOf(cells.get(i), running.get(i));
        if (!fault.isEmpty()) {
          faults.add(fault);
        }
      }
    } finally {
      executor.shutdownNow();
    }
    System.out.printf(
        "determinism: %d cells, %d equal%n", cells.size(), cells.size() - faults.size());
    assertThat(faults).isEmpty();
  }

  private static List<Cell> cells(String matrix) {
    return switch (matrix) {
      case "pairs" -> Cell.pairs();
      case "full" -> Cell.all();
      default -> throw new IllegalArgumentException("matrix is pairs or full, not " + matrix);
    };
  }

  /** What is wrong with an outcome, after the oracle or beside the first one; empty if nothing. */
  private static String fault(Outcome outcome, AtomicReference<Outcome> first) {
    System.out.println("determinism: " + outcome);
    first.compareAndSet(null, outcome);
    String difference =
        outcome.faults().none() ? outcome.firstDifference(first.get()) : outcome.faults().first();
    return difference.isEmpty() ? "" : outcome + "\n" + difference;
  }

  private static String faultOf(Cell cell, Future<String> run) throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) { // the other cells have their say too
      var trace = new StringWriter();
      e.getCause().printStackTrace(new PrintWriter(trace));
      return cell + ": " + trace;
    }
  }
}
