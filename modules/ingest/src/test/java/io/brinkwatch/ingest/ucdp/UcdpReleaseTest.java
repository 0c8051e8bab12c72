package io.brinkwatch.ingest.ucdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brinkwatch.ingest.ucdp.UcdpRelease.Kind;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  void those_behind_a_release_tell_of_later_time_and_may_be_out() {
    assertThat(UcdpRelease.annualBy(Instant.parse("2024-06-30T00:00:00Z")).name())
        .isEqualTo("23.1");
    assertThat(UcdpRelease.annualBy(Instant.parse("2024-07-01T00:00:00Z")).name())
        .isEqualTo("24.1");
    assertThat(
            UcdpRelease.of("23.0.11").andLaterBy(Instant.parse("2024-05-10T00:00:00Z")).stream()
                .map(UcdpRelease::name))
        .containsExactly(
            "23.0.11", "23.0.12", "24.0.1", "24.0.2", "24.0.3", "24.0.4", "24.0.5", "24.1");
  }

  @ParameterizedTest
  @CsvSource({
    "GEDEvent_v23_1.csv,23.1",
    "GEDEvent_v24_0_5.csv,24.0.5",
    "GEDEvent_v24_01_24_06.csv,24.01.24.06",
    "ged231-csv.zip,23.1",
    "ucdp_ged_23.1_sample1000.csv,23.1",
    "ucdp-25.0.11.csv.gz,25.0.11"
  })
  void a_file_name_tells_the_release(String file, String release) {
    assertThat(UcdpRelease.ofFile(file)).contains(UcdpRelease.of(release));
  }

  @ParameterizedTest
  @ValueSource(strings = {"events.csv", "2023_11_09.csv", "ged2405.csv", "23.1-and-24.1.csv", "-"})
  void a_file_name_that_tells_none_or_two_is_not_guessed_at(String file) {
    assertThat(UcdpRelease.ofFile(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "23.1,1989-01-01,2023-01-01",
    "24.0.5,2024-05-01,2024-06-01",
    "24.01.24.06,2024-01-01,2024-07-01"
  })
  void a_release_tells_a_stretch_whole(String name, String from, String to) {
    UcdpRelease release = UcdpRelease.of(name);

    assertThat(release.from()).isEqualTo(from + "T00:00:00Z");
    assertThat(release.to()).isEqualTo(to + "T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "23", "23.0.0", "23.0.13", "23.01.24.06", "v23.1", "23.2.5"})
  void what_is_no_release_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> UcdpRelease.of(name));
  }
}
