package io.brinkwatch.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

  @Test
  void the_scale_is_fixed_from_0_to_100() {
    assertThat(Sparkline.of(List.of(0.0, 12.4, 50.0, 99.9, 100.0), 10)).isEqualTo("▁▁▅██");
  }

  @Test
  void neighbours_share_a_bar_where_room_is_short_and_the_highest_counts() {
    assertThat(Sparkline.of(List.of(0.0, 100.0, 0.0, 0.0), 2)).isEqualTo("█▁");
  }

  @Test
  void no_values_make_no_bars() {
    assertThat(Sparkline.of(List.of(), 10)).isEmpty();
  }
}
