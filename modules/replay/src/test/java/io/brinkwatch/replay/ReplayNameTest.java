package io.brinkwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayNameTest {

  @ParameterizedTest
  @CsvSource({
    "incidents-2023-10_2023-11.csv, incidents-2023-10-2023-11",
    "/data/Été 2006.CSV, ete-2006",
    "x, x",
    "..odd..name.csv, odd-name"
  })
  void a_file_suggests_a_name(String file, String name) {
    assertThat(ReplayName.of(Path.of(file)).value()).isEqualTo(name);
  }

  @Test
  void a_long_file_name_is_cut() {
    assertThat(ReplayName.of(Path.of("a".repeat(39) + "-b.csv")).value()).isEqualTo("a".repeat(39));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Up", "a.b", "-a", "a-", "a_b", "a/b", "../x"})
  void a_name_of_another_form_is_refused(String name) {
    assertThatThrownBy(() -> new ReplayName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void the_prefix_is_below_the_live_one() {
    assertThat(new ReplayName("autumn").prefix("brinkwatch."))
        .isEqualTo("brinkwatch.replay-autumn.");
  }
}
