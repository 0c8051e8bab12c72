package io.brinkwatch.cli.docs;

import static io.brinkwatch.cli.docs.Markdown.code;

import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.StreamsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Source;

/** Every topic: the contract, dead letters, and what Streams makes for itself. */
final class TopicsPage {
  private final StreamsSettings settings;
  private final Topics topics;

  TopicsPage(StreamsSettings settings) {
    this.settings = settings;
    this.topics = settings.topics();
  }

  String text() {
    return Markdown.page(
        "Topics",
        "Names have the default prefix %s; another one is set with `topic.prefix`. Values are Avro in"
                .formatted(code(topics.prefix()))
            + " the wire format of the Schema Registry, with CloudEvents headers. Keys that are not"
            + " strings are Avro too.",
        "## The contract",
        Markdown.table(
            List.of("topic", "key", "value", "partitions", "cleanup", "retention", "for", "holds"),
            topics.all().stream().map(this::row).toList()),
        "`%d` partitions is the default of `topic.partitions`. ".formatted(spread())
            + "*By subject*: all records of one theatre (or feed) are in one partition, whatever else is in"
            + " their key. *Copied*: every partition has each record.",
        "## Dead letters",
        "Records that a topology could not process, byte by byte, with headers that say why.",
        Markdown.table(List.of("topic", "of"), deadLetters()),
        "## Internal topics",
        "Made and owned by Streams. Their names follow from the names of stores and operators: they"
            + " are persistent data.",
        Markdown.table(List.of("topic", "kind", "of"), internal()));
  }

  private int spread() {
    return settings.connection().partitions();
  }

  private List<String> row(Topic<?, ?> topic) {
    return List.of(
        code(topic.name()),
        code(topic.key().getSimpleName()),
        code(topic.value().getSimpleName()),
        topic.partitions(spread()) + spreading(topic),
        topic.cleanup().policy().replace(",", ", "),
        retention(topic.retention()),
        topic.audience() == Topic.Audience.PUBLIC ? "everyone" : "ourselves",
        topic.holds());
  }

  private static String spreading(Topic<?, ?> topic) {
    return switch (topic.spread()) {
      case BY_KEY -> ", by key";
      case BY_SUBJECT -> ", by subject";
      case EVERY -> ", copied";
      case SINGLE -> "";
    };
  }

  static String retention(Duration retention) {
    return retention == null ? "for ever" : retention.toDays() + " days";
  }

  private List<List<String>> deadLetters() {
    return Pipeline.names().stream()
        .map(name -> List.of(code(topics.deadLetters(name)), name))
        .toList();
  }

  private List<List<String>> internal() {
    var rows = new ArrayList<List<String>>();
    Pipeline.TOPOLOGIES.forEach(
        topology -> {
          TopologyDescription description = TopologyPages.describe(topology, settings);
          String application = topics.applicationId(topology.name());
          repartitions(description)
              .forEach(t -> rows.add(row(application + "-" + t, "repartition", topology.name())));
          stores(description)
              .forEach(
                  store ->
                      rows.add(
                          row(
                              application + "-" + store + "-changelog",
                              "changelog",
                              topology.name())));
        });
    return rows;
  }

  private static List<String> row(String topic, String kind, String topology) {
    return List.of(code(topic), kind, topology);
  }

  private static Set<String> repartitions(TopologyDescription description) {
    return nodes(description)
        .filter(Source.class::isInstance)
        .flatMap(node -> Stream.ofNullable(((Source) node).topicSet()).flatMap(Set::stream))
        .filter(topic -> topic.endsWith("-repartition"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // stores of global tables are not among these: their source topic is their changelog
  private static Set<String> stores(TopologyDescription description) {
    Set<String> global =
        description.globalStores().stream()
            .flatMap(g -> g.processor().stores().stream())
            .collect(Collectors.toSet());
    return nodes(description)
        .filter(Processor.class::isInstance)
        .flatMap(node -> ((Processor) node).stores().stream())
        .filter(store -> !global.contains(store))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Node> nodes(TopologyDescription description) {
    return description.subtopologies().stream().flatMap(sub -> sub.nodes().stream());
  }
}
