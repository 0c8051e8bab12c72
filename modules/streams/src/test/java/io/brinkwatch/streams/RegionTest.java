package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static Theatre retired(String id, Instant from) {
    Theatre theatre =
        Cast.theatres().stream().filter(t -> t.getId().equals(id)).findFirst().orElseThrow();
    return Theatre.newBuilder(theatre)
        .setVersion(2)
        .setEffectiveFrom(from)
        .setRetired(true)
        .build();
  }

  /** Theatres are evaluated one after the other: the last one's evaluations come after others'. */
  @Test
  void the_region_is_final_in_the_order_of_its_evaluations_also_when_a_theatre_retires() {
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.theatre(retired("SOUTH", Cast.START.plus(DAY.multipliedBy(9))));
      for (int day = 1; day <= 14; day++) {
        pipeline.take(Ticks.wire(Cast.START.plus(DAY.multipliedBy(day)), DAY));
      }
      List<Instant> region =
          pipeline.finalLevels().stream()
              .filter(level -> level.getSubject().equals(SubjectKind.REGION.name()))
              .map(EscalationLevel::getEvaluatedAt)
              .toList();
      List<Instant> north =
          pipeline.finalLevels().stream()
              .filter(level -> level.getSubject().equals("NORTH"))
              .map(EscalationLevel::getEvaluatedAt)
              .toList();
      assertThat(region).isNotEmpty().isSorted().isEqualTo(north);
    }
  }
}
