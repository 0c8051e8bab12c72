package io.brinkwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

class BrokerMainTest {
  /** The broker would ignore a misspelt one. */
  @Test
  void every_setting_is_one_that_the_broker_knows() {
    assertThat(KafkaConfig.configDef().names())
        .containsAll(BrokerMain.properties("1", "2", "data").stringPropertyNames());
  }

  @Test
  void all_settings_together_are_valid() {
    var config = KafkaConfig.fromProps(BrokerMain.properties("1", "2", "data"), false);
    assertThat(config.logRetentionTimeMillis()).isEqualTo(-1);
    assertThat(config.autoCreateTopicsEnable()).isFalse();
  }
}
