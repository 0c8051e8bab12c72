package io.brinkwatch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.cli.Commands;
import io.brinkwatch.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of stores is written by hand, for what no topology tells: how each grows and ages. */
class StatePageTest {
  private static final Pattern STORES = Pattern.compile("stores: \\[([^\\]]+)]");
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)…?`");

  @Test
  void the_page_of_state_tells_of_every_store_and_of_no_other() throws IOException {
    assertThat(listed()).isEqualTo(stores().map(StatePageTest::asListed).collect(names()));
  }

  private static Stream<String> stores() {
    return TopologyPages.descriptions(StreamsSettings.of(Map.of())).values().stream()
        .flatMap(text -> STORES.matcher(text).results())
        .flatMap(stores -> Stream.of(stores.group(1).split(", ")));
  }

  /** Several topologies read the same reference, each under its own name for it. */
  private static String asListed(String store) {
    return store.replaceFirst("^(theatres|actors|policies)-for-[a-z]+$", "$1-for-");
  }

  private static Set<String> listed() throws IOException {
    return Files.readString(Commands.home().resolve("docs/state.md"))
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains("`"))
        .map(line -> line.split("\\|")[1])
        .flatMap(stores -> NAME.matcher(stores).results())
        .map(name -> name.group(1))
        .collect(names());
  }

  private static Collector<String, ?, Set<String>> names() {
    return Collectors.toCollection(TreeSet::new);
  }
}
