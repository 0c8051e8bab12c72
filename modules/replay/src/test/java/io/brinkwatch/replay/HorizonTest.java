package io.brinkwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HorizonTest {
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private static final Instant FIRST = Instant.parse("2023-10-08T05:00:00Z");

  @Test
  void the_last_evaluation_covers_the_end_of_the_data() {
    Horizon horizon =
        Horizon.of(FIRST, Instant.parse("2023-11-30T13:00:00Z"), SIX_HOURS, Duration.ofHours(24));

    assertThat(horizon.first()).isEqualTo("2023-10-08T00:00:00Z");
    assertThat(horizon.lastEvaluation()).isEqualTo("2023-11-30T18:00:00Z");
  }

  @Test
  void ticks_go_on_for_the_grace_and_one_step() {
    Horizon horizon =
        Horizon.of(FIRST, Instant.parse("2023-11-30T18:00:00Z"), SIX_HOURS, Duration.ofHours(25));

    assertThat(horizon.lastEvaluation()).isEqualTo("2023-11-30T18:00:00Z");
    assertThat(horizon.lastTick()).isEqualTo("2023-12-02T06:00:00Z");
  }
}
