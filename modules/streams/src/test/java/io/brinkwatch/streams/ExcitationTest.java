package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.DyadDetail;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What parameters of a pair that are published while the pipeline runs make of its readings. */
class ExcitationTest {
  private static final Duration SIX_HOURS = Duration.ofHours(6);

  private static Instant hour(int hours) {
    return Cast.START.plus(Duration.ofHours(hours));
  }

  private static PipelineDriver driver() {
    var driver = new PipelineDriver();
    Cast.theatres().forEach(driver::theatre);
    Cast.actors().forEach(driver::actor);
    driver.policy(Cast.policy());
    return driver;
  }

  private static void play(PipelineDriver pipeline, int from, int to) {
    for (int h = from; h < to; h += 6) {
      String by = h % 12 == 0 ? "Militia" : "Bravo";
      pipeline.take(
          Reports.strike("s" + h, hour(h))
              .setInitiators(List.of(by))
              .setTargets(List.of(h % 12 == 0 ? "Bravo" : "Alpha"))
              .build());
      pipeline.take(Ticks.wire(hour(h + 6), SIX_HOURS));
    }
  }

  private static List<IndicatorReading> dyads(PipelineDriver pipeline, String name) {
    return pipeline.finalReadings().stream()
        .filter(r -> r.getSubjectKind() == SubjectKind.DYAD)
        .filter(r -> r.getSubject().equals("NORTH/" + name))
        .toList();
  }

  private static HawkesParameters version(int version, Instant from) {
    return HawkesParameters.newBuilder(Cast.hawkes().get(version - 1))
        .setEffectiveFrom(from)
        .build();
  }

  @Test
  void they_hold_from_their_event_time_on_without_a_restart_and_change_nothing_else() {
    try (var pipeline = driver();
        var without = driver()) {
      play(pipeline, 0, 36);
      pipeline.pair(version(1, hour(48)));
      play(pipeline, 36, 66);
      pipeline.pair(version(2, hour(72)));
      play(pipeline, 66, 120);
      play(without, 0, 120);

      for (String name : List.of("alpha>bravo", "bravo>alpha")) {
        assertThat(dyads(pipeline, name))
            .hasSizeGreaterThan(8)
            .allSatisfy(r -> assertThat(r.getDyad().getHawkesVersion()).isEqualTo(versionAt(r)));
      }
      assertThat(dyads(pipeline, "bravo>alpha"))
          .filteredOn(r -> r.getDyad().getHawkesVersion() != null)
          .extracting(IndicatorReading::getDyad)
          .allMatch(dyad -> dyad.getIntensity() > 0)
          .allMatch(dyad -> dyad.getCrossShare() > 0 && dyad.getCrossShare() < 1);
      // the proxy's sponsor has parameters, the proxy has none
      assertThat(dyads(pipeline, "militia>bravo"))
          .isNotEmpty()
          .allMatch(r -> r.getDyad().getIntensity() == null);
      assertThat(pipeline.finalReadings().stream().map(ExcitationTest::bare).toList())
          .isEqualTo(without.finalReadings());
      assertThat(pipeline.finalLevels()).isEqualTo(without.finalLevels());
    }
  }

  private static Integer versionAt(IndicatorReading reading) {
    if (reading.getEvaluatedAt().isBefore(hour(48))) {
      return null;
    }
    return reading.getEvaluatedAt().isBefore(hour(72)) ? 1 : 2;
  }

  private static IndicatorReading bare(IndicatorReading reading) {
    if (reading.getDyad() == null) {
      return reading;
    }
    DyadDetail dyad =
        DyadDetail.newBuilder(reading.getDyad())
            .setIntensity(null)
            .setCrossShare(null)
            .setHawkesVersion(null)
            .build();
    return IndicatorReading.newBuilder(reading).setDyad(dyad).build();
  }
}
