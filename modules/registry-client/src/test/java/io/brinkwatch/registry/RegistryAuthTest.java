package io.brinkwatch.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAuthTest {
  @ParameterizedTest
  @CsvSource({
    "basic.auth.credentials.source, USER_INFO",
    "basic.auth.credentials.source, URL",
    "schema.registry.basic.auth.credentials.source, SASL_INHERIT",
    "bearer.auth.credentials.source, STATIC_TOKEN",
    "schema.registry.bearer.auth.credentials.source, CUSTOM"
  })
  void a_known_source_of_credentials_is_accepted(String key, String value) {
    assertThatCode(() -> RegistryAuth.check(Map.of(key, value))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "basic.auth.credentials.source, user_info",
    "schema.registry.basic.auth.credentials.source, STATIC_TOKEN",
    "bearer.auth.credentials.source, OAUTHBEARER",
    "schema.registry.bearer.auth.credentials.source, ''"
  })
  void an_unknown_source_of_credentials_is_refused_with_key_and_value(String key, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryAuth.check(Map.of(key, value)))
        .withMessageStartingWith(key + " is '" + value + "'; it must be one of [");
  }

  @Test
  void no_source_at_all_is_accepted() {
    assertThatCode(() -> RegistryAuth.check(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void a_serde_refuses_to_be_configured_with_an_unknown_source() {
    try (var serde = new SpecificAvroSerde<Sighting>()) {
      Map<String, String> config =
          Map.of(
              "schema.registry.url",
              "mock://auth",
              "bearer.auth.credentials.source",
              "OAUTHBEARER");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> serde.configure(config, false))
          .withMessageContaining("[CUSTOM, STATIC_TOKEN]");
    }
  }
}
