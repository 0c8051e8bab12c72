package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private static final StreamsSettings SETTINGS =
      StreamsSettings.of(Map.of("schema.registry.url", "mock://topology", "kafka.acks", "1"));

  @Test
  void no_operator_goes_without_a_name() {
    for (PipelineTopology topology : Pipeline.TOPOLOGIES) {
      assertThat(Pipeline.build(topology, SETTINGS).describe().toString())
          .doesNotContain("KSTREAM-", "KTABLE-");
    }
  }

  @Test
  void the_guard_against_unnamed_state_guards() {
    var careless =
        new PipelineTopology(
            "careless",
            "counts without a name",
            (builder, settings) -> builder.<String, String>stream("in").groupByKey().count());
    assertThatThrownBy(() -> Pipeline.build(careless, SETTINGS))
        .isInstanceOf(TopologyException.class)
        .hasMessageContaining("has not been named");
  }

  @Test
  void two_builds_of_a_topology_are_alike() {
    for (PipelineTopology topology : Pipeline.TOPOLOGIES) {
      assertThat(Pipeline.build(topology, SETTINGS).describe())
          .hasToString(Pipeline.build(topology, SETTINGS).describe().toString());
    }
  }

  @Test
  void a_replay_has_the_same_topology_under_its_own_prefix() {
    var replay =
        StreamsSettings.of(
            Map.of("schema.registry.url", "mock://x", "topic.prefix", "brinkwatch.replay-a."));
    for (PipelineTopology topology : Pipeline.TOPOLOGIES) {
      assertThat(operators(Pipeline.build(topology, replay).describe().toString()))
          .isEqualTo(operators(Pipeline.build(topology, SETTINGS).describe().toString()));
    }
    assertThat(replay.topics().applicationId("intake")).isEqualTo("brinkwatch.replay-a-intake");
  }

  private static String operators(String description) {
    return Pattern.compile("topics?: \\S+").matcher(description).replaceAll("");
  }

  @Test
  void what_promises_rest_on_cannot_be_configured_away() {
    var properties =
        StreamsSettings.of(
                Map.of(
                    "kafka.processing.guarantee", "at_least_once",
                    "kafka.statestore.cache.max.bytes", "1000000",
                    "kafka.ensure.explicit.internal.resource.naming", "false"))
            .streams("intake");
    assertThat(properties)
        .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
        .containsEntry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0)
        .containsEntry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
  }
}
