package io.brinkwatch.ingest.ucdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brinkwatch.ingest.ucdp.UcdpRelease.Kind;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UcdpReleaseTest {

  @Test
  void a_later_release_has_a_higher_version() {
    assertThat(
            Stream.of(
                    "17.2",
                    "22.1",
                    "23.0.1",
                    "23.0.5",
                    "23.0.12",
                    "23.01.23.06",
                    "23.01.23.12",
                    "23.1",
                    "24.0.1",
                    "24.1")
                .map(name -> UcdpRelease.of(name).version()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void a_replay_never_knows_too_early() {
    assertThat(UcdpRelease.of("23.0.12").publishedAt())
        .isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
    assertThat(UcdpRelease.of("23.0.12").kind()).isEqualTo(Kind.CANDIDATE);
    assertThat(UcdpRelease.of("23.1").publishedAt())
        .isEqualTo(Instant.parse("2023-07-01T00:00:00Z"));
  }

  @Test
  void the_day_of_publication_can_be_told() {
    Instant day = Instant.parse("2023-06-20T00:00:00Z");

    assertThat(UcdpRelease.of("23.0.5", day).publishedAt()).isEqualTo(day);
    assertThat(UcdpRelease.of("23.0.5", day).version())
        .isEqualTo(UcdpRelease.of("23.0.5").version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "23", "23.0.0", "23.0.13", "23.01.24.06", "v23.1", "23.2.5"})
  void what_is_no_release_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> UcdpRelease.of(name));
  }
}
