package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidesTest {
  private static final Sides MILITIA_ON_FORCES = sides("militia", "forces", true);

  private static Sides sides(String by, String on, boolean directed) {
    return new Sides(set(by), set(on), directed);
  }

  private static Set<String> set(String names) {
    return names == null ? Set.of() : Set.of(names.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "militia,       forces, true",
    "brigade militia, forces, true", // the militia sponsors it
    "militia,       ,       true",
    ",              forces, true",
    "stranger,      forces, false",
    "militia,       town,   false",
    ",              ,       false", // says nothing that fits
    "forces,        militia, false",
  })
  void an_incident_is_among_those_counted_if_a_side_fits_and_none_differs(
      String by, String on, boolean among) {
    assertThat(sides(by, on, true).areAmong(MILITIA_ON_FORCES)).isEqualTo(among);
  }

  @Test
  void who_did_what_to_whom_is_open_where_only_sides_are_named() {
    assertThat(sides("forces", "militia", false).areAmong(MILITIA_ON_FORCES)).isTrue();
    assertThat(sides("forces", "town", false).areAmong(MILITIA_ON_FORCES)).isFalse();
  }

  @Test
  void a_count_of_nobodys_attacks_in_particular_counts_all() {
    assertThat(sides(null, null, true).areAmong(Sides.OPEN)).isTrue();
    assertThat(sides("stranger", "town", true).areAmong(Sides.OPEN)).isTrue();
    assertThat(MILITIA_ON_FORCES.areAmong(new Sides(Set.of("militia"), Set.of(), true))).isTrue();
  }
}
