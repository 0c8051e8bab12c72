package io.brinkwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDataIT {
  @Test
  void topics_and_schemas_outlive_a_cluster_that_keeps_them_even_when_killed(
      @TempDir Path directory) throws Exception {
    EmbeddedSettings passing = EmbeddedSettings.in(directory, Scene.REGISTRY);
    EmbeddedSettings keeping = passing.keepingData();

    try (var first = EmbeddedCluster.start(keeping)) {
      Scene.createTopic(first, "kept");
      assertThat(Scene.register(first, "kept", "int")).contains("\"id\":1");
      Scene.kill(first.processes().registry());
      Scene.kill(first.processes().broker());
    }
    try (var second = EmbeddedCluster.start(passing)) {
      assertThat(Scene.topics(second)).doesNotContain("kept");
      assertThat(Scene.subjects(second)).isEqualTo("[]");
    }
    assertThat(directory.resolve("scratch")).doesNotExist();
    try (var third = EmbeddedCluster.start(keeping)) {
      assertThat(Scene.topics(third)).contains("kept");
      assertThat(Scene.subjects(third)).isEqualTo("[\"kept\"]");
    }
  }
}
