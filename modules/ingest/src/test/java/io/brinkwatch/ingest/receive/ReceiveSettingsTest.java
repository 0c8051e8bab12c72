package io.brinkwatch.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveSettingsTest {

  @Test
  void this_machine_alone_needs_no_token() {
    ReceiveSettings settings = ReceiveSettings.of(Map.of());

    assertThat(settings.address().getAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.token()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "receive.host, 0.0.0.0, receive.token",
    "receive.token, short, 16 characters",
    "receive.tick.minutes, 7, divide a day",
    "receive.feed, No Good, lower-case",
    "receive.family, NOBODY, receive.family"
  })
  void what_cannot_be_meant_is_refused(String key, String value, String says) {
    assertThatThrownBy(() -> ReceiveSettings.of(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(says);
  }
}
