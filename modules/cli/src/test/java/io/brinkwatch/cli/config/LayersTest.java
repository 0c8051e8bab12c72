package io.brinkwatch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
  @TempDir private Path directory;

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("brinkwatch.properties"), text);
  }

  private Layers file() {
    return new Layers().file(Optional.empty(), directory);
  }

  @Test
  void without_anything_written_the_defaults_apply() {
    EffectiveConfig config = file().resolve();

    assertThat(config.entry("threads").value()).isEqualTo("1");
    assertThat(config.entry("threads").origin()).hasToString("default");
    assertThat(config.streams().threads()).isEqualTo(1);
  }

  @Test
  void each_layer_wins_over_those_before_it() throws IOException {
    write("threads=2\ntopic.prefix=file.\ncommit.interval.ms=200\n");
    EffectiveConfig config =
        file()
            .environment(
                Map.of("BRINKWATCH_TOPIC_PREFIX", "env.", "BRINKWATCH_COMMIT_INTERVAL_MS", "300"))
            .definitions(List.of("commit.interval.ms=400"))
            .resolve();

    assertThat(config.entry("threads").value()).isEqualTo("2");
    assertThat(config.entry("topic.prefix").value()).isEqualTo("env.");
    assertThat(config.entry("commit.interval.ms").value()).isEqualTo("400");
    assertThat(config.entry("commit.interval.ms").origin()).hasToString("command line -D");
    assertThat(config.entry("topic.prefix").origin())
        .hasToString("environment BRINKWATCH_TOPIC_PREFIX");
  }

  @Test
  void an_unknown_key_in_the_file_is_named_with_its_line_and_the_nearest_key() throws IOException {
    write("# ours\n\nthreads=2\ntopic.prefixx=x.\n");

    assertThatThrownBy(() -> file().resolve())
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("brinkwatch.properties:4")
        .hasMessageContaining("unknown key 'topic.prefixx'")
        .hasMessageContaining("Did you mean 'topic.prefix'?");
  }

  @Test
  void an_unknown_variable_is_named() {
    var layers = new Layers().environment(Map.of("BRINKWATCH_BOOTSTRAP_SERVER", "x:1"));

    assertThatThrownBy(layers::resolve)
        .hasMessageContaining("environment BRINKWATCH_BOOTSTRAP_SERVER")
        .hasMessageContaining("Did you mean 'bootstrap.servers'?");
  }

  @Test
  void an_unknown_definition_is_named() {
    assertThatThrownBy(() -> new Layers().definitions(List.of("tread=2")).resolve())
        .hasMessageContaining("command line -D")
        .hasMessageContaining("Did you mean 'threads'?");
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThatThrownBy(() -> new Layers().definitions(List.of("tread=2", "threads=no")).resolve())
        .hasMessageContaining("'tread'")
        .hasMessageContaining("threads is 'no'");
  }

  @Test
  void a_bad_value_is_told_with_what_is_expected() {
    assertThatThrownBy(() -> new Layers().definitions(List.of("threads=99")).resolve())
        .hasMessageContaining("threads is '99' (command line -D)")
        .hasMessageContaining("expected a whole number, 1 to 64");
  }

  @Test
  void a_definition_without_a_value_is_refused() {
    assertThatThrownBy(() -> new Layers().definitions(List.of("threads")))
        .hasMessageContaining("-D 'threads' is not key=value");
  }

  @Test
  void keys_under_kafka_and_registry_pass_through() {
    EffectiveConfig config =
        new Layers()
            .environment(
                Map.of(
                    "BRINKWATCH_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                    "BRINKWATCH_REGISTRY_BASIC_AUTH_USER_INFO", "me:secret"))
            .resolve();

    assertThat(config.connection().kafka()).containsEntry("security.protocol", "SASL_SSL");
    assertThat(config.connection().registry()).containsEntry("basic.auth.user.info", "me:secret");
  }

  @Test
  void a_key_given_twice_in_the_file_is_refused() throws IOException {
    write("threads=1\nthreads=2\n");

    assertThatThrownBy(this::file)
        .hasMessageContaining("brinkwatch.properties:2")
        .hasMessageContaining("first in line 1");
  }

  @Test
  void a_value_may_go_on_in_the_next_line() throws IOException {
    write("bootstrap.servers=a:1,\\\n   b:2\nthreads=3\n");

    EffectiveConfig config = file().resolve();

    assertThat(config.entry("bootstrap.servers").value()).isEqualTo("a:1,b:2");
    assertThat(config.entry("threads").origin().where()).endsWith(":3");
  }

  @Test
  void a_file_that_is_named_must_exist() {
    assertThatThrownBy(() -> new Layers().file(Optional.of(Path.of("no.properties")), directory))
        .hasMessageContaining("no.properties does not exist");
  }

  @Test
  void a_prefix_of_the_wrong_form_is_a_problem_of_the_configuration() {
    EffectiveConfig config = new Layers().definitions(List.of("topic.prefix=NO")).resolve();

    assertThatThrownBy(config::streams)
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("topic prefix 'NO'");
  }
}
