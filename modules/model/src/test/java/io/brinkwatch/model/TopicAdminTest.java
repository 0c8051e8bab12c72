package io.brinkwatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.model.TopicAdmin.TopicException;
import io.brinkwatch.model.TopicAdmin.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TopicAdminTest {
  private static final List<String> TOPOLOGIES = List.of("intake", "indicators", "levels");
  private static final Wanted COMPACTED =
      new Wanted("t.x", 4, Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1"));

  @Test
  void dead_letters_are_wanted_beside_the_topics_and_kept_for_ever() {
    var settings = ConnectionSettings.of(Map.of("topic.prefix", "t.", "topic.partitions", "3"));

    var wanted = TopicAdmin.wanted(settings, TOPOLOGIES);

    assertThat(wanted)
        .extracting(Wanted::name)
        .contains("t.reports", "t.intake.dlq", "t.indicators.dlq", "t.levels.dlq")
        .hasSize(settings.topics().all().size() + 3);
    assertThat(wanted)
        .allSatisfy(t -> assertThat(t.configuration()).containsEntry("retention.ms", "-1"));
    assertThat(wanted)
        .contains(new Wanted("t.reports", 3, settings.topics().reports().configuration()));
  }

  @Test
  void a_topic_as_wanted_differs_in_nothing() {
    var found = config("cleanup.policy", "delete,compact", "retention.ms", "-1");

    assertThat(TopicAdmin.differences(COMPACTED, 4, found)).isEmpty();
  }

  @Test
  void every_difference_is_told() {
    var found = config("cleanup.policy", "delete", "retention.ms", "604800000");

    assertThat(TopicAdmin.differences(COMPACTED, 1, found))
        .extracting(TopicAdmin.Difference::toString)
        .containsExactly(
            "t.x has 1 partitions; expected 4",
            "t.x has cleanup.policy = delete; expected compact,delete",
            "t.x has retention.ms = 604800000; expected -1");
    assertThat(TopicAdmin.differences(COMPACTED, 1, found))
        .extracting(TopicAdmin.Difference::inShort)
        .contains("1, expected 4", "retention.ms 604800000, expected -1");
  }

  @Test
  @Timeout(20)
  void a_broker_that_is_not_there_is_named_within_a_bounded_time() {
    var settings =
        ConnectionSettings.of(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "kafka.default.api.timeout.ms", "1500",
                "kafka.request.timeout.ms", "1000"));
    try (var admin = TopicAdmin.at(settings, TOPOLOGIES)) {
      long start = System.nanoTime();
      assertThatThrownBy(admin::create)
          .isInstanceOf(TopicException.class)
          .hasMessageContainingAll("127.0.0.1:1", "bootstrap.servers");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  private static Config config(String... keysAndValues) {
    return new Config(
        List.of(
            new ConfigEntry(keysAndValues[0], keysAndValues[1]),
            new ConfigEntry(keysAndValues[2], keysAndValues[3])));
  }
}
