package io.brinkwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterIT {
  private static EmbeddedCluster cluster;

  @BeforeAll
  static void start(@TempDir Path parent) {
    // what breaks command lines, lists of directories and URLs of databases when it is not handled
    Path odd = parent.resolve("a b, c; it's \"d\" %20 #1");
    cluster = EmbeddedCluster.start(EmbeddedSettings.in(odd, Scene.REGISTRY));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void both_serve_once_start_returns() throws Exception {
    Scene.createTopic(cluster, "both-serve");
    assertThat(Scene.topics(cluster)).contains("both-serve");
    assertThat(Scene.register(cluster, "both-serve", "int")).contains("\"id\":");
    assertThat(Scene.subjects(cluster)).contains("both-serve");
    assertThat(cluster.failure()).isEmpty();
  }

  @Test
  void a_change_that_readers_cannot_follow_is_refused_from_the_start() throws Exception {
    var unused = Scene.register(cluster, "strict", "int");
    assertThat(Scene.register(cluster, "strict", "string")).contains("\"error_code\":409");
  }

  /** The first version may attach a late commit to the next transaction. */
  @Test
  void transactions_are_of_the_second_version() throws Exception {
    assertThat(Scene.finalizedVersion(cluster, "transaction.version")).isEqualTo(2);
  }

  @Test
  void both_listen_on_the_loopback_address_only() {
    assertThat(cluster.bootstrapServers()).startsWith("127.0.0.1:");
    assertThat(cluster.registryUrl()).startsWith("http://127.0.0.1:").endsWith("/apis/ccompat/v7");
    assertThat(ListeningSockets.of(cluster.processes().broker())).isSubsetOf("127.0.0.1");
    assertThat(ListeningSockets.of(cluster.processes().registry())).isSubsetOf("127.0.0.1");
  }

  @Test
  void a_restarted_broker_has_the_same_port_and_the_same_data() throws Exception {
    Scene.createTopic(cluster, "restarted");
    String address = cluster.bootstrapServers();
    long before = cluster.processes().broker();
    cluster.restartBroker();
    assertThat(cluster.bootstrapServers()).isEqualTo(address);
    assertThat(cluster.processes().broker()).isNotEqualTo(before);
    assertThatThrownBy(() -> Scene.createTopic(cluster, "restarted"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TopicExistsException.class);
  }

  @Test
  void a_killed_broker_comes_back_with_its_data() throws Exception {
    Scene.createTopic(cluster, "killed");
    long before = cluster.processes().broker();
    cluster.killBroker();
    assertThat(Scene.isAlive(before)).isFalse();
    assertThat(cluster.failure()).isEmpty(); // it was asked for
    cluster.restartBroker();
    assertThat(Scene.topics(cluster)).contains("killed");
  }

  @Test
  void a_broker_that_ends_by_itself_is_reported() {
    Scene.kill(cluster.processes().broker());
    await().until(() -> cluster.failure().isPresent());
    assertThat(cluster.failure().orElseThrow()).contains("broker ended", "exit code 137");
    cluster.restartBroker();
    assertThat(cluster.failure()).isEqualTo(Optional.empty());
  }
}
