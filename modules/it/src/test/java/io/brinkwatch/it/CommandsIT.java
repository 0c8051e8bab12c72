package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The binary as its users meet it, in a process of its own. */
class CommandsIT {
  private static final String HEADER =
      "id,occurred_at,precision,type,actor,target,country,place,lat,lon,fatalities,injuries,weapon,"
          + "summary,source_name,source_url\n";
  private static final int NOBODY_LISTENS = 9;

  @TempDir Path directory;

  private record Ended(int code, String output) {}

  private Ended run(Map<String, String> properties, String... words) throws Exception {
    var arguments = new ArrayList<>(List.of(words));
    properties.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    return end(start(arguments));
  }

  private Process start(List<String> arguments) throws IOException {
    return RunProcess.brinkwatch(log(), arguments);
  }

  private Path log() {
    return directory.resolve("out.log");
  }

  private Ended end(Process process) throws Exception {
    try {
      assertThat(process.waitFor(150, TimeUnit.SECONDS)).as(Files.readString(log())).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(log()));
  }

  private List<String> demo(String... more) {
    var words = new ArrayList<>(List.of("demo", "--directory", directory.resolve("d").toString()));
    words.addAll(List.of(more));
    return words;
  }

  @Test
  void the_demo_ends_by_itself_having_shown_every_theatre() throws Exception {
    Process demo = start(demo());
    Ended ended = end(demo);
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("Lebanon–Israel", "Iraq–Syria", "Red Sea–Yemen", "Gaza", "Israel–Iran")
        .contains("150 reports")
        .containsPattern("2023-10-\\d\\d \\d\\d:00  Lebanon–Israel  L0 Quiescent ▲ L1 Tension");
  }

  @Test
  void a_demo_that_is_killed_leaves_no_process_behind_and_can_be_started_again() throws Exception {
    Process demo = start(demo("--keep"));
    awaitOutput("registry  http");
    List<ProcessHandle> children = demo.descendants().toList();
    assertThat(children).hasSize(2);
    demo.destroyForcibly();
    awaitGone(children);

    Process again = start(demo("--keep"));
    awaitOutput("registry  http");
    List<ProcessHandle> others = again.descendants().toList();
    again.destroy();
    assertThat(end(again).code()).isEqualTo(143);
    awaitGone(others);
  }

  private void awaitOutput(String text) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> Files.exists(log()) && Files.readString(log()).contains(text));
  }

  private static void awaitGone(List<ProcessHandle> processes) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void a_port_in_use_and_an_impossible_directory_are_named() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      Ended ended = end(start(demo("--broker-port", port)));
      assertThat(ended.code()).as(ended.output()).isEqualTo(5);
      assertThat(ended.output()).contains(port).doesNotContain("\tat ");
    }
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    Ended ended = end(start(List.of("demo", "--directory", file.resolve("sub").toString())));
    assertThat(ended.code()).as(ended.output()).isEqualTo(5);
    assertThat(ended.output()).contains(file.toString()).doesNotContain("\tat ");
  }

  @Test
  void a_broker_or_a_registry_that_is_away_is_named() throws Exception {
    Map<String, String> properties = Cluster.properties("it.away.", 1);
    Cluster.prepare(properties);
    Path rows =
        row(
            "A-1,2023-10-08,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,s,n,https://example.org/a");
    properties.put(ConnectionSettings.REGISTRY_URL, "http://127.0.0.1:" + NOBODY_LISTENS);
    Ended noRegistry = run(properties, "ingest", rows.toString());
    assertThat(noRegistry.code()).as(noRegistry.output()).isEqualTo(4);
    assertThat(noRegistry.output()).contains("127.0.0.1:" + NOBODY_LISTENS).doesNotContain("\tat ");
    properties.put(ConnectionSettings.BOOTSTRAP_SERVERS, "127.0.0.1:" + NOBODY_LISTENS);
    Ended noBroker = run(properties, "run");
    assertThat(noBroker.code()).as(noBroker.output()).isEqualTo(4);
    assertThat(noBroker.output()).contains("127.0.0.1:" + NOBODY_LISTENS).doesNotContain("\tat ");
  }

  private Path row(String... lines) throws IOException {
    return Files.writeString(
        directory.resolve("rows.csv"), HEADER + String.join("\n", lines) + "\n");
  }

  @Test
  void bad_rows_are_named_and_rejected_and_the_good_ones_published() throws Exception {
    Map<String, String> properties = Cluster.properties("it.rows.", 1);
    ConnectionSettings connection = Cluster.prepare(properties);
    Path rows =
        row(
            "A-1,2023-10-08,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,s,n,https://example.org/a",
            "A-2,2023-10-08,day,no_such_type,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,s,n,https://example.org/a",
            "A-3,2023-10-08,day,israeli_strike,Israel,Hezbollah,Lebanon,X,133.3,35.4,,,,s,n,https://example.org/a",
            "A-4,2093-10-08,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,s,n,https://example.org/a",
            "A-5,too,few",
            "A-6,2023-10-09,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,s,n,https://example.org/a");
    Ended ended = run(properties, "ingest", rows.toString());
    assertThat(ended.code()).as(ended.output()).isEqualTo(3);
    assertThat(ended.output()).contains("rows.csv:3", "rows.csv:4", "rows.csv:5", "rows.csv:6");
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports());
        var rejected = new Outputs.Follower<>(connection, connection.topics().rejected())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                reports.poll();
                rejected.poll();
                assertThat(rejected.values).as("" + rejected.values).hasSize(4);
                assertThat(reports.values).hasSize(2);
              });
      assertThat(reports.values)
          .extracting(IncidentReport::getReportId)
          .containsExactly("curated/A-1", "curated/A-6");
      assertThat(rejected.values)
          .extracting(Rejection::getOrigin)
          .allMatch(o -> o.contains("rows.csv:"));
    }
    Ended again = run(properties, "ingest", rows.toString());
    assertThat(again.code()).as(again.output()).isEqualTo(3);
    assertThat(again.output())
        .contains(
            "rows.csv:5 occurred_at", "published 0 reports", "known before: 0 files and 2 rows")
        .contains("rows.csv has rows that lie after now", "tried again the next time");
    Ended tail = run(properties, "topics", "tail", "reports", "--from-beginning", "--max", "1");
    assertThat(tail.code()).as(tail.output()).isZero();
    assertThat(tail.output())
        .contains("\"curated/A-1\"", "2023-10-08T00:00:00Z")
        .doesNotContain("Waiting for");
    Ended silent = run(properties, "topics", "tail", "reports", "--no-follow");
    assertThat(silent.code()).as(silent.output()).isZero();
    assertThat(silent.output()).contains("--from-beginning shows what stands there");
  }

  @Test
  void a_file_that_cannot_be_read_stops_none_behind_it_and_is_read_once_it_is_mended()
      throws Exception {
    Map<String, String> properties = Cluster.properties("it.broken-file.", 1);
    ConnectionSettings connection = Cluster.prepare(properties);
    Path files = Files.createDirectory(directory.resolve("files"));
    String row =
        "%s,2023-10-08,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,s,n,https://example.org/a\n";
    Files.writeString(files.resolve("a.csv"), HEADER + row.formatted("A-1"));
    Files.writeString(files.resolve("b.csv"), "PK\u0003\u0004 cut off");
    Files.writeString(files.resolve("c.csv"), HEADER + row.formatted("C-1") + row.formatted("C-2"));
    Ended broken = run(properties, "ingest", "nosuch.csv", files.toString());
    assertThat(broken.code()).as(broken.output()).isEqualTo(2);
    assertThat(broken.output())
        .contains("nosuch.csv does not exist", "b.csv", "published 3 reports and 4 ticks");

    Files.writeString(files.resolve("b.csv"), HEADER + row.formatted("B-1"));
    Files.writeString(files.resolve("c.csv"), HEADER + row.formatted("C-1") + "C-2,too,few\n");
    Ended mended = run(properties, "ingest", files.toString());
    assertThat(mended.code()).as(mended.output()).isEqualTo(3);
    assertThat(mended.output())
        .contains("published 1 report and", "c.csv: it no longer has 1 report", "mend it");
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> reports.poll() + reports.values.size() >= 4);
      assertThat(reports.values)
          .extracting(IncidentReport::getReportId)
          .containsExactly("curated/A-1", "curated/C-1", "curated/C-2", "curated/B-1");
    }
  }

  @Test
  void a_replay_stays_under_its_own_prefix_and_says_exercise() throws Exception {
    Map<String, String> properties = Cluster.properties("it.live.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    Path sample =
        Path.of(System.getProperty("brinkwatch.home"))
            .resolve("modules/ingest/src/main/resources/samples/incidents-2023-10_2023-11.csv");
    Ended ended =
        run(properties, "replay", sample.toString(), "--speed", "max", "--name", "autumn");
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("EXERCISE");
    ConnectionSettings replay = connection.withPrefix("it.live.replay-autumn.");
    try (var levels = new Outputs.Follower<>(replay, replay.topics().levels());
        var alerts = new Outputs.Follower<>(replay, replay.topics().alerts());
        var live = new Outputs.Follower<>(connection, connection.topics().levels())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> levels.poll() + alerts.poll() >= 0 && !alerts.values.isEmpty());
      assertThat(levels.values)
          .isNotEmpty()
          .extracting(EscalationLevel::getStatus)
          .containsOnly(MessageStatus.EXERCISE);
      assertThat(alerts.values).extracting(Alert::getStatus).containsOnly(MessageStatus.EXERCISE);
      assertThat(live.poll()).isZero();
    }
    Ended why =
        run(
            properties,
            "explain",
            "US_IQ_SY",
            "--at",
            "2023-10-19T00:00:00Z",
            "--prefix",
            "it.live.replay-autumn.");
    assertThat(why.code()).as(why.output()).isZero();
    assertThat(why.output())
        .contains("Iraq–Syria at 2023-10-19 00:00 UTC, FINAL: L4", "EXERCISE")
        .contains("a floor holds L4 until")
        .contains("intensity 3d at", "sure to")
        .contains("It comes down to L3");
    Ended region =
        run(
            properties,
            "explain",
            "REGION",
            "--at",
            "2023-11-13T00:00:00Z",
            "--prefix",
            "it.live.replay-autumn.");
    assertThat(region.code()).as(region.output()).isZero();
    assertThat(region.output())
        .containsSubsequence("It comes down with its theatres.", "not answered yet", "2023-1");
    Ended unknown = run(properties, "explain", "NOWHERE", "--prefix", "it.live.replay-autumn.");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.output()).contains("There are levels of GAZA, IL_IR, IL_LB");
    requireUnfit(properties);
    requireWithout(properties);
    requirePolicies(properties);
    requireStatus(properties);
  }

  /** No pair of the sample has acts enough. */
  private void requireUnfit(Map<String, String> properties) throws Exception {
    Path file = directory.resolve("hawkes.json");
    Ended unfit =
        run(
            properties,
            "reference",
            "fit",
            "Israel",
            "Hizballah",
            file.toString(),
            "--theatre",
            "IL_LB",
            "--prefix",
            "it.live.replay-autumn.");
    assertThat(unfit.code()).as(unfit.output()).isEqualTo(2);
    assertThat(unfit.output())
        .contains("a fit needs 100 acts in each direction", "of hezbollah against israel")
        .doesNotContain("\tat ");
    assertThat(file).doesNotExist();
  }

  /** The strike that set the floor, thought away: in its theatre, and where nobody was told. */
  private void requireWithout(Map<String, String> properties) throws Exception {
    Ended without = without(properties, "US_IQ_SY", "curated/CUR-0019");
    assertThat(without.code()).as(without.output()).isZero();
    assertThat(without.output())
        .contains("Iraq–Syria at 2023-10-19 00:00 UTC, FINAL: L4", "EXERCISE")
        .contains("1 report left out: curated/CUR-0019")
        .containsPattern("level +L4 Major escalation +L1 Tension +-3")
        .containsPattern("index +28\\.3 +25\\.5 +-2\\.8")
        .containsPattern("floor +L4 until 2023-10-25 00:00 +none +differs");
    Ended region = without(properties, "REGION", "curated/CUR-0019");
    assertThat(region.code()).as(region.output()).isZero();
    // Lebanon–Israel is at L2 by itself since the 16th
    assertThat(region.output()).containsPattern("level +L4 Major escalation +L2 Crisis +-2");
    Ended elsewhere = without(properties, "RED_SEA", "curated/CUR-0019");
    assertThat(elsewhere.code()).isEqualTo(2);
    assertThat(elsewhere.output())
        .contains("is told in Iraq–Syria (US_IQ_SY), and neither in nor to Red Sea–Yemen");
    Ended nothing = without(properties, "US_IQ_SY", "curated/NONE");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.output()).contains("there is no incident curated/NONE");
  }

  private Ended without(Map<String, String> properties, String subject, String incident)
      throws Exception {
    return run(
        properties,
        "explain",
        subject,
        "--at",
        "2023-10-19T00:00:00Z",
        "--without",
        incident,
        "--prefix",
        "it.live.replay-autumn.");
  }

  /** An exercise is not told what is meant for a live pipeline: it would refuse every record. */
  private void requireStatus(Map<String, String> properties) throws Exception {
    Path rows =
        row(
            "A-1,2023-12-08,day,israeli_strike,Israel,Hezbollah,Lebanon,X,33.3,35.4,,,,s,n,https://example.org/a");
    var other = new HashMap<>(properties);
    other.put(ConnectionSettings.TOPIC_PREFIX, "it.live.replay-autumn.");
    Ended refused = run(other, "ingest", rows.toString());
    assertThat(refused.code()).as(refused.output()).isEqualTo(4);
    assertThat(refused.output()).contains("runs as EXERCISE").contains("-D status=EXERCISE");
  }

  /** The policy that is published makes no difference, and one with another weight does. */
  private void requirePolicies(Map<String, String> properties) throws Exception {
    Path file = directory.resolve("policy.json");
    String policy =
        Files.readString(
            Path.of(System.getProperty("brinkwatch.home"))
                .resolve("modules/ingest/src/main/resources/reference/policy.json"));
    Files.writeString(file, policy);
    Ended same = run(properties, "policy", "diff", file.toString(), "--on", "autumn");
    assertThat(same.code()).as(same.output()).isZero();
    assertThat(same.output()).contains("no difference: 1,302 FINAL evaluations");
    Files.writeString(
        file,
        policy
            .replace("\"version\": 4", "\"version\": 5")
            .replace("\"INTENSITY\": 0.8", "\"INTENSITY\": 0.9")
            .replace("\"BREADTH\": 0.2", "\"BREADTH\": 0.1"));
    Ended other = run(properties, "policy", "diff", file.toString(), "--on", "autumn");
    assertThat(other.code()).as(other.output()).isZero();
    assertThat(other.output())
        .contains("published policy (version 4), on it.live.replay-autumn.*")
        .contains("policy.json (version 5)")
        .containsPattern("Iraq–Syria +20 of 217 +1\\.87 +-5\\.3 at 2023-10-27 06:00")
        .contains("2023-11-13 00:00 to 2023-11-17 18:00, 20 evaluations");
    Files.writeString(file, policy.replace("\"RED_SEA\": 0.", "\"RED_SEE\": 0."));
    Ended unknown = run(properties, "policy", "diff", file.toString(), "--on", "autumn");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.output()).contains("policy.json: region.weights.RED_SEE is no theatre");
    Ended nowhere = run(properties, "policy", "diff", file.toString(), "--on", "nope");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.output()).contains("no replay named 'nope'");
  }

  @Test
  void an_unknown_key_is_an_error_that_names_the_layer() throws Exception {
    Ended ended = run(Map.of("topic.prefx", "x."), "config");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("topic.prefx", "topic.prefix").doesNotContain("\tat ");
  }
}
