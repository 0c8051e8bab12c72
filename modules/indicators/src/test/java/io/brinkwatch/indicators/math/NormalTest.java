package io.brinkwatch.indicators.math;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
  /** Values of mpmath with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "0.5, 0.30853753872598689636",
    "1, 0.15865525393145705141",
    "1.7, 0.044565462758543043664",
    "1.75, 0.040059156863817090419",
    "3, 0.0013498980316300945267",
    "7, 1.2798125438858350044e-12",
    "12, 1.7764821120776789977e-33",
    "37, 5.7255712225245768227e-300"
  })
  void tails_agree_with_forty_digit_arithmetic(double z, double expected) {
    assertRelative("P(Z > " + z + ")", Normal.sf(z), expected, 1e-12);
    assertRelative("P(Z < -" + z + ")", Normal.cdf(-z), expected, 1e-12);
    assertRelative("quantile of the tail beyond " + z, Normal.quantile(expected), -z, 1e-12);
    assertAbsolute("P(Z < " + z + ")", Normal.cdf(z), 1 - expected, 1e-15);
  }

  @Property
  void the_quantile_undoes_the_distribution(
      @ForAll @Scale(9) @DoubleRange(min = -37, max = 5) double z) {
    // above 0 the digits of z are in 1 - cdf, of which cdf keeps fewer and fewer
    double tolerance = z < 0 ? 1e-12 * Math.max(1, -z) : 1e-9;
    assertAbsolute("z", Normal.quantile(Normal.cdf(z)), z, tolerance);
  }

  @Property
  void quantiles_mirror_at_the_middle(
      @ForAll @Scale(9) @DoubleRange(min = 0.0625, max = 0.5) double p) {
    assertAbsolute("z", Normal.quantile(p), -Normal.quantile(1 - p), 1e-12);
  }

  @Test
  void the_ends_of_the_distribution_are_the_infinities() {
    assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Normal.quantile(0.5)).isZero();
    assertThat(Normal.quantile(-0.1)).isNaN();
    assertThat(Normal.quantile(1.1)).isNaN();
    assertThat(Normal.sf(Double.POSITIVE_INFINITY)).isZero();
    assertThat(Normal.sf(Double.NEGATIVE_INFINITY)).isEqualTo(1);
  }
}
