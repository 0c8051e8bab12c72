package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Place;
import io.brinkwatch.streams.PipelineRun;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the topics, and what may not. */
class ExportIT {
  private static final Map<String, String> PROPERTIES = Cluster.properties("it.export.", 2);
  @TempDir private Path directory;

  private static IncidentReport.Builder strike(String id, int hour, boolean open) {
    Instant from = Cast.START.plus(Duration.ofHours(hour));
    return Reports.strike(id, from)
        .setRedistributable(open)
        .setPlace(Place.newBuilder(Reports.at("NORTH")).setPrecision(GeoPrecision.NEAR).build());
  }

  @BeforeAll
  static void tell() throws Exception {
    ConnectionSettings connection = Cluster.prepare(PROPERTIES);
    var arrivals = new ArrayList<SpecificRecord>();
    arrivals.add(strike("open", 2, true).build());
    arrivals.add(strike("mixed", 14, false).build());
    arrivals.add(strike("mixed-too", 15, true).build());
    arrivals.add(strike("closed", 30, false).build());
    arrivals.add(strike("far", 3, false).setPlace(Reports.at("SOUTH")).build());
    for (int hour = 6; hour <= 96; hour += 6) {
      arrivals.add(Ticks.wire(Cast.START.plus(Duration.ofHours(hour)), Duration.ofHours(6)));
    }
    try (var pipeline = PipelineRun.start(StreamsSettings.of(PROPERTIES));
        var outputs = new Outputs(connection)) {
      assertThat(pipeline.awaitRunning(Duration.ofSeconds(60))).isTrue();
      Published.part(arrivals, connection);
      outputs.awaitFinal(1, 3 * 11, Duration.ofSeconds(60));
    }
  }

  private record Ended(int code, String said, List<String> lines) {}

  private Ended export(String topic, String... more) throws Exception {
    Path log = directory.resolve("out.log");
    Path file = directory.resolve(topic + more.length + ".ndjson");
    var words = new ArrayList<>(List.of("topics", "export", topic, "--to", file.toString()));
    words.addAll(List.of(more));
    PROPERTIES.forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));
    Process process = RunProcess.brinkwatch(log, words);
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return new Ended(process.exitValue(), Files.readString(log), lines);
  }

  @Test
  void reports_whose_terms_forbid_it_are_left_out_unless_it_is_for_own_use() throws Exception {
    Ended passedOn = export("reports");
    assertThat(passedOn.code()).as(passedOn.said()).isZero();
    assertThat(passedOn.said()).contains("2 records", "3 left out and 0 written in part");
    assertThat(passedOn.lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"partition\":") && line.contains("\"offset\":"))
        .noneMatch(line -> line.contains("\"redistributable\":false"));
    assertThat(export("reports", "--all").lines()).hasSize(5);
  }

  @Test
  void incidents_and_what_is_read_from_them_do_not_tell_what_is_closed() throws Exception {
    String incidents = String.join("\n", export("incidents").lines());
    assertThat(incidents)
        .contains("\"key\":\"open\"", "strike open")
        .doesNotContain("\"key\":\"closed\"", "strike closed", "\"redistributable\":false");
    for (String topic : List.of("indicators", "levels")) {
      Ended ended = export(topic);
      assertThat(ended.code()).as(ended.said()).isZero();
      assertThat(String.join("\n", ended.lines()))
          .contains("strike open", "\"subject\":\"NORTH\"")
          .doesNotContain("strike closed", "strike far");
      // the region is made of what may be passed on too, and keeps the share of what may not
      assertThat(ended.lines())
          .filteredOn(line -> !line.contains("\"subject\":\"REGION\""))
          .noneMatch(line -> line.contains("\"incidentId\":\"far\""));
    }
  }

  @Test
  void what_cannot_be_exported_is_said_and_leaves_no_file() throws Exception {
    Ended rejected = export("rejected");
    assertThat(rejected.code()).as(rejected.said()).isEqualTo(2);
    assertThat(rejected.said()).contains("--all").doesNotContain("\tat ");
    Ended letters = export("intake.dlq");
    assertThat(letters.code()).as(letters.said()).isEqualTo(2);
    assertThat(letters.said()).contains("topics tail");
    Files.writeString(directory.resolve("alerts0.ndjson"), "mine");
    Ended there = export("alerts");
    assertThat(there.code()).as(there.said()).isEqualTo(2);
    assertThat(there.said()).contains("is there already");
    assertThat(there.lines()).containsExactly("mine");
    try (var left = Files.list(directory)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("out.log", "alerts0.ndjson");
    }
  }
}
