package io.brinkwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.embedded.DirectoryLock;
import io.brinkwatch.ingest.CuratedCsv;
import io.brinkwatch.ingest.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BrinkwatchTest {
  @TempDir private static Path directory;

  private final Cli cli = Cli.in(directory);

  static Stream<CommandLine> commands() {
    var all = new ArrayList<CommandLine>();
    collect(Brinkwatch.commandLine(Cli.in(directory).context()), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> into) {
    into.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, into));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_teaches_by_example_and_tells_its_exit_codes(CommandLine command) {
    assertThat(command.getUsageMessage())
        .contains("Examples", "./brinkwatch", "Exit codes", "130", "--help")
        .doesNotContain("null");
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_option_is_described(CommandLine command) {
    assertThat(command.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  @Test
  void help_is_not_an_error() {
    assertThat(cli.run("topics", "tail", "--help")).isZero();
    assertThat(cli.out()).contains("levels", "intake.dlq");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void without_a_command_the_help_is_shown_as_a_wrong_usage() {
    assertThat(cli.run()).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("Commands", "demo");
  }

  @Test
  void a_misspelt_command_is_met_with_a_suggestion() {
    assertThat(cli.run("demmo")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("demmo", "Did you mean", "demo");
  }

  @Test
  void a_misspelt_key_is_one_clear_message_without_a_stack_trace() {
    assertThat(cli.run("config", "-D", "bootstrap.server=x:1")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .startsWith("error: unknown key 'bootstrap.server' (command line -D).")
        .contains("Did you mean 'bootstrap.servers'?")
        .doesNotContain("\tat ");
  }

  @Test
  void a_stack_trace_is_there_for_those_who_ask() {
    cli.run("config", "-D", "bootstrap.server=x:1", "--verbose");

    assertThat(cli.err()).contains("ConfigProblem", "at io.brinkwatch.cli");
  }

  @Test
  void a_heap_that_is_too_small_is_one_clear_message_with_what_to_do() {
    CommandLine line = Brinkwatch.commandLine(cli.context()).addSubcommand(new Greedy());

    assertThat(line.execute("greedy")).isEqualTo(ExitCode.MEMORY.code());
    assertThat(cli.err())
        .startsWith("error: the memory of ")
        .contains("JAVA_OPTS=-Xmx2g ./brinkwatch")
        .doesNotContain("\tat ");
  }

  /** Wants more than there is. */
  @CommandLine.Command(name = "greedy")
  private static final class Greedy implements Callable<ExitCode> {
    @Override
    public ExitCode call() {
      // no heap of this build is that large
      return new long[Integer.MAX_VALUE - 8].length > 0 ? ExitCode.OK : ExitCode.BUG;
    }
  }

  @Test
  void the_configuration_is_shown_with_where_it_came_from_and_without_secrets() {
    cli.with("BRINKWATCH_THREADS", "3")
        .run("config", "-D", "kafka.sasl.jaas.config=hunter2", "--prefix", "test.");

    assertThat(cli.out())
        .containsPattern("threads +3 +environment BRINKWATCH_THREADS")
        .containsPattern("topic.prefix +test\\. +command line --prefix")
        .containsPattern("kafka.sasl.jaas.config +\\*{8} +command line -D")
        .doesNotContain("hunter2");
  }

  @Test
  void a_prefix_of_the_wrong_form_is_a_wrong_configuration() {
    assertThat(cli.run("config", "--prefix", "NO")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("topic prefix 'NO'");
  }

  @Test
  void a_file_that_does_not_exist_is_a_wrong_usage() {
    assertThat(cli.run("ingest", "no-such.csv")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("no-such.csv does not exist");
  }

  @Test
  void validate_names_each_fault_and_tells_by_its_exit_code() throws IOException {
    String good =
        "{\"id\":\"a\",\"occurred_at\":\"2023-11-09\",\"precision\":\"day\",\"type\":\"israeli_strike\","
            + "\"place\":\"X\",\"summary\":\"s\",\"source_name\":\"n\"}";
    Path file = directory.resolve("rows.ndjson");
    Files.writeString(file, good + "\n");
    assertThat(cli.run("validate", "--format", "ndjson", file.toString())).isZero();
    assertThat(cli.out())
        .contains("1 row can be used")
        .contains("1 source name without a grade: n; each counts as F6");
    Files.writeString(file, good.replace("\"n\"", "\"reuters\"") + "\n");
    assertThat(cli.run("validate", "--format", "ndjson", file.toString())).isZero();
    assertThat(cli.out()).contains("1 row can be used").containsOnlyOnce("without a grade");

    Files.writeString(file, good + "\n" + good.replace("\"day\"", "\"era\"") + "\n");
    assertThat(cli.run("validate", "--format", "ndjson", file.toString()))
        .isEqualTo(ExitCode.REJECTED.code());
    assertThat(cli.err()).contains("rows.ndjson:2 precision: precision is 'era'");
  }

  @Test
  void validate_names_all_faults_of_a_row() throws IOException {
    Path file = directory.resolve("rows.ndjson");
    Files.writeString(
        file,
        "{\"id\":\"a\",\"occurred_at\":\"2023-11-09\",\"precision\":\"era\",\"type\":\"no_such\","
            + "\"place\":true,\"lat\":\"200\",\"lon\":\"35\",\"summary\":\"s\"}\n");

    assertThat(cli.run("validate", "--format", "ndjson", file.toString()))
        .isEqualTo(ExitCode.REJECTED.code());
    assertThat(cli.err())
        .contains("type is 'no_such'", "precision is 'era'", "place is 'true'", "source_name")
        .containsOnlyOnce("place is");
  }

  @Test
  void a_file_that_is_not_of_the_format_is_a_wrong_usage() throws IOException {
    Path file = Files.writeString(directory.resolve("page.csv"), "<html><title>no</title>");

    assertThat(cli.run("validate", file.toString())).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("page.csv is an HTML page");
    assertThat(cli.run("validate", "--format", "xml", file.toString()))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("'xml' is none of curated, ndjson");
  }

  @Test
  void a_file_that_cannot_be_read_is_named_and_those_behind_it_are_read() throws IOException {
    String good =
        "{\"id\":\"a\",\"occurred_at\":\"2023-11-09\",\"precision\":\"day\",\"type\":\"israeli_strike\","
            + "\"place\":\"X\",\"summary\":\"s\",\"source_name\":\"n\"}\n";
    Path files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("a.ndjson"), good);
    Files.writeString(files.resolve("b.ndjson.zip"), "PK\u0003\u0004 cut off");
    Files.writeString(files.resolve("c.ndjson"), good);

    assertThat(cli.run("validate", "--format", "ndjson", "nosuch.ndjson", files.toString()))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("nosuch.ndjson does not exist", "b.ndjson.zip");
    assertThat(cli.out()).contains("2 rows can be used");
  }

  @Test
  void the_release_of_a_file_is_told_by_its_name_or_an_option() throws IOException {
    String row =
        "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,country,"
            + "date_prec,date_start,date_end,best,high,low\n"
            + "7,1,Government of Israel,Hezbollah,1,X,33.2,35.4,Lebanon,"
            + "1,2022-03-08,2022-03-08,3,5,2\n";
    Files.writeString(directory.resolve("GEDEvent_v23_1.csv"), row);
    Files.writeString(directory.resolve("events.csv"), row);

    assertThat(cli.run("validate", "--format", "ucdp", "GEDEvent_v23_1.csv")).isZero();
    assertThat(cli.run("validate", "--format", "ucdp", "--release", "23.1", "events.csv")).isZero();
    assertThat(cli.run("validate", "--format", "ucdp", "events.csv"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("events.csv does not say in its name", "--release");
    assertThat(cli.run("validate", "--format", "ucdp", "--release", "latest", "events.csv"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("'latest' is no release");
    assertThat(cli.run("validate", "--release", "23.1", "events.csv"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("--release is for --format ucdp, and the format is curated");
  }

  @Test
  void a_gazetteer_gives_sirens_an_area_and_one_without_places_is_refused() throws IOException {
    Files.writeString(
        directory.resolve("places.json"),
        "[{\"name\":\"א\",\"name_en\":\"A\",\"zone_en\":\"Z\",\"lat\":33.1,\"lng\":35.5}]");
    Files.writeString(directory.resolve("none.json"), "[]");
    Files.writeString(
        directory.resolve("log.csv"),
        "data,date,time,category\nא,01.03.2022,10:00:00,1\nא,01.03.2022,11:00:00,1\n");

    assertThat(cli.run("validate", "--format", "siren", "--gazetteer", "places.json", "log.csv"))
        .isZero();
    assertThat(cli.run("validate", "--format", "siren", "--gazetteer", "none.json", "log.csv"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("none.json has no locality");
    assertThat(cli.run("validate", "--format", "siren", "--gazetteer", "gone.json", "log.csv"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("gone.json cannot be read");
  }

  @Test
  void a_secret_is_not_taken_from_the_command_line_and_a_source_asked_only_with_one() {
    assertThat(cli.run("poll", "acled", "-D", "acled.password=hunter2"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .contains("acled.password is a secret", "BRINKWATCH_ACLED_PASSWORD")
        .doesNotContain("hunter2");
    assertThat(cli.run("poll", "acled")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("acled.username and acled.password are required");
    assertThat(cli.run("poll", "ucdp")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("ucdp.token is required");
    cli.with("BRINKWATCH_ACLED_USERNAME", "me").with("BRINKWATCH_ACLED_PASSWORD", "hunter2");
    assertThat(cli.run("poll", "acled", "-D", "acled.url=http://example.org"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("acled.url", "expected an https address");
    assertThat(cli.run("config")).isZero();
    assertThat(cli.out() + cli.err()).contains("acled.password").doesNotContain("hunter2");
  }

  @Test
  void to_receive_from_others_a_token_is_needed() {
    assertThat(cli.run("receive", "-D", "receive.host=0.0.0.0")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("receive.token", "required");
  }

  @Test
  void an_unknown_topic_is_met_with_those_there_are() {
    assertThat(cli.run("topics", "tail", "level")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("Did you mean 'levels'?", "alerts", "intake.dlq");
  }

  @Test
  void a_broker_that_does_not_answer_is_named() {
    assertThat(cli.run("topics", "list", "--bootstrap-servers", "127.0.0.1:1"))
        .isEqualTo(ExitCode.UNREACHABLE.code());
    assertThat(cli.err())
        .startsWith("error: no broker can be used at 127.0.0.1:1")
        .contains("prints the variables to set for it");
  }

  @Test
  void an_address_that_is_none_is_a_wrong_configuration() {
    assertThat(cli.run("topics", "list", "--bootstrap-servers", "nonsense"))
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void a_demo_leaves_a_directory_alone_that_is_not_its_own() throws IOException {
    Path full = Files.createDirectories(directory.resolve("mine"));
    Files.writeString(full.resolve("thesis.txt"), "years of work");

    assertThat(cli.run("demo", "--directory", full.toString()))
        .isEqualTo(ExitCode.ENVIRONMENT.code());
    assertThat(cli.err()).contains("not made by a demo", "nothing in it was touched");
    assertThat(full.resolve("thesis.txt")).hasContent("years of work");
    assertThat(full.toFile().list()).hasSize(1);
  }

  @Test
  void what_a_demo_says_to_export_makes_other_commands_speak_with_it() {
    String export = DemoCommand.export("127.0.0.1:21450", "http://127.0.0.1:1234/apis/ccompat/v7");

    assertThat(export)
        .isEqualTo(
            "export BRINKWATCH_BOOTSTRAP_SERVERS=127.0.0.1:21450"
                + " BRINKWATCH_SCHEMA_REGISTRY_URL=http://127.0.0.1:1234/apis/ccompat/v7"
                + " BRINKWATCH_TOPIC_PARTITIONS=2 BRINKWATCH_STATUS=EXERCISE");
    for (String variable : export.split(" ")) {
      int at = variable.indexOf('=');
      if (at > 0) {
        cli.with(variable.substring(0, at), variable.substring(at + 1));
      }
    }
    assertThat(cli.run("config")).isZero();
    assertThat(cli.out()).contains("127.0.0.1:21450", "BRINKWATCH_STATUS");
  }

  @Test
  void a_port_that_is_taken_is_the_environments_fault() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      Path demo = directory.resolve("taken");

      assertThat(cli.run("demo", "--directory", demo.toString(), "--broker-port", port))
          .isEqualTo(ExitCode.ENVIRONMENT.code());
      assertThat(cli.err()).startsWith("error: ");
    }
  }

  @Test
  void only_what_becomes_final_can_be_exported_as_such() {
    assertThat(cli.run("topics", "export", "reports", "--to", "x.ndjson", "--final"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("--final is for indicators, levels and alerts");
  }

  @Test
  void a_speed_must_be_a_number_or_max() {
    assertThat(cli.run("demo", "--speed", "fast")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("'fast' is neither a number above 0 nor max");
  }

  @Test
  void a_replay_name_is_checked_before_anything_happens() {
    assertThat(cli.run("replay", "x.csv", "--name", "No Good")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("replay name 'No Good'");
  }

  @Test
  void the_completion_script_knows_commands_and_topics() {
    assertThat(cli.run("completion")).isZero();
    assertThat(cli.out()).contains("#!/usr/bin/env bash", "demo", "intake.dlq", "bashcompinit");
  }

  @Test
  void the_reference_data_that_is_built_in_can_be_shown() {
    assertThat(cli.run("reference", "show", "theatres")).isZero();
    assertThat(cli.out()).contains("version", "what belongs to it");
  }

  @Test
  void the_policy_is_json() {
    assertThat(cli.run("reference", "show", "policy")).isZero();
    assertThat(cli.out()).startsWith("{").contains("\"ladder\"");
  }

  @Test
  void the_version_is_that_of_the_build() {
    assertThat(cli.run("--version")).isZero();
    assertThat(cli.out()).containsPattern("Brinkwatch \\d+\\.\\d+");
  }

  @Test
  void a_command_that_does_not_exist_is_called_one() {
    assertThat(cli.run("bogus")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.run("topics", "foo")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .contains("no such command: brinkwatch bogus", "no such command: brinkwatch topics foo");
  }

  @Test
  void words_to_choose_from_are_taken_in_any_case() {
    assertThat(cli.run("reference", "show", "Theatres")).isZero();
  }

  @Test
  void a_time_of_the_wrong_form_is_told_without_java() {
    assertThat(cli.run("ingest", "x.csv", "--until", "yesterday")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("'yesterday' is not a time").doesNotContain("java.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void a_number_of_records_is_at_least_one(String max) {
    assertThat(cli.run("topics", "tail", "levels", "--max=" + max))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("'%s' is not a whole number from 1".formatted(max));
  }

  @Test
  void a_directory_of_reference_data_that_is_not_there_is_told_once_and_without_java() {
    assertThat(cli.run("reference", "show", "--from", "/nonexist"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).containsOnlyOnce("/nonexist does not exist").doesNotContain("Exception");
  }

  @Test
  void reference_data_with_faults_is_refused_whole_with_all_of_them() throws IOException {
    Path bad = Files.createDirectories(directory.resolve("bad"));
    reference(
        "actors.json",
        bad,
        "\"name\": \"Russia\",",
        "\"name\": \"Russia\", \"sponsors\": [\"wagner\", \"rusia\"],");
    reference("theatres.geojson", bad, "[35.92, 33.3]", "[36.4, 33.3]");
    reference("policy.json", bad, "\"INTENSITY\": 0.8", "\"INTENSITY\": -0.8");

    // nobody is asked: it is judged before there is any need for a broker
    assertThat(cli.run("reference", "publish", "bad", "--bootstrap-servers", "127.0.0.1:9"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .contains("the reference data in bad cannot be used")
        .contains("actors.json: russia.sponsors names 'rusia', which is no actor")
        .contains("actors.json: russia.sponsors lead back to russia")
        .contains("theatres.geojson: IL_LB and US_IQ_SY overlap")
        .contains("policy.json: composite.stateWeights.INTENSITY is -0.8, must be at least 0")
        .doesNotContain("\tat ");
  }

  @Test
  void a_proposed_policy_with_faults_is_refused_whole_with_all_of_them() throws IOException {
    Path bad = Files.createDirectories(directory.resolve("proposed"));
    reference("policy.json", bad, "\"INTENSITY\": 0.8", "\"INTENSITY\": -0.8");
    String text = Files.readString(bad.resolve("policy.json"));
    Files.writeString(
        bad.resolve("policy.json"),
        text.replace("\"evaluationHours\": 6", "\"evaluationHours\": 7"));

    assertThat(cli.run("policy", "diff", "proposed/policy.json", "--on", "autumn"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .contains("the policy in proposed/policy.json cannot be used")
        .contains("policy.json: evaluationHours is 7, must divide 24")
        .contains("policy.json: composite.stateWeights.INTENSITY is -0.8")
        .contains("policy.json: composite.stateWeights sums to");
  }

  private static void reference(String file, Path to, String good, String bad) throws IOException {
    String text;
    try (var in = BrinkwatchTest.class.getResourceAsStream("/reference/" + file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(text).contains(good);
    int at = text.indexOf(good);
    Files.writeString(
        to.resolve(file), text.substring(0, at) + bad + text.substring(at + good.length()));
  }

  @Test
  void a_replay_of_nothing_but_a_header_makes_nothing() throws IOException {
    Files.writeString(directory.resolve("empty.csv"), header(","));

    assertThat(cli.run("replay", "empty.csv")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("empty.csv holds no report");
  }

  @Test
  void columns_that_are_separated_by_semicolons_are_recognised() throws IOException {
    Files.writeString(directory.resolve("semicolons.csv"), header(";"));

    assertThat(cli.run("validate", "semicolons.csv")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("separated by semicolons");
  }

  @Test
  void a_file_of_gdelt_that_is_read_as_another_is_recognised() throws IOException {
    String row = "1192938475\t20231008\t202310\t2023" + "\tISR".repeat(57) + "\n";
    Files.writeString(directory.resolve("20231008.export.CSV"), row + row);

    assertThat(cli.run("validate", "20231008.export.CSV")).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("It looks like --format gdelt");
  }

  private static String header(String separator) {
    return String.join(
            separator,
            List.of(
                "id,occurred_at,precision,type,actor,target,country,place,lat,lon,fatalities,injuries,weapon,summary,source_name,source_url"
                    .split(",")))
        + "\n";
  }

  @Test
  void docs_that_are_out_of_date_have_an_exit_code_of_their_own() {
    assertThat(cli.run("docs", "--check", "--out", "elsewhere"))
        .isEqualTo(ExitCode.OUT_OF_DATE.code());
    assertThat(cli.err()).contains("Run: ./brinkwatch docs --out elsewhere");
  }

  @Test
  void a_host_that_is_not_known_is_named() {
    assertThat(cli.run("topics", "list", "--bootstrap-servers", "no-such-host.invalid:9092"))
        .isEqualTo(ExitCode.UNREACHABLE.code());
    assertThat(cli.err()).contains("the host no-such-host.invalid");
  }

  @Test
  void a_second_run_on_the_same_state_is_refused_at_once() throws IOException {
    Path state = Files.createDirectories(directory.resolve("state"));
    try (var first = DirectoryLock.take(state.resolve("brinkwatch.owner.lock")).orElseThrow()) {
      assertThat(cli.run("run", "-D", "state.directory=state"))
          .isEqualTo(ExitCode.ENVIRONMENT.code());
    }
    assertThat(cli.err())
        .containsPattern("state.directory .*state is in use by another run \\(process \\d+\\)");
  }

  @Test
  void ports_are_called_as_the_options_are() {
    assertThat(cli.run("demo", "--broker-port", "9999", "--registry-port", "9999"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("--broker-port and --registry-port are both 9999");
  }

  @Test
  void the_help_of_the_demo_counts_the_sample_as_it_is() {
    List<Row> rows = new CuratedCsv(Clock.systemUTC()).sample();
    long reports = rows.stream().filter(Row.Reported.class::isInstance).count();

    cli.run("demo", "--help");

    assertThat(cli.out().replaceAll("\\s+", " "))
        .contains("%d reports from public sources".formatted(reports));
  }
}
