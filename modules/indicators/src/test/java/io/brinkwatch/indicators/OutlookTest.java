package io.brinkwatch.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest {
  @ParameterizedTest
  @CsvSource({
    "30, 40, 40, 1,    RISING",
    "30, 40, 60, 1,    RISING",
    " 0, 40, 30, 0,    RISING",
    "29, 40, 31, 1,    STEADY",
    " 9, 30, 40, 0.8,  EASING",
    " 9, 30, 40, 0.79, STEADY",
    "10, 30, 40, 1,    STEADY",
    " 9, 31, 40, 1,    STEADY"
  })
  void the_outlook_follows_pressure_and_the_change_in_a_week(
      double pressure, double index, double weekAgo, double exposure, Outlook expected) {
    assertThat(Outlook.of(pressure, index, OptionalDouble.of(weekAgo), exposure))
        .isEqualTo(expected);
  }

  @Test
  void without_a_week_to_look_back_on_only_pressure_counts() {
    assertThat(Outlook.of(0, 90, OptionalDouble.empty(), 1)).isEqualTo(Outlook.STEADY);
    assertThat(Outlook.of(30, 0, OptionalDouble.empty(), 1)).isEqualTo(Outlook.RISING);
  }
}
