package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EmpiricalNullTest {
  @Test
  void median_spread_and_calibrated_values_agree_with_numpy() {
    var vector = Vectors.json("empirical_null.json");
    double[] history = Vectors.doubles(vector.get("history"));
    int latest = vector.get("W").asInt();
    var own =
        EmpiricalNull.of(Arrays.copyOfRange(history, history.length - latest, history.length));
    assertRelative("median", own.median(), vector.get("median").asDouble(), 1e-10);
    assertRelative("scale", own.scale(), vector.get("mad_sigma").asDouble(), 1e-10);

    double[] z = Vectors.doubles(vector.get("current_z"));
    double[] calibrated = Vectors.doubles(vector.get("expected_z_cal"));
    double[] p = Vectors.doubles(vector.get("expected_p_cal"));
    assertThat(z).hasSize(4);
    for (int i = 0; i < z.length; i++) {
      assertRelative("z " + z[i], own.calibrate(z[i]), calibrated[i], 1e-10);
      assertRelative("p of " + z[i], own.upperTail(z[i]), p[i], 1e-10);
    }
  }

  @Test
  void a_history_quieter_than_normal_makes_nothing_more_alarming() {
    var quiet = EmpiricalNull.of(new double[] {-1, -0.9, -0.8});
    assertThat(quiet.calibrate(2)).isEqualTo(2);
  }

  @Test
  void a_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertThat(EmpiricalNull.of(new double[] {4, 1, 3, 2}).median()).isEqualTo(2.5);
  }

  @Test
  void no_history_is_no_null() {
    assertThatThrownBy(() -> EmpiricalNull.of(new double[0]))
        .hasMessageContaining("needs past z-values");
  }
}
