package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a theatre that ends while it still knows something. */
class RetiredTheatreTest {
  private static final String THEATRE = "NORTH";
  private static final Duration STEP = Duration.ofHours(6);
  // horizon of the cast's policy and reach of the sightings, and more than the grace
  private static final int FORGOTTEN_AFTER = 40 + 130 + 3;

  private static Instant day(int days) {
    return Cast.START.plus(Duration.ofDays(days));
  }

  /** Told so exactly that others may join it: such reports are remembered longest. */
  private static List<IncidentReport> strikes() {
    Place exact = Place.newBuilder(Reports.at(THEATRE)).setPrecision(GeoPrecision.NEAR).build();
    return List.of(
        Reports.strike("r1", day(2)).setPlace(exact).build(),
        Reports.strike("r2", day(7)).setPlace(exact).setMunitions(9).build(),
        Reports.strike("r3", day(8)).build());
  }

  private static Theatre version(int version, Instant from, boolean retired) {
    Theatre theatre =
        Cast.theatres().stream().filter(t -> t.getId().equals(THEATRE)).findFirst().orElseThrow();
    return Theatre.newBuilder(theatre)
        .setVersion(version)
        .setEffectiveFrom(from)
        .setRetired(retired)
        .build();
  }

  private static void tick(PipelineDriver pipeline, Instant from, Instant to, Duration step) {
    for (Instant t = from.plus(step); !t.isAfter(to); t = t.plus(step)) {
      pipeline.take(Ticks.wire(t, step));
    }
  }

  private static List<IndicatorReading> readings(PipelineDriver pipeline, Instant from) {
    return pipeline.finalReadings().stream()
        .filter(r -> r.getSubject().equals(THEATRE) && !r.getEvaluatedAt().isBefore(from))
        .toList();
  }

  @Test
  void it_is_not_read_any_more_and_in_the_end_nothing_of_it_is_left() {
    try (var struck = PipelineDriver.withCast();
        var calm = PipelineDriver.withCast()) {
      for (PipelineDriver pipeline : List.of(struck, calm)) {
        pipeline.theatre(version(2, day(10), true));
      }
      tick(struck, day(0), day(1), STEP);
      tick(calm, day(0), day(1), STEP);
      struck.take(strikes());
      tick(struck, day(1), day(30), STEP);
      tick(calm, day(1), day(30), STEP);
      assertThat(readings(struck, day(9))).isNotEmpty();
      assertThat(readings(struck, day(10))).isEmpty();
      assertThat(struck.remembered()).isGreaterThan(calm.remembered());

      tick(struck, day(30), day(10 + FORGOTTEN_AFTER), Duration.ofDays(1));
      tick(calm, day(30), day(10 + FORGOTTEN_AFTER), Duration.ofDays(1));

      assertThat(struck.remembered()).isEqualTo(calm.remembered());
      assertThat(struck.ringsOf(THEATRE)).isZero();
      assertThat(struck.ringsOf("SOUTH")).isEqualTo(1);
    }
  }

  @Test
  void what_is_told_of_it_late_is_let_go_too() {
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.theatre(version(2, day(10), true));
      tick(pipeline, day(0), day(30), STEP);
      pipeline.take(
          strikes().stream()
              .map(r -> IncidentReport.newBuilder(r).setPublishedAt(day(30)).build())
              .toList());
      assertThat(pipeline.incidents).hasSize(3);
      assertThat(pipeline.ringsOf(THEATRE)).isEqualTo(1);
      tick(pipeline, day(30), day(30 + FORGOTTEN_AFTER), Duration.ofDays(1));
      assertThat(pipeline.ringsOf(THEATRE)).isZero();
      assertThat(readings(pipeline, day(10))).isEmpty();
    }
  }

  @Test
  void if_it_comes_back_it_is_as_if_it_had_never_gone() {
    try (var away = PipelineDriver.withCast();
        var there = PipelineDriver.withCast()) {
      away.theatre(version(2, day(10), true));
      away.theatre(version(3, day(20), false));
      for (PipelineDriver pipeline : List.of(away, there)) {
        pipeline.take(strikes());
        tick(pipeline, day(0), day(30), STEP);
      }
      assertThat(readings(away, day(20))).isNotEmpty().isEqualTo(readings(there, day(20)));
      assertThat(readings(away, day(20))).anyMatch(r -> r.getValue() > 0);
      assertThat(readings(away, day(10))).noneMatch(r -> r.getEvaluatedAt().isBefore(day(20)));
    }
  }

  @Test
  void one_that_falls_silent_forgets_and_comes_back_equal_to_one_that_never_spoke() {
    try (var silent = PipelineDriver.withCast();
        var fresh = PipelineDriver.withCast()) {
      Instant back = day(10 + FORGOTTEN_AFTER);
      silent.take(strikes());
      for (PipelineDriver pipeline : List.of(silent, fresh)) {
        tick(pipeline, day(0), back, Duration.ofDays(1));
      }
      assertThat(silent.remembered()).isEqualTo(fresh.remembered());

      Instant again = back.plus(Duration.ofHours(2));
      for (PipelineDriver pipeline : List.of(silent, fresh)) {
        pipeline.take(Reports.strike("new", again).build());
        tick(pipeline, back, back.plus(Duration.ofDays(4)), STEP);
      }

      assertThat(readings(silent, again)).isEqualTo(readings(fresh, again));
      assertThat(readings(silent, again)).anyMatch(r -> r.getValue() > 0);
    }
  }
}
