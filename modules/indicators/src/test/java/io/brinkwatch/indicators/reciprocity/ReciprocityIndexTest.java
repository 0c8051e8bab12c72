package io.brinkwatch.indicators.reciprocity;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReciprocityIndexTest {
  private static final Responsiveness ANSWERS = test(ResponseStatus.OK, 16, 0.001);

  private static Responsiveness test(ResponseStatus status, int hits, double p) {
    return new Responsiveness(status, new Hits(40, hits, 8, 6, p, p), List.of(), 0, List.of());
  }

  @Test
  void both_sides_must_answer() {
    assertAbsolute("both", ReciprocityIndex.of(0, ANSWERS, ANSWERS).value(), 40, 1e-12);
    var chance = test(ResponseStatus.OK, 10, 0.011);
    assertThat(ReciprocityIndex.of(0, ANSWERS, chance).value()).isZero();
    assertThat(ReciprocityIndex.of(0, chance, ANSWERS).value()).isZero();
  }

  @Test
  void what_is_unanswered_counts_where_timing_says_less() {
    var index = ReciprocityIndex.of(55, ANSWERS, ANSWERS);
    assertThat(index.value()).isEqualTo(55);
    assertAbsolute("timing", index.timing(), 40, 1e-12);
  }

  @Test
  void a_saturated_direction_leaves_the_ledger_alone() {
    var index = ReciprocityIndex.of(10, ANSWERS, test(ResponseStatus.SATURATED, 30, 0.001));
    assertThat(index).isEqualTo(new ReciprocityIndex(10, 10, 0, ResponseStatus.SATURATED));
  }

  @Test
  void an_unanswered_index_out_of_range_is_rejected() {
    assertThatThrownBy(() -> ReciprocityIndex.of(101, ANSWERS, ANSWERS))
        .hasMessageContaining("unanswered");
  }
}
