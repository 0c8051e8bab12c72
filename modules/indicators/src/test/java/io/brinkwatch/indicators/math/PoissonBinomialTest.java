package io.brinkwatch.indicators.math;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PoissonBinomialTest {
  @Property
  void probabilities_sum_to_one_and_the_mean_is_the_sum_of_the_chances(
      @ForAll @Size(max = 30) List<@DoubleRange(min = 0, max = 1) Double> chances) {
    var counts = PoissonBinomial.of(chances.stream().mapToDouble(p -> p).toArray());
    double sum = 0;
    double mean = 0;
    double expected = 0;
    for (int k = 0; k <= chances.size(); k++) {
      sum += counts.probability(k);
      mean += k * counts.probability(k);
    }
    for (double chance : chances) {
      expected += chance;
    }
    assertAbsolute("sum", sum, 1, 1e-12);
    assertAbsolute("mean", mean, expected, 1e-11);
  }

  @Property
  void equal_chances_give_the_binomial_tail(
      @ForAll @IntRange(min = 1, max = 40) int trials,
      @ForAll @IntRange(min = 1, max = 40) int successes,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
    int k = Math.min(trials, successes);
    double tail = StrictMath.exp(Beta.logRegularized(k, trials - k + 1.0, p, 1 - p));
    assertRelative("tail", PoissonBinomial.binomial(trials, p).upperTail(k), tail, 1e-10);
  }

  @Test
  void nothing_is_beyond_the_number_of_trials() {
    var counts = PoissonBinomial.of(0.5, 0.25);
    assertThat(counts.upperTail(3)).isZero();
    assertThat(counts.probability(-1)).isZero();
    assertThat(counts.upperTail(-1)).isEqualTo(1);
    assertThat(counts.midP(2)).isEqualTo(0.0625);
    assertThat(PoissonBinomial.of().upperTail(0)).isEqualTo(1);
  }

  @Test
  void a_chance_is_a_probability() {
    assertThatThrownBy(() -> PoissonBinomial.of(0.5, Double.NaN))
        .hasMessage("success must be within [0, 1], was NaN");
  }
}
