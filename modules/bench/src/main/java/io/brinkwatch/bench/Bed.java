package io.brinkwatch.bench;

import io.brinkwatch.embedded.EmbeddedCluster;
import io.brinkwatch.embedded.EmbeddedSettings;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.SchemaAdmin;
import io.brinkwatch.model.TopicAdmin;
import io.brinkwatch.streams.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** A broker and a registry to measure on, in processes and a directory of their own. */
final class Bed implements AutoCloseable {
  private final Path directory;
  private final EmbeddedCluster cluster;

  private Bed(Path directory, EmbeddedCluster cluster) {
    this.directory = directory;
    this.cluster = cluster;
  }

  static Bed start() throws IOException {
    Path directory = Files.createTempDirectory("bench");
    Path registry =
        Path.of(System.getProperty("brinkwatch.home"), "modules/embedded/target/registry");
    var settings = EmbeddedSettings.in(directory.resolve("cluster"), registry);
    return new Bed(directory, EmbeddedCluster.start(settings));
  }

  /** Of this bed alone; gone when it is closed. */
  Path directory() {
    return directory;
  }

  /** How to reach it, with topics of one's own. */
  Map<String, String> properties(String prefix) {
    return new TreeMap<>(
        Map.of(
            ConnectionSettings.BOOTSTRAP_SERVERS,
            cluster.bootstrapServers(),
            ConnectionSettings.REGISTRY_URL,
            cluster.registryUrl(),
            ConnectionSettings.TOPIC_PREFIX,
            prefix,
            ConnectionSettings.TOPIC_PARTITIONS,
            "1"));
  }

  /** Topics and schemas as the pipeline needs them. */
  static ConnectionSettings prepare(Map<String, String> properties) {
    var connection = ConnectionSettings.of(properties);
    try (var topics = TopicAdmin.at(connection, Pipeline.names());
        var schemas = SchemaAdmin.at(connection)) {
      topics.create();
      schemas.secure(true);
    }
    return connection;
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    try (var all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
