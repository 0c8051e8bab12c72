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

class GammaTest {
  /** Values of mpmath with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.57236494292470008707",
    "3.25, 0.93580193110872535826",
    "15.5, 26.536914491115613624",
    "100, 359.13420536957539878",
    "1e7, 151180949.36947391394"
  })
  void log_gamma_agrees_with_forty_digit_arithmetic(double x, double expected) {
    assertRelative("ln gamma(" + x + ")", Gamma.logGamma(x), expected, 2e-15);
  }

  @Property
  void log_gamma_grows_by_the_logarithm_of_its_argument(
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1000) double x) {
    double growth = Gamma.logGamma(x + 1) - Gamma.logGamma(x);
    assertAbsolute("x = " + x, growth, StrictMath.log(x), 1e-11);
  }

  @Property
  void both_incomplete_gammas_sum_to_one(
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1e5) double a,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1e5) double x) {
    double sum = StrictMath.exp(Gamma.logLower(a, x)) + StrictMath.exp(Gamma.logUpper(a, x));
    assertAbsolute("a = " + a + ", x = " + x, sum, 1, 1e-14);
  }

  @Property
  void both_incomplete_betas_sum_to_one(
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1e5) double a,
      @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 1e5) double b,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double x) {
    double lower = StrictMath.exp(Beta.logRegularized(a, b, x, 1 - x));
    double upper = StrictMath.exp(Beta.logRegularized(b, a, 1 - x, x));
    assertAbsolute("a = " + a + ", b = " + b + ", x = " + x, lower + upper, 1, 1e-12);
  }

  @Test
  void nothing_lies_below_zero_or_beyond_infinity() {
    assertThat(Gamma.logLower(2, Double.POSITIVE_INFINITY)).isZero();
    assertThat(Gamma.logUpper(2, Double.POSITIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Gamma.logLower(2, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Gamma.logUpper(2, 0)).isZero();
    assertThat(Beta.logRegularized(2, 3, 0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Beta.logRegularized(2, 3, 1, 0)).isZero();
  }
}
