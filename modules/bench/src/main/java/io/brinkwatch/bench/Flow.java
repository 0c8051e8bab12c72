package io.brinkwatch.bench;

import io.brinkwatch.cli.Brinkwatch;
import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Scenario;
import io.brinkwatch.testkit.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a record costs the whole pipeline, a real {@code run} process, beside what it costs a
 * topology that only passes it on: processor time of the one process and of the other, in turn, on
 * one broker. The first quarter of the records warms them up and does not count. What the pipeline
 * gave must be what the oracle says, and what was passed on must be what was there; otherwise the
 * run ends.
 */
public final class Flow {
  private static final int ROUNDS = 3;
  private static final int HEAP_MEGABYTES = 768;
  private static final long SEED = 20231007;
  private static final Duration IDLE = Duration.ofSeconds(180);

  /** What comes in. */
  enum Shape {
    /** A few reports a day, as in the sample. */
    SPARSE(60, 14),
    /** Hundreds of reports a day. */
    DENSE(900, 4);

    private final int incidents;
    private final int days;

    Shape(int incidents, int days) {
      this.incidents = incidents;
      this.days = days;
    }

    Scenario scenario() {
      return Scenario.random(SEED, incidents, days);
    }
  }

  /** What is done with it. */
  enum Work {
    PASSTHROUGH,
    PIPELINE
  }

  /**
   * What one run came to.
   *
   * @param records that counted, reports and ticks
   * @param cpu of the process while it worked on them
   * @param verdict on all that came out
   */
  record Cost(int records, Duration cpu, String verdict) {
    double microsPerRecord() {
      return cpu.toNanos() / 1_000.0 / records;
    }
  }

  /** Waits until everything is out that must be out when so many arrivals have come. */
  private interface Awaiting {
    void arrivals(int count);
  }

  private final Bed bed;
  private final Scenario scenario;
  private final Verdict expected;
  private final int warm;

  private Flow(Bed bed, Scenario scenario) {
    this.bed = bed;
    this.scenario = scenario;
    this.expected = Verdict.expecting(scenario);
    this.warm = warm(scenario.arrivals());
  }

  /** Names of shapes, or none for both. */
  public static void main(String[] names) throws IOException {
    List<Shape> shapes =
        names.length == 0
            ? List.of(Shape.values())
            : Arrays.stream(names).map(Shape::valueOf).toList();
    System.out.println(
        "| reports and ticks | work | µs of CPU for each | least – most | of passing on | verdict |");
    System.out.println("|---|---|--:|--:|--:|---|");
    for (Shape shape : shapes) {
      Scenario scenario = shape.scenario();
      print(scenario, costs(scenario, ROUNDS));
    }
  }

  /** What both came to, round by round, each round in another order. */
  static Map<Work, List<Cost>> costs(Scenario scenario, int rounds) throws IOException {
    var costs = new EnumMap<Work, List<Cost>>(Work.class);
    try (Bed bed = Bed.start()) {
      var flow = new Flow(bed, scenario);
      for (int round = 0; round < rounds; round++) {
        var order = new ArrayList<>(List.of(Work.values()));
        Collections.rotate(order, round);
        for (Work work : order) {
          Cost cost = flow.cost(work, "round" + round + "." + work.ordinal() + ".");
          costs.computeIfAbsent(work, w -> new ArrayList<>()).add(cost);
        }
      }
    }
    return costs;
  }

  private static void print(Scenario scenario, Map<Work, List<Cost>> costs) {
    double passing = median(costs.get(Work.PASSTHROUGH));
    costs.forEach(
        (work, all) -> {
          var micros = all.stream().mapToDouble(Cost::microsPerRecord).summaryStatistics();
          System.out.printf(
              "| %,d and %,d | %s | %,.0f | %,.0f – %,.0f | × %,.1f | %s |%n",
              scenario.reports().size(),
              scenario.ticks().size(),
              work,
              median(all),
              micros.getMin(),
              micros.getMax(),
              median(all) / passing,
              all.get(0).verdict());
        });
  }

  private static double median(List<Cost> costs) {
    return costs.stream()
        .mapToDouble(Cost::microsPerRecord)
        .sorted()
        .skip(costs.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  /** How many arrivals warm up: a quarter, and on to the next tick. */
  private static int warm(List<SpecificRecord> arrivals) {
    return IntStream.range(arrivals.size() / 4, arrivals.size())
            .filter(i -> arrivals.get(i) instanceof Tick)
            .findFirst()
            .orElseThrow()
        + 1;
  }

  private Cost cost(Work work, String prefix) throws IOException {
    Map<String, String> properties = bed.properties(prefix);
    properties.put(StreamsSettings.STATE_DIRECTORY, bed.directory().resolve(prefix).toString());
    Bed.prepare(properties);
    return switch (work) {
      case PASSTHROUGH -> passthrough(properties);
      case PIPELINE -> pipeline(properties);
    };
  }

  private Cost passthrough(Map<String, String> properties) throws IOException {
    var from = ConnectionSettings.of(properties);
    var to = Bed.prepare(Passthrough.passed(properties));
    List<String> arguments =
        properties.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    try (var here = new Committed(from, from.topics().reports(), from.topics().ticks());
        var there = new Committed(to, to.topics().reports(), to.topics().ticks());
        var child = Child.start(HEAP_MEGABYTES, log(from), Passthrough.class, arguments)) {
      Duration cpu =
          cpu(child, from, count -> there.until(() -> there.records().size() >= count, IDLE));
      here.toEnd();
      there.toEnd();
      Verdicts.same("records passed on", values(here), values(there));
      return cost(cpu, "all %,d passed on as they were".formatted(there.records().size()));
    }
  }

  private static List<String> values(Committed committed) {
    return committed.records().stream()
        .map(record -> HexFormat.of().formatHex(record.value()))
        .sorted()
        .toList();
  }

  private Cost pipeline(Map<String, String> properties) throws IOException {
    var connection = ConnectionSettings.of(properties);
    try (Publisher publisher = Publisher.open(connection)) {
      publisher.reference(
          new ReferenceSet(
              Cast.theatres(),
              Cast.actors(),
              List.of(Cast.policy(), Cast.changedPolicy()),
              Cast.hawkes()));
    }
    var arguments = new ArrayList<>(List.of("run"));
    properties.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    var topics = connection.topics();
    try (var out = new Committed(connection, topics.indicators(), topics.levels());
        var child = Child.start(HEAP_MEGABYTES, log(connection), Brinkwatch.class, arguments)) {
      var finals = new Finals(out);
      Duration cpu = cpu(child, connection, count -> finals.await(expectedOf(count)));
      out.toEnd();
      Verdict.Faults faults = finals.verdict(expected);
      Verdicts.same("what the oracle finds", "", faults.first());
      return cost(cpu, "oracle: " + faults);
    }
  }

  private Verdict.Counts expectedOf(int arrivals) {
    return arrivals == scenario.arrivals().size()
        ? expected.counts()
        : Verdict.expecting(new Scenario(scenario.arrivals().subList(0, arrivals))).counts();
  }

  private Path log(ConnectionSettings connection) {
    return bed.directory().resolve(connection.topics().prefix() + "log");
  }

  private Cost cost(Duration cpu, String verdict) {
    return new Cost(scenario.arrivals().size() - warm, cpu, verdict);
  }

  /** Of the process, from when it had worked off the warming part until the end. */
  private Duration cpu(Child child, ConnectionSettings connection, Awaiting await) {
    List<SpecificRecord> arrivals = scenario.arrivals();
    publish(arrivals.subList(0, warm), connection);
    await.arrivals(warm);
    Duration before = child.cpu();
    publish(arrivals.subList(warm, arrivals.size()), connection);
    await.arrivals(arrivals.size());
    return child.cpu().minus(before);
  }

  private static void publish(List<SpecificRecord> arrivals, ConnectionSettings connection) {
    try (Publisher publisher = Publisher.open(connection)) {
      for (SpecificRecord arrival : arrivals) {
        if (arrival instanceof IncidentReport report) {
          publisher.report(report);
        } else {
          Tick tick = (Tick) arrival;
          publisher.tick(
              tick.getFeed(),
              tick.getFamily(),
              tick.getStatus(),
              tick.getFrom(),
              tick.getTime(),
              tick.getHealth());
        }
      }
    }
  }

  /** The FINAL ones of readings and levels. */
  private static final class Finals {
    private final Committed out;
    private final List<IndicatorReading> readings = new ArrayList<>();
    private final List<EscalationLevel> levels = new ArrayList<>();
    private int taken;

    Finals(Committed out) {
      this.out = out;
    }

    void await(Verdict.Counts counts) {
      out.until(
          () -> {
            take();
            return readings.size() >= counts.readings() && levels.size() >= counts.levels();
          },
          IDLE);
    }

    Verdict.Faults verdict(Verdict expected) {
      take();
      return expected.on(readings, levels).faults();
    }

    private void take() {
      for (; taken < out.records().size(); taken++) {
        SpecificRecord value = out.value(out.records().get(taken));
        if (value instanceof IndicatorReading r && r.getFinality() == Finality.FINAL) {
          readings.add(r);
        } else if (value instanceof EscalationLevel l && l.getFinality() == Finality.FINAL) {
          levels.add(l);
        }
      }
    }
  }
}
