package io.brinkwatch.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** What the tests do with a cluster. */
final class Scene {
  static final Path REGISTRY = Path.of(System.getProperty("registry.home", "target/registry"));

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Scene() {}

  static void createTopic(EmbeddedCluster cluster, String name)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(cluster)) {
      admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
    }
  }

  static Set<String> topics(EmbeddedCluster cluster)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(cluster)) {
      return admin.listTopics().names().get();
    }
  }

  static int finalizedVersion(EmbeddedCluster cluster, String feature)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(cluster)) {
      var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
      return features.get(feature).maxVersionLevel();
    }
  }

  /** The registry's answer. */
  static String register(EmbeddedCluster cluster, String subject, String type)
      throws IOException, InterruptedException {
    String schema =
        """
        {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"A\\",\\"fields\\":[{\\"name\\":\\"x\\",\\"type\\":\\"%s\\"}]}"}
        """
            .formatted(type);
    return send(
        HttpRequest.newBuilder(uri(cluster, "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(schema)));
  }

  static String subjects(EmbeddedCluster cluster) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(cluster, "/subjects")));
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    awaitGone(pid);
  }

  static void awaitGone(long pid) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !isAlive(pid));
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static Admin admin(EmbeddedCluster cluster) {
    return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }

  private static URI uri(EmbeddedCluster cluster, String path) {
    return URI.create(cluster.registryUrl() + path);
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString()).body();
  }
}
