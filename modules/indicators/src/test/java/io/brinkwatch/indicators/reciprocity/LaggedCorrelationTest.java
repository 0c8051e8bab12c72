package io.brinkwatch.indicators.reciprocity;

import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Vectors;
import org.junit.jupiter.api.Test;

class LaggedCorrelationTest {
  @Test
  void correlations_and_statistics_agree_with_numpy() {
    JsonNode vector = Vectors.json("haugh.json");
    double[] x = Vectors.doubles(vector.get("x"));
    double[] y = Vectors.doubles(vector.get("y"));
    var actual = LaggedCorrelation.of(x, y, vector.get("M").asInt());
    JsonNode expected = vector.get("expected");
    assertThat(x).hasSize(expected.get("n").asInt());
    double[] r = Vectors.doubles(expected.get("r_lag1_to_M"));
    assertThat(actual.correlations()).hasSize(r.length);
    for (int k = 0; k < r.length; k++) {
      assertRelative("r" + (k + 1), actual.correlations().get(k), r[k], 1e-10);
    }
    assertRelative("S", actual.s(), expected.get("S").asDouble(), 1e-10);
    assertRelative("S*", actual.sStar(), expected.get("S_star").asDouble(), 1e-10);
    assertRelative("p", actual.p(), expected.get("p_S").asDouble(), 1e-10);
    assertRelative("p*", actual.pStar(), expected.get("p_S_star").asDouble(), 1e-10);
    assertThat(actual.direction()).isPositive();
  }

  @Test
  void a_series_that_leads_by_a_day_is_found_and_the_one_that_follows_is_not() {
    double[] x = {1, 0, 0, 2, 0, 0, 3, 0, 0, 1, 0, 0};
    double[] y = {0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 1, 0};
    assertThat(LaggedCorrelation.of(x, y, 1).correlations().get(0)).isGreaterThan(0.9);
    assertThat(LaggedCorrelation.of(y, x, 1).correlations().get(0)).isNegative();
  }

  @Test
  void a_series_without_variance_leads_nobody() {
    var none = LaggedCorrelation.of(new double[9], new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3);
    assertThat(none.correlations()).containsOnly(0.0);
    assertThat(none.pStar()).isEqualTo(1);
  }

  @Test
  void series_of_other_length_or_too_short_are_rejected() {
    assertThatThrownBy(() -> LaggedCorrelation.of(new double[3], new double[4], 1))
        .hasMessage("series of 3 and 4 bins");
    assertThatThrownBy(() -> LaggedCorrelation.of(new double[3], new double[3], 3))
        .hasMessage("3 lags in 3 bins");
  }
}
