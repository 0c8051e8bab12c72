package io.brinkwatch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.ssl.keystore.password",
        "kafka.sasl.jaas.config",
        "kafka.ssl.keystore.key",
        "registry.bearer.auth.token",
        "registry.basic.auth.user.info",
        "registry.client.secret"
      })
  void a_secret_is_masked(String key) {
    assertThat(Secrets.shown(key, "hunter2")).doesNotContain("hunter2").isEqualTo("********");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bootstrap.servers", "kafka.client.monkey"})
  void an_ordinary_value_is_shown(String key) {
    assertThat(Secrets.shown(key, "plain")).isEqualTo("plain");
  }

  @Test
  void credentials_inside_an_address_are_masked() {
    assertThat(Secrets.shown("schema.registry.url", "https://me:hunter2@host/x"))
        .isEqualTo("https://********@host/x");
  }
}
