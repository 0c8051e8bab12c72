package io.brinkwatch.it;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.AlertMessageType;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Oracle;
import io.brinkwatch.testkit.Scenario;
import io.brinkwatch.testkit.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Runs one cell: a real {@code run} process, killed and started again as often as the cell says.
 */
final class CellRun {
  private static final Duration IDLE = Duration.ofSeconds(180);

  /** How far into a stretch a process may come before it is killed. */
  private static final double LATEST_KILL = 0.4;

  /**
   * A part of the scenario, by event time.
   *
   * @param end of the last tick in it
   * @param finals readings and levels that are FINAL when it has been worked off, with those before
   */
  record Stretch(Instant end, int finals) {

    /** Cuts a scenario into stretches of about as many ticks each. */
    static List<Stretch> of(Scenario scenario, int count) {
      List<Instant> times = scenario.ticks().stream().map(Tick::getTime).sorted().toList();
      return IntStream.rangeClosed(1, count)
          .mapToObj(i -> times.get(times.size() * i / count - 1))
          .map(end -> new Stretch(end, finals(upTo(scenario, end))))
          .toList();
    }

    private static int finals(Scenario scenario) {
      var counts = Verdict.expecting(scenario).counts();
      return counts.readings() + counts.levels();
    }

    private static Scenario upTo(Scenario scenario, Instant end) {
      return new Scenario(scenario.arrivals().subList(0, after(scenario, end)));
    }

    /** Where in the arrivals a stretch ends: behind its last tick. */
    private static int after(Scenario scenario, Instant end) {
      return IntStream.range(0, scenario.arrivals().size())
              .filter(
                  i -> scenario.arrivals().get(i) instanceof Tick t && !t.getTime().isAfter(end))
              .max()
              .orElseThrow(() -> new IllegalArgumentException("no tick up to " + end))
          + 1;
    }
  }

  /**
   * What came out of a cell.
   *
   * @param lines all FINAL output, the incidents and the alerts that stand
   * @param kills how much was FINAL whenever the process was killed
   */
  record Outcome(Cell cell, List<String> lines, Verdict.Faults faults, List<Integer> kills) {

    String hash() {
      return Verdict.hash(lines);
    }

    /** The first line that is not as in another cell; empty if all are. */
    String firstDifference(Outcome other) {
      return IntStream.range(0, Math.max(lines.size(), other.lines.size()))
          .filter(i -> !line(i).equals(other.line(i)))
          .mapToObj(i -> "%s%n here: %s%n there: %s".formatted(cell, line(i), other.line(i)))
          .findFirst()
          .orElse("");
    }

    private String line(int i) {
      return i < lines.size() ? lines.get(i) : "nothing";
    }

    @Override
    public String toString() {
      return "%s: %.12s, %s, killed at %s".formatted(cell, hash(), faults, kills);
    }
  }

  private final Cell cell;
  private final Scenario scenario;
  private final List<Stretch> stretches;
  private final Verdict expected;
  private final Random random;
  private final List<Integer> kills = new ArrayList<>();
  private final Map<String, String> properties;
  private RunProcess process;

  /**
   * A cell to run.
   *
   * @param stretches of the scenario, more of them than the cell has crashes
   * @param expected what must come out
   */
  CellRun(Cell cell, Scenario scenario, List<Stretch> stretches, Verdict expected) {
    this.cell = cell;
    this.scenario = cell.arranged(scenario);
    this.stretches = stretches;
    this.expected = expected;
    this.random = new Random(cell.seed());
    this.properties = Cluster.properties("it." + cell.name() + ".", cell.partitions());
    properties.put(StreamsSettings.THREADS, "" + cell.threads());
  }

  /** Runs it to its end, and leaves nothing on the broker or on the disk. */
  Outcome run() throws Exception {
    ConnectionSettings connection =
        Cluster.prepare(properties, Cast.policy(), Cast.changedPolicy());
    try (AutoCloseable traces = () -> remove(connection);
        var outputs = new Outputs(connection)) {
      if (cell.speed() == Cell.Speed.AT_ONCE) {
        Published.all(scenario, connection);
      }
      work(connection, outputs);
      outputs.toEnd(); // what was said more than once would be said by now
      return outcome(outputs);
    }
  }

  private void remove(ConnectionSettings connection) throws Exception {
    Cluster.dropTopics(connection);
    forgetState();
  }

  private void work(ConnectionSettings connection, Outputs outputs) throws Exception {
    start();
    try {
      boolean isAtOnce = cell.speed() == Cell.Speed.AT_ONCE;
      if (isAtOnce) {
        killOnTheWay(outputs);
      }
      List<Integer> doomed = isAtOnce ? List.of() : doomed();
      int from = 0;
      for (int i = 0; i < stretches.size(); i++) {
        Stretch stretch = stretches.get(i);
        if (cell.speed() == Cell.Speed.PACED) {
          boolean last = i == stretches.size() - 1;
          int to = last ? scenario.arrivals().size() : Stretch.after(scenario, stretch.end());
          List<SpecificRecord> part = scenario.arrivals().subList(from, to);
          Published.part(part, connection);
          from = to;
        }
        if (doomed.contains(i)) {
          killWithin(i, outputs);
        }
        await(stretch.finals(), outputs);
      }
      awaitIncidents(outputs);
    } finally {
      process.close();
    }
  }

  /** The stretches in which the process is killed, spread over the stream by chance. */
  private List<Integer> doomed() {
    var all = new ArrayList<>(IntStream.range(0, stretches.size()).boxed().toList());
    all.removeIf(i -> stretches.get(i).finals() == before(i)); // nothing to be killed in
    Collections.shuffle(all, random);
    return all.subList(0, cell.crashes());
  }

  private int before(int stretch) {
    return stretch == 0 ? 0 : stretches.get(stretch - 1).finals();
  }

  /** Kills it when a part of a stretch is FINAL and committed, and the rest not yet. */
  private void killWithin(int stretch, Outputs outputs) throws Exception {
    int from = Math.max(before(stretch), outputs.finals());
    int length = stretches.get(stretch).finals() - before(stretch);
    killAt(
        from + 1 + (int) (random.nextDouble() * LATEST_KILL * length),
        stretches.get(stretch).finals(),
        outputs);
  }

  /**
   * Where all is there from the start nothing waits for a stretch: the last kill leaves a third.
   */
  private void killOnTheWay(Outputs outputs) throws Exception {
    int all = stretches.get(stretches.size() - 1).finals();
    for (int kill = 0; kill < cell.crashes(); kill++) {
      double part = (kill + random.nextDouble()) / (1.5 * cell.crashes());
      killAt(1 + (int) (part * all), all, outputs);
    }
  }

  private void killAt(int finals, int all, Outputs outputs) throws Exception {
    await(finals, outputs);
    process.awaitRunning(); // what came may have been left to be committed by the one before
    process.kill();
    outputs.toEnd();
    if (outputs.finals() >= all) {
      throw new AssertionError(cell + ": it had nothing left to do when it was killed");
    }
    kills.add(outputs.finals());
    if (kills.size() % 2 == 0) {
      forgetState(); // another machine takes over, and has the broker alone
    }
    start();
  }

  private void start() throws IOException {
    Path log = Path.of("target", cell.name() + "-" + kills.size() + ".log");
    process = RunProcess.start(properties, log);
  }

  private void await(int finals, Outputs outputs) {
    await(
        () -> outputs.finals() >= finals,
        outputs::poll,
        () ->
            "%d of %d FINAL; in the end, %s%n%s"
                .formatted(outputs.finals(), finals, faults(outputs), faults(outputs).first()));
  }

  /** Incidents go another way than readings, and may be behind them. */
  private void awaitIncidents(Outputs outputs) {
    SortedMap<String, Long> standing = Oracle.standingIncidents(scenario.reports());
    await(
        () -> versions(outputs).equals(standing),
        outputs::pollIncidents,
        () -> "the incidents %s instead of %s".formatted(versions(outputs), standing));
  }

  private static Map<String, Long> versions(Outputs outputs) {
    var versions = new TreeMap<String, Long>();
    outputs.standingIncidents().forEach((id, incident) -> versions.put(id, incident.getVersion()));
    return versions;
  }

  private void await(BooleanSupplier isThere, IntSupplier poll, Supplier<String> instead) {
    long quietSince = System.nanoTime();
    while (!isThere.getAsBoolean()) {
      process.requireAlive();
      if (poll.getAsInt() > 0) {
        quietSince = System.nanoTime();
      }
      if (System.nanoTime() - quietSince > IDLE.toNanos()) {
        throw new AssertionError(
            "%s: nothing came for %s with %s".formatted(cell, IDLE, instead.get()));
      }
    }
  }

  private Outcome outcome(Outputs outputs) {
    var lines = new ArrayList<>(Verdict.lines(outputs.finalReadings(), outputs.finalLevels()));
    outputs.standingIncidents().forEach((id, incident) -> lines.add("INCIDENT " + incident));
    outputs.lastAlerts().stream()
        .filter(CellRun::stands)
        .map(CellRun::told)
        .sorted()
        .forEach(lines::add);
    return new Outcome(cell, lines, faults(outputs), kills);
  }

  private Verdict.Faults faults(Outputs outputs) {
    return expected.on(outputs.finalReadings(), outputs.finalLevels()).faults();
  }

  private static boolean stands(Alert alert) {
    return alert.getMessageType() != AlertMessageType.CANCEL
        && alert.getFinality() == Finality.FINAL;
  }

  // not how often it was told, nor what it was taken for at first, on which its id rests
  private static String told(Alert alert) {
    return "ALERT "
        + Alert.newBuilder(alert)
            .setAlertId("")
            .setSequence(0)
            .setReferences(List.of())
            .setMessageType(AlertMessageType.ALERT)
            .build();
  }

  private void forgetState() throws IOException {
    Path state = Path.of(properties.get(StreamsSettings.STATE_DIRECTORY));
    if (Files.exists(state)) {
      try (Stream<Path> files = Files.walk(state)) {
        files.sorted(Comparator.reverseOrder()).forEach(CellRun::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
