package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.FeedRule;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Weapon;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Scenario;
import io.brinkwatch.testkit.Ticks;
import io.brinkwatch.testkit.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What is heard when, in whatever order it arrives: readings must know neither more nor less. */
class HearingTest {
  private static final Duration SIX_HOURS = Duration.ofHours(6);

  private static Instant hour(int hours) {
    return Cast.START.plus(Duration.ofHours(hours));
  }

  private static List<SpecificRecord> ticks(int from, int to) {
    var ticks = new ArrayList<SpecificRecord>();
    for (int h = from; h <= to; h += 6) {
      ticks.add(Ticks.wire(hour(h), SIX_HOURS));
    }
    return ticks;
  }

  /** A strike at an hour, told at another. */
  private static IncidentReport strike(String id, int version, int hour, int told, int munitions) {
    return Reports.strike(id, hour(hour))
        .setVersion(version)
        .setWeapon(Weapon.BALLISTIC_MISSILE)
        .setMunitions(munitions)
        .setPublishedAt(hour(told))
        .build();
  }

  @SafeVarargs
  private static List<SpecificRecord> all(List<? extends SpecificRecord>... parts) {
    var all = new ArrayList<SpecificRecord>();
    for (List<? extends SpecificRecord> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  private static void requireAsTheOracle(List<SpecificRecord> arrivals) {
    try (var pipeline = PipelineDriver.withChangingPolicy()) {
      pipeline.take(arrivals);
      Verdict.on(new Scenario(arrivals), pipeline.finalReadings(), pipeline.finalLevels())
          .requireEqual();
    }
  }

  @Test
  void a_tick_that_leaps_over_weeks_says_what_many_small_ones_would_have_said() {
    int week = 7 * 24;
    requireAsTheOracle(
        all(
            ticks(6, 48),
            List.of(strike("r1", 1, 40, 50, 40)),
            List.of(
                Ticks.wire(hour(5 * week), SIX_HOURS),
                // another feed, which nobody knew before
                Ticks.tick(
                    Cast.DESK,
                    FeedFamily.CURATED,
                    hour(5 * week + 12),
                    SIX_HOURS,
                    FeedHealth.HEALTHY)),
            List.of(strike("r2", 1, 5 * week - 2, 5 * week - 1, 9)),
            ticks(5 * week + 18, 6 * week)));
  }

  @Test
  void a_correction_may_have_been_published_before_what_it_corrects() {
    requireAsTheOracle(
        all(
            ticks(6, 24),
            List.of(
                strike("r2", 1, 20, 22, 8),
                strike("r1", 1, 20, 60, 40),
                strike("r1", 2, 20, 25, 4)),
            ticks(30, 120)));
  }

  @Test
  void a_retraction_may_have_been_published_weeks_before_what_it_retracts() {
    IncidentReport told = strike("r1", 1, 450, 816, 40);
    requireAsTheOracle(
        all(
            ticks(6, 480),
            List.of(told),
            ticks(486, 504),
            List.of(
                IncidentReport.newBuilder(strike("r1", 2, 450, 500, 40))
                    .setState(RecordState.RETRACTED)
                    .build()),
            ticks(510, 840)));
  }

  @Test
  void what_a_correction_replaced_counts_where_the_correction_was_not_heard() {
    IncidentReport early = strike("r1", 1, 2, 5, 40);
    IncidentReport late = strike("r1", 2, 2, 60, 4);
    requireAsTheOracle(all(List.of(early, late), ticks(6, 120)));
    requireAsTheOracle(all(List.of(late, early), ticks(6, 120)));
  }

  @Test
  void a_tick_that_goes_back_counts_when_every_partition_has_let_it_pass() {
    var wire = new ArrayList<Tick>();
    for (int h = 6; h <= 24; h += 6) {
      wire.add(Ticks.wire(hour(h), SIX_HOURS));
    }
    wire.add(
        Ticks.tick(Cast.WIRE, FeedFamily.WIRE, hour(72), Duration.ofHours(48), FeedHealth.UNKNOWN));
    for (int h = 30; h <= 96; h += 6) {
      wire.add(Ticks.wire(hour(h), SIX_HOURS));
    }
    requireNoSkew(wire);
  }

  @Test
  void coverage_told_too_late_for_a_reading_changes_nothing_however_far_a_partition_is_ahead() {
    var ticks = new ArrayList<Tick>();
    for (int h = 6; h <= 24; h += 6) {
      ticks.add(Ticks.wire(hour(h), SIX_HOURS));
      ticks.add(Ticks.desk(hour(h), SIX_HOURS));
    }
    for (int h = 30; h <= 72; h += 6) {
      ticks.add(Ticks.desk(hour(h), SIX_HOURS));
    }
    ticks.add(Ticks.wire(hour(72), Duration.ofHours(48)));
    for (int h = 78; h <= 96; h += 6) {
      ticks.add(Ticks.desk(hour(h), SIX_HOURS));
    }
    requireNoSkew(ticks);
  }

  private static void requireNoSkew(List<Tick> ticks) {
    try (var even = PipelineDriver.withCast();
        var skewed = PipelineDriver.withCast()) {
      for (Tick tick : ticks) {
        even.progress(tick, 0, 2);
        even.progress(tick, 1, 2);
        skewed.progress(tick, 0, 2);
      }
      assertThat(skewed.indicatorReadings).isEmpty();
      ticks.forEach(tick -> skewed.progress(tick, 1, 2));
      assertThat(even.finalLevels()).anyMatch(EscalationLevel::getStale);
      assertThat(skewed.finalReadings()).isEqualTo(even.finalReadings());
    }
  }

  @Test
  void a_policy_that_shortens_the_grace_closes_nothing_twice_and_nothing_early() {
    Policy shorter =
        Policy.newBuilder(Cast.policy())
            .setVersion(8)
            .setEffectiveFrom(hour(48))
            .setFeeds(List.of(new FeedRule(FeedFamily.OTHER, 6, 12, 2)))
            .build();
    IncidentReport report = strike("r1", 1, 40, 63, 40);
    try (var before = PipelineDriver.withCast();
        var after = PipelineDriver.withCast()) {
      before.policy(shorter);
      after.policy(shorter);
      before.take(all(List.of(report), ticks(6, 120)));
      after.take(all(ticks(6, 60), List.of(report), ticks(66, 120)));
      assertThat(intensity(before)).isEqualTo(intensity(after));
      // the 42nd hour closes at 66, and what comes after it not before
      assertThat(intensity(before)).contains(hour(48) + " 19.106721784654855");
      assertThat(before.finalReadings()).doesNotHaveDuplicates();
    }
  }

  private static List<String> intensity(PipelineDriver pipeline) {
    return pipeline.finalReadings().stream()
        .filter(r -> r.getSubject().equals("NORTH"))
        .filter(r -> r.getIndicator() == Indicator.INTENSITY_3D)
        .map(HearingTest::line)
        .toList();
  }

  private static String line(IndicatorReading reading) {
    return reading.getEvaluatedAt() + " " + reading.getValue();
  }

  @Test
  void what_came_too_late_is_audited_once_whenever_it_is_read() {
    IncidentReport late = strike("r1", 1, 2, 63, 40);
    for (int readAt : List.of(0, 12, 60, 66, 90)) {
      try (var pipeline = PipelineDriver.withCast()) {
        pipeline.take(all(ticks(6, readAt), List.of(late), ticks(readAt - readAt % 6 + 6, 120)));
        assertThat(pipeline.rejections)
            .as("read at hour %d", readAt)
            .extracting(Rejection::getReason)
            .containsExactly(RejectionReason.LATE_AFTER_FINAL);
      }
    }
  }

  @Test
  void what_was_withdrawn_long_after_is_audited_with_the_readings_that_know_it() {
    IncidentReport told = strike("r1", 1, 2, 5, 40);
    IncidentReport withdrawn =
        IncidentReport.newBuilder(strike("r1", 2, 2, 90, 40))
            .setState(RecordState.RETRACTED)
            .build();
    try (var pipeline = PipelineDriver.withCast()) {
      // read at the 48th hour, as a replay does that runs ahead of what it reads
      pipeline.take(all(List.of(told), ticks(6, 48), List.of(withdrawn), ticks(54, 120)));

      assertThat(pipeline.rejections)
          .singleElement()
          .satisfies(
              audit ->
                  assertThat(audit.getDetail())
                      .isEqualTo(
                          "happened by %s, but readings up to %s are FINAL; what was heard of it at %s counts in FINAL readings after those whose grace ends then or later"
                              .formatted(hour(3), hour(24), hour(90))));
      // the 60th hour ends its grace at the 84th and does not know of it, the 66th at the 90th does
      assertThat(intensityAt(pipeline, hour(60))).isPositive();
      assertThat(intensityAt(pipeline, hour(66))).isZero();
    }
  }

  private static double intensityAt(PipelineDriver pipeline, Instant time) {
    return pipeline.finalReadings().stream()
        .filter(r -> r.getSubject().equals("NORTH") && r.getEvaluatedAt().equals(time))
        .filter(r -> r.getIndicator() == Indicator.INTENSITY_3D)
        .mapToDouble(IndicatorReading::getValue)
        .sum();
  }

  @Test
  void a_correction_that_moves_an_incident_out_of_memory_takes_it_back() {
    try (var pipeline = PipelineDriver.withCast()) {
      int day = 45 * 24;
      pipeline.take(all(ticks(6, day), List.of(strike("r1", 1, day - 5, day - 3, 40))));
      pipeline.take(strike("r1", 2, -30 * 24, day - 2, 40));
      assertThat(pipeline.rejections)
          .extracting(Rejection::getReason)
          .containsExactly(RejectionReason.TOO_OLD);
      assertThat(pipeline.incidents)
          .last()
          .extracting(Incident::getState)
          .isEqualTo(RecordState.RETRACTED);
    }
  }

  @Test
  void a_retraction_of_what_is_beyond_memory_is_refused_by_name_and_changes_nothing() {
    int day = 60 * 24; // the cast remembers forty days
    IncidentReport told = strike("r1", 1, 20, 22, 40);
    IncidentReport recent = strike("r2", 1, day - 5, day - 3, 40);
    IncidentReport retracted =
        IncidentReport.newBuilder(strike("r1", 2, 20, day, 40))
            .setState(RecordState.RETRACTED)
            .build();
    try (var pipeline = PipelineDriver.withCast();
        var without = PipelineDriver.withCast()) {
      without.take(
          all(
              ticks(6, 24),
              List.of(told),
              ticks(30, day),
              List.of(recent),
              ticks(day + 6, day + 48)));
      pipeline.take(all(ticks(6, 24), List.of(told), ticks(30, day), List.of(recent, retracted)));
      pipeline.take(ticks(day + 6, day + 48));

      assertThat(pipeline.rejections)
          .extracting(Rejection::getRecordId, Rejection::getReason)
          .containsExactly(tuple("r1", RejectionReason.TOO_OLD));
      assertThat(intensity(pipeline)).isEqualTo(intensity(without));
      assertThat(pipeline.deadLetters()).isEmpty();
    }
  }

  @Test
  void what_lies_at_the_edge_of_memory_counts_to_its_last_day() {
    var arrivals = new ArrayList<SpecificRecord>();
    for (int day = 0; day < 48; day++) { // the cast remembers forty
      int hour = day * 24 + day % 20;
      arrivals.add(strike("r" + day, 1, hour, hour + 2, 4 + day));
      arrivals.addAll(ticks(day * 24 + 6, day * 24 + 24));
    }
    requireAsTheOracle(arrivals);
  }

  @Test
  void what_is_remembered_does_not_grow_with_time() {
    try (var pipeline = PipelineDriver.withCast()) {
      int sizeBefore = 0;
      for (int day = 0; day < 220; day++) {
        int noon = day * 24 + 12;
        pipeline.take(
            IncidentReport.newBuilder(strike("r" + day, 1, noon, noon + 2, 4))
                .setPlace(
                    Place.newBuilder(Reports.at("NORTH")).setPrecision(GeoPrecision.NEAR).build())
                .build());
        pipeline.take(ticks(day * 24 + 6, day * 24 + 24));
        if (day == 190) {
          sizeBefore = pipeline.remembered();
        }
      }
      assertThat(pipeline.remembered()).isPositive().isEqualTo(sizeBefore);
    }
  }
}
