package io.brinkwatch.cli.docs;

import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.PipelineTopology;
import io.brinkwatch.streams.StreamsSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.TopologyDescription;

/** The topologies, as Streams describes them and as pictures. */
public final class TopologyPages {
  private TopologyPages() {}

  /** Descriptions by name of the topology. */
  public static Map<String, String> descriptions(StreamsSettings settings) {
    var descriptions = new LinkedHashMap<String, String>();
    Pipeline.TOPOLOGIES.forEach(
        topology -> descriptions.put(topology.name(), text(describe(topology, settings))));
    return descriptions;
  }

  static TopologyDescription describe(PipelineTopology topology, StreamsSettings settings) {
    return Pipeline.build(topology, settings).describe();
  }

  private static String text(TopologyDescription description) {
    return "# "
        + Markdown.GENERATED
        + "\n"
        + description
            .toString()
            .lines()
            .map(String::stripTrailing)
            .reduce("", (a, b) -> a + b + "\n")
            .stripTrailing()
        + "\n";
  }

  static void addTo(Map<String, String> pages, StreamsSettings settings) {
    descriptions(settings).forEach((name, text) -> pages.put("topology/" + name + ".txt", text));
    Pipeline.TOPOLOGIES.forEach(
        topology -> pages.put("topology/" + topology.name() + ".md", picture(topology, settings)));
  }

  private static String picture(PipelineTopology topology, StreamsSettings settings) {
    return Markdown.page(
        topology.name(),
        topology.does(),
        Markdown.block("mermaid", Mermaid.of(describe(topology, settings))));
  }
}
