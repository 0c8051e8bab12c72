package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TempoIndexTest {
  @Test
  void the_index_agrees_with_the_reference() {
    var cases = Vectors.json("tempo_index.json").get("cases");
    assertThat(cases).hasSize(9);
    for (var vector : cases) {
      double negLog10P = -StrictMath.log10(vector.get("p").asDouble());
      double actual = TempoIndex.of(negLog10P, vector.get("rr").asDouble());
      assertAbsolute(vector.toString(), actual, vector.get("expected").asDouble(), 1e-10);
    }
  }

  @Test
  void significance_without_size_and_size_without_significance_score_nothing() {
    assertThat(TempoIndex.of(300, 1)).isZero();
    assertThat(TempoIndex.of(1, 300)).isZero();
  }

  @Property
  void the_index_stays_in_range(
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1e6) double negLog10P,
      @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1e9) double rr) {
    assertThat(TempoIndex.of(negLog10P, rr)).isBetween(0.0, 100.0);
  }
}
