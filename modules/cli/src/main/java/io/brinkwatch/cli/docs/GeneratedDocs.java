package io.brinkwatch.cli.docs;

import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription.Sink;
import picocli.CommandLine;

/** Every generated page, by its path below the directory for docs. */
public final class GeneratedDocs {
  private static final String OWN_DIRECTORY = "topology";

  private final Map<String, String> pages;

  private GeneratedDocs(Map<String, String> pages) {
    this.pages = pages;
  }

  /** Makes all pages from the defaults: no page depends on anyone's configuration. */
  public static GeneratedDocs of(CommandLine commands, String version) {
    StreamsSettings settings = StreamsSettings.of(Map.of());
    var pages = new TreeMap<String, String>();
    TopologyPages.addTo(pages, settings);
    pages.put("topics.md", new TopicsPage(settings).text());
    pages.put("configuration.md", ConfigurationPage.text());
    pages.put("commands.md", CommandsPage.text(commands));
    pages.put(
        "asyncapi.yaml", new AsyncApi(settings.connection(), written(settings)).text(version));
    return new GeneratedDocs(pages);
  }

  private static Set<String> written(StreamsSettings settings) {
    return Pipeline.TOPOLOGIES.stream()
        .flatMap(t -> TopologyPages.describe(t, settings).subtopologies().stream())
        .flatMap(sub -> sub.nodes().stream())
        .filter(Sink.class::isInstance)
        .map(node -> ((Sink) node).topic())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** The pages. */
  public Map<String, String> pages() {
    return pages;
  }

  /** What differs in a directory: pages that are missing, old, or no longer made. */
  public List<String> differences(Path directory) throws IOException {
    var differences = new ArrayList<String>();
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = directory.resolve(page.getKey());
      if (!Files.exists(file)) {
        differences.add(page.getKey() + " is missing");
      } else if (!Files.readString(file).equals(page.getValue())) {
        differences.add(page.getKey() + " is out of date");
      }
    }
    for (Path left : leftOver(directory)) {
      differences.add(directory.relativize(left) + " is no longer made");
    }
    return differences;
  }

  /** Writes all pages, and removes what is no longer made. */
  public void write(Path directory) throws IOException {
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = directory.resolve(page.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.getValue());
    }
    for (Path left : leftOver(directory)) {
      Files.delete(left);
    }
  }

  // only the directory that holds nothing but generated files is looked at
  private List<Path> leftOver(Path directory) throws IOException {
    Path own = directory.resolve(OWN_DIRECTORY);
    if (!Files.isDirectory(own)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(own)) {
      return files
          .filter(file -> !pages.containsKey(OWN_DIRECTORY + "/" + file.getFileName()))
          .sorted()
          .toList();
    }
  }
}
