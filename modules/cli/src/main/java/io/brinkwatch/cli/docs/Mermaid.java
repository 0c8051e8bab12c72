package io.brinkwatch.cli.docs;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.GlobalStore;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology as a Mermaid flow chart: topics are slanted boxes, stores cylinders. */
final class Mermaid {
  private final StringBuilder out = new StringBuilder("flowchart LR\n");

  private Mermaid() {}

  static String of(TopologyDescription topology) {
    var chart = new Mermaid();
    topology.subtopologies().stream()
        .sorted(Comparator.comparingInt(Subtopology::id))
        .forEach(chart::subtopology);
    topology.globalStores().stream()
        .sorted(Comparator.comparingInt(GlobalStore::id))
        .forEach(chart::globalStore);
    return chart.out.toString();
  }

  private void subtopology(Subtopology sub) {
    line("  subgraph s%d [sub-topology %d]".formatted(sub.id(), sub.id()));
    sub.nodes().stream().sorted(Comparator.comparing(Node::name)).forEach(this::node);
    line("  end");
  }

  private void node(Node node) {
    if (node instanceof Source source) {
      topics(source).forEach(t -> line("    %s --> %s".formatted(topic(t), box(node.name()))));
    } else if (node instanceof Sink sink && sink.topic() != null) {
      line("    %s --> %s".formatted(box(node.name()), topic(sink.topic())));
    } else if (node instanceof Processor processor) {
      new TreeSet<>(processor.stores())
          .forEach(s -> line("    %s -.- %s".formatted(box(node.name()), store(s))));
    }
    node.successors().stream()
        .map(Node::name)
        .sorted()
        .forEach(to -> line("    %s --> %s".formatted(box(node.name()), box(to))));
  }

  private void globalStore(GlobalStore global) {
    line("  subgraph g%d [read by every instance]".formatted(global.id()));
    node(global.source());
    node(global.processor());
    line("  end");
  }

  // a source of a pattern has no topics
  private static List<String> topics(Source source) {
    return Stream.ofNullable(source.topicSet()).flatMap(Set::stream).sorted().toList();
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  // Mermaid takes some names for keywords or shapes; ids are plain, labels quoted
  private static String id(String kind, String name) {
    return kind + "_" + name.replaceAll("[^A-Za-z0-9]", "_");
  }

  private static String box(String name) {
    return id("n", name) + "[\"" + name + "\"]";
  }

  private static String topic(String name) {
    return id("t", name) + "[/\"" + name + "\"/]";
  }

  private static String store(String name) {
    return id("s", name) + "[(\"" + name + "\")]";
  }
}
