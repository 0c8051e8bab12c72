package io.brinkwatch.it;

import io.brinkwatch.embedded.EmbeddedCluster;
import io.brinkwatch.embedded.EmbeddedSettings;
import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.SchemaAdmin;
import io.brinkwatch.model.TopicAdmin;
import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.testkit.Cast;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * One broker and one registry for all tests of this JVM; each test has topics under its own prefix.
 */
final class Cluster {
  private static EmbeddedCluster shared;

  private Cluster() {}

  static synchronized EmbeddedCluster shared() {
    if (shared == null) {
      shared =
          EmbeddedCluster.start(EmbeddedSettings.in(Path.of("target", "cluster"), registryHome()));
    }
    return shared;
  }

  static Path registryHome() {
    return Path.of(System.getProperty("brinkwatch.registry.home"));
  }

  /** Settings for a test's own topics. */
  static Map<String, String> properties(String prefix, int partitions) {
    var properties = new TreeMap<String, String>();
    properties.put(ConnectionSettings.BOOTSTRAP_SERVERS, shared().bootstrapServers());
    properties.put(ConnectionSettings.REGISTRY_URL, shared().registryUrl());
    properties.put(ConnectionSettings.TOPIC_PREFIX, prefix);
    properties.put(ConnectionSettings.TOPIC_PARTITIONS, "" + partitions);
    // of this run alone: state of an earlier cluster would be taken for state of this one
    String run = "target/state/" + ProcessHandle.current().pid() + "/";
    properties.put(StreamsSettings.STATE_DIRECTORY, run + prefix);
    properties.put(StreamsSettings.SESSION_TIMEOUT, "6000");
    return properties;
  }

  /** Topics, schemas and the cast's reference data, with its first policy alone. */
  static ConnectionSettings prepare(Map<String, String> properties) {
    return prepare(properties, Cast.policy());
  }

  /** The same with policies of one's choice; one caller at a time sets up the registry. */
  static synchronized ConnectionSettings prepare(
      Map<String, String> properties, Policy... policies) {
    var connection = ConnectionSettings.of(properties);
    try (var topics = TopicAdmin.at(connection, Pipeline.names());
        var schemas = SchemaAdmin.at(connection);
        var publisher = publisher(connection, topics, schemas)) {
      publisher.reference(
          new ReferenceSet(Cast.theatres(), Cast.actors(), List.of(policies), Cast.hawkes()));
      publisher.flush();
    }
    return connection;
  }

  /** Deletes the topics of a prefix, so that many tests can share the broker. */
  static void dropTopics(ConnectionSettings connection) throws Exception {
    String ours = connection.topics().prefix();
    String internal = connection.topics().applicationId("");
    try (Admin admin = Admin.create(connection.kafkaClient())) {
      List<String> names =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(ours) || name.startsWith(internal))
              .toList();
      admin.deleteTopics(names).all().get();
    }
  }

  private static Publisher publisher(
      ConnectionSettings connection, TopicAdmin topics, SchemaAdmin schemas) {
    topics.create();
    schemas.secure(true);
    return Publisher.open(connection);
  }
}
