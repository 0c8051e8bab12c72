package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.streams.PipelineRun;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Scenario;
import io.brinkwatch.testkit.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Promise 1 on a real broker: same set, same answer, however it is run. */
class DeterminismIT {
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Scenario SCENARIO = Scenario.random(20231007, 120, 14);

  /** How often a cell was killed and how it was run, with what came out. */
  private static String run(String name, int partitions, int threads, Scenario scenario)
      throws Exception {
    Map<String, String> properties = Cluster.properties("it." + name + ".", partitions);
    properties.put(StreamsSettings.THREADS, "" + threads);
    ConnectionSettings connection = Cluster.prepare(properties, Cast.policy(), Cast.changedPolicy());
    try (var pipeline = PipelineRun.start(StreamsSettings.of(properties));
        var outputs = new Outputs(connection)) {
      assertThat(pipeline.awaitRunning(Duration.ofSeconds(60))).isTrue();
      Published.all(scenario, connection);
      return verdict(scenario, outputs);
    }
  }

  private static String verdict(Scenario scenario, Outputs outputs) {
    Verdict.Counts counts = Verdict.expecting(scenario).counts();
    outputs.awaitFinal(counts.readings(), counts.levels(), IDLE);
    outputs.poll();
    Verdict.on(scenario, outputs.finalReadings(), outputs.finalLevels()).requireEqual();
    return Verdict.hash(outputs.finalReadings(), outputs.finalLevels());
  }

  @Test
  void one_and_four_partitions_in_two_orders_give_the_bytes_the_oracle_says() throws Exception {
    var hashes = new TreeMap<String, String>();
    hashes.put("1 partition", run("one", 1, 1, SCENARIO));
    hashes.put("4 partitions", run("four", 4, 1, SCENARIO));
    hashes.put("4 partitions, 2 threads, other order", run("other", 4, 2, SCENARIO.shuffled(7)));
    System.out.println("determinism: " + hashes.size() + " cells, " + hashes);
    assertThat(hashes.values()).hasSize(3).allMatch(hashes.firstEntry().getValue()::equals);
  }

  @Test
  void a_process_killed_in_mid_stream_and_started_again_gives_the_bytes_the_oracle_says()
      throws Exception {
    Map<String, String> properties = Cluster.properties("it.killed.", 4);
    ConnectionSettings connection = Cluster.prepare(properties, Cast.policy(), Cast.changedPolicy());
    int half = SCENARIO.arrivals().size() / 2;
    try (var outputs = new Outputs(connection)) {
      Published.part(SCENARIO.arrivals().subList(0, half), connection);
      try (var process = RunProcess.start(properties, Path.of("target", "killed-1.log"))) {
        process.awaitRunning();
        Published.part(SCENARIO.arrivals().subList(half, half + half / 2), connection);
        while (outputs.finalLevels().size()
            < 40) { // in the middle of the work, not before or after
          outputs.poll();
          process.requireAlive();
        }
        process.kill();
      }
      Published.part(
          SCENARIO.arrivals().subList(half + half / 2, SCENARIO.arrivals().size()), connection);
      try (var process = RunProcess.start(properties, Path.of("target", "killed-2.log"))) {
        process.awaitRunning();
        assertThat(verdict(SCENARIO, outputs)).isNotEmpty();
      }
    }
  }
}
