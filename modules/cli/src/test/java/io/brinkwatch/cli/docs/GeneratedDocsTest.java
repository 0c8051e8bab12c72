package io.brinkwatch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.cli.Commands;
import io.brinkwatch.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedDocsTest {
  private final Path committed = Commands.home().resolve("docs");
  private final GeneratedDocs docs = Commands.docs();

  @Test
  void committed_docs_are_what_the_code_says() throws IOException {
    assertThat(docs.differences(committed)).as("Run: ./brinkwatch docs").isEmpty();
  }

  static Iterable<String> topologies() {
    return TopologyPages.descriptions(StreamsSettings.of(Map.of())).keySet();
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void a_topology_does_not_change_by_accident(String name) throws IOException {
    String now = TopologyPages.descriptions(StreamsSettings.of(Map.of())).get(name);

    assertThat(now)
        .as(
            "The topology '%s' has changed. Names of stores and repartitions are persistent data:"
                + " where one changes, state starts empty and the old topics are left behind. If the"
                + " change is meant, run ./brinkwatch docs, and say in the runbook how to drain or"
                + " reset.",
            name)
        .isEqualTo(Files.readString(committed.resolve("topology/" + name + ".txt")));
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void a_topology_has_no_generated_names(String name) {
    assertThat(docs.pages().get("topology/" + name + ".txt"))
        .as("a generated name changes with every operator before it; give it one of its own")
        .doesNotContain("KSTREAM-", "KTABLE-");
  }

  @Test
  void what_is_written_is_up_to_date_and_what_is_no_longer_made_is_removed(@TempDir Path directory)
      throws IOException {
    Path old = directory.resolve("topology/old.txt");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "long gone");

    assertThat(docs.differences(directory)).contains("topology/old.txt is no longer made");
    docs.write(directory);

    assertThat(docs.differences(directory)).isEmpty();
    assertThat(old).doesNotExist();
  }

  @Test
  void every_page_says_that_it_is_generated() {
    assertThat(docs.pages().values()).allSatisfy(page -> assertThat(page).contains("DO NOT EDIT"));
  }

  @Test
  void every_key_is_documented() {
    assertThat(docs.pages().get("configuration.md"))
        .contains("`bootstrap.servers`", "a whole number, 1 to 64", "BRINKWATCH_BOOTSTRAP_SERVERS");
  }
}
