package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.AlertMessageType;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.IntensityRules;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Weapon;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import io.brinkwatch.testkit.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private final PipelineDriver pipeline = PipelineDriver.withCast();

  @AfterEach
  void close() {
    pipeline.close();
  }

  private static Instant hour(int hours) {
    return Cast.START.plus(Duration.ofHours(hours));
  }

  private void ticks(int fromHour, int toHour) {
    for (int h = fromHour; h <= toHour; h += 6) {
      pipeline.take(Ticks.wire(hour(h), SIX_HOURS));
    }
  }

  private static IncidentReport barrage(String id, int hour) {
    return Reports.strike(id, hour(hour))
        .setWeapon(Weapon.BALLISTIC_MISSILE)
        .setMunitions(40)
        .setFatalities(30)
        .build();
  }

  @Test
  void a_barrage_raises_the_level_before_the_next_tick() {
    ticks(6, 24);
    pipeline.take(barrage("r1", 25));
    assertThat(pipeline.alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getMessageType()).isEqualTo(AlertMessageType.ALERT);
              assertThat(alert.getFinality()).isEqualTo(Finality.PROVISIONAL);
              assertThat(alert.getToLevel()).isPositive();
              assertThat(alert.getEvidence().get(0).getIncidentId()).isEqualTo("r1");
            });
  }

  @Test
  void a_level_is_climbed_at_once_and_descended_one_rung_at_a_time() {
    ticks(6, 24);
    pipeline.take(barrage("r1", 25));
    ticks(30, 24 * 30);
    List<EscalationLevel> north = north();
    int top = north.stream().mapToInt(EscalationLevel::getLevel).max().orElseThrow();
    assertThat(top).isGreaterThanOrEqualTo(3);
    assertThat(north)
        .filteredOn(level -> level.getLevel() > level.getPreviousLevel())
        .singleElement()
        .matches(level -> level.getLevel() == top && level.getPreviousLevel() == 0);
    assertThat(north)
        .filteredOn(level -> level.getLevel() < level.getPreviousLevel())
        .hasSizeGreaterThan(1)
        .allMatch(level -> level.getPreviousLevel() - level.getLevel() == 1)
        .allMatch(level -> level.getReason() == LevelReason.DECAY);
  }

  @Test
  void a_silent_feed_holds_the_level_and_says_so() {
    ticks(6, 24);
    pipeline.take(barrage("r1", 25));
    ticks(30, 48);
    // the wire falls silent; only another feed, which tells of nothing here, moves the clock
    for (int h = 54; h <= 24 * 12; h += 6) {
      pipeline.take(Ticks.desk(hour(h), SIX_HOURS));
    }
    EscalationLevel last = north().get(north().size() - 1);
    assertThat(last.getLevel()).isEqualTo(3);
    assertThat(last.getStale()).isTrue();
    assertThat(last.getCoverage().getStaleFeeds()).containsExactly(Cast.WIRE);
    assertThat(last.getIndexHigh()).isGreaterThan(last.getIndex());
    assertThat(north()).noneMatch(level -> level.getLevel() < level.getPreviousLevel());
  }

  @Test
  void when_every_feed_is_silent_time_told_by_nobody_in_particular_turns_them_stale() {
    ticks(6, 24);
    pipeline.take(barrage("r1", 25));
    ticks(30, 48);
    for (int h = 54; h <= 24 * 12; h += 6) {
      pipeline.take(Ticks.tick(Cast.WIRE, FeedFamily.WIRE, hour(h), SIX_HOURS, FeedHealth.UNKNOWN));
    }
    EscalationLevel last = north().get(north().size() - 1);
    assertThat(last.getEvaluatedAt()).isEqualTo(hour(24 * 11));
    assertThat(last.getLevel()).isEqualTo(3);
    assertThat(last.getStale()).isTrue();
  }

  @Test
  void of_two_feeds_of_a_family_one_that_falls_silent_makes_it_stale() {
    ticks(6, 24);
    pipeline.take(barrage("r1", 25));
    for (int h = 30; h <= 24 * 6; h += 6) {
      pipeline.take(Ticks.wire(hour(h), SIX_HOURS));
      FeedHealth health = h <= 60 ? FeedHealth.HEALTHY : FeedHealth.DOWN;
      pipeline.take(Ticks.tick("wire-b", FeedFamily.WIRE, hour(h), SIX_HOURS, health));
    }
    assertThat(north())
        .filteredOn(level -> level.getEvaluatedAt().isBefore(hour(60)))
        .noneMatch(EscalationLevel::getStale);
    EscalationLevel last = north().get(north().size() - 1);
    assertThat(last.getStale()).isTrue();
    assertThat(last.getCoverage().getStaleFeeds()).containsExactly("wire-b");
  }

  @Test
  void what_was_told_after_the_grace_changes_nothing_before_however_early_it_is_read() {
    IncidentReport late =
        IncidentReport.newBuilder(barrage("r1", 2)).setPublishedAt(hour(24 * 5)).build();
    pipeline.take(late);
    ticks(6, 24 * 7);
    assertThat(north())
        .filteredOn(level -> level.getEvaluatedAt().isBefore(hour(24 * 4)))
        .isNotEmpty()
        .allMatch(level -> level.getIndex() == 0);
    assertThat(north())
        .filteredOn(level -> !level.getEvaluatedAt().isBefore(hour(24 * 4)))
        .isNotEmpty()
        .allMatch(level -> level.getIndex() > 0);
  }

  @Test
  void a_policy_that_takes_the_place_of_another_is_noticed_at_once() {
    ticks(6, 48);
    pipeline.take(barrage("r1", 49));
    double before = northIndex();
    pipeline.policy(
        Policy.newBuilder(Cast.policy())
            .setIntensity(new io.brinkwatch.model.IntensityRules(500.0, 2000.0))
            .build());
    ticks(54, 54);
    assertThat(northIndex()).isPositive().isLessThan(before / 2);
  }

  private List<Alert> northAlerts() {
    return pipeline.alerts.stream().filter(alert -> alert.getSubject().equals("NORTH")).toList();
  }

  @Test
  void a_retraction_within_the_grace_cancels_the_alert_it_caused() {
    ticks(6, 24);
    IncidentReport report = barrage("r1", 25);
    pipeline.take(report);
    ticks(30, 36);
    pipeline.take(Reports.retraction(report));
    ticks(42, 96);
    assertThat(northAlerts())
        .extracting(Alert::getMessageType)
        .containsExactly(AlertMessageType.ALERT, AlertMessageType.CANCEL);
    Alert opened = northAlerts().get(0);
    Alert cancelled = northAlerts().get(1);
    assertThat(cancelled.getAlertId()).isEqualTo(opened.getAlertId());
    assertThat(cancelled.getReferences()).containsExactly(opened.getAlertId() + "/0");
    assertThat(north()).allMatch(level -> level.getLevel() == 0);
  }

  @Test
  void an_alert_is_confirmed_when_it_is_final_and_told_no_more() {
    ticks(6, 24);
    pipeline.take(barrage("r1", 25));
    ticks(30, 72);
    assertThat(northAlerts())
        .extracting(Alert::getMessageType, Alert::getFinality)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(AlertMessageType.ALERT, Finality.PROVISIONAL),
            org.assertj.core.groups.Tuple.tuple(AlertMessageType.UPDATE, Finality.FINAL));
  }

  @Test
  void alerts_that_stand_are_the_level_changes_that_are_final() {
    ticks(6, 24);
    pipeline.take(barrage("r1", 25));
    ticks(30, 48);
    pipeline.take(barrage("r0", 20)); // earlier than what was told, still within its grace
    ticks(54, 24 * 20);
    Map<String, Alert> standing = new TreeMap<>();
    for (Alert alert : pipeline.alerts) {
      standing.put(alert.getAlertId(), alert);
    }
    standing.values().removeIf(alert -> alert.getMessageType() == AlertMessageType.CANCEL);
    assertThat(standing.values())
        .extracting(a -> a.getEvaluatedAt() + " " + a.getFromLevel() + ">" + a.getToLevel())
        .containsExactlyInAnyOrderElementsOf(
            pipeline.finalLevels().stream()
                .filter(l -> l.getLevel() != l.getPreviousLevel())
                .map(l -> l.getEvaluatedAt() + " " + l.getPreviousLevel() + ">" + l.getLevel())
                .toList());
  }

  @Test
  void what_comes_after_final_counts_from_then_on_and_is_audited() {
    ticks(6, 24 * 4);
    int before = pipeline.finalReadings().size();
    List<IndicatorReading> told = List.copyOf(pipeline.finalReadings());
    pipeline.take(barrage("r1", 25));
    assertThat(pipeline.rejections)
        .singleElement()
        .satisfies(
            audit -> {
              assertThat(audit.getReason()).isEqualTo(RejectionReason.LATE_AFTER_FINAL);
              assertThat(audit.getEffect()).isEqualTo(RejectionEffect.ACCEPTED_LATE);
              assertThat(audit.getRecordId()).isEqualTo("r1");
            });
    ticks(24 * 4 + 6, 24 * 6);
    assertThat(pipeline.finalReadings().subList(0, before)).isEqualTo(told);
    assertThat(pipeline.finalReadings().subList(before, pipeline.finalReadings().size()))
        .anyMatch(r -> r.getIndicator() == Indicator.INTENSITY_3D && r.getValue() > 0);
  }

  @Test
  void contributions_sum_to_the_value_they_explain() {
    for (int i = 0; i < 9; i++) {
      pipeline.take(barrage("r" + i, 20 + 9 * i));
    }
    ticks(6, 24 * 8);
    assertThat(pipeline.indicatorReadings)
        .filteredOn(reading -> reading.getValue() > 0)
        .isNotEmpty()
        .allSatisfy(
            reading ->
                assertThat(
                        reading.getEvidence().stream().mapToDouble(Evidence::getContribution).sum()
                            + reading.getEvidenceRest().getContribution())
                    .isCloseTo(reading.getValue(), Offset.offset(1e-9)))
        .allSatisfy(r -> assertThat(r.getEvidence()).hasSizeLessThanOrEqualTo(3))
        .anyMatch(reading -> reading.getEvidenceRest().getIncidents() > 0);
  }

  @Test
  void a_correction_reissues_the_readings_it_changes_as_new_revisions() {
    ticks(6, 24);
    IncidentReport report = barrage("r1", 20);
    pipeline.take(report);
    int told = pipeline.indicatorReadings.size();
    pipeline.take(IncidentReport.newBuilder(report).setVersion(2).setFatalities(60).build());
    assertThat(pipeline.indicatorReadings.subList(told, pipeline.indicatorReadings.size()))
        .filteredOn(r -> r.getSubject().equals("NORTH") && r.getIndicator() == Indicator.INDEX)
        .isNotEmpty()
        .allMatch(r -> r.getFinality() == Finality.PROVISIONAL && r.getRevision() > 0)
        .allMatch(r -> r.getEvidence().get(0).getVersion() == 2);
  }

  @Test
  void a_policy_that_takes_effect_later_judges_only_what_is_later() {
    pipeline.policy(
        Policy.newBuilder(Cast.policy()).setVersion(8).setEffectiveFrom(hour(60)).build());
    ticks(6, 24 * 6);
    assertThat(pipeline.finalReadings())
        .allMatch(r -> r.getPolicyVersion() == (r.getEvaluatedAt().isBefore(hour(60)) ? 7 : 8))
        .anyMatch(r -> r.getPolicyVersion() == 7)
        .anyMatch(r -> r.getPolicyVersion() == 8);
  }

  @Test
  void a_policy_published_while_it_runs_takes_effect_at_its_time_and_nothing_is_forgotten() {
    Policy later =
        Policy.newBuilder(Cast.policy())
            .setVersion(8)
            .setEffectiveFrom(hour(60))
            .setIntensity(new IntensityRules(5.0, 200.0))
            .build();
    try (var known = PipelineDriver.withCast()) {
      known.policy(later);
      play(known, () -> {});
      play(pipeline, () -> pipeline.policy(later));
      assertThat(Verdict.hash(pipeline.finalReadings(), pipeline.finalLevels()))
          .isEqualTo(Verdict.hash(known.finalReadings(), known.finalLevels()));
    }
    assertThat(pipeline.indicatorReadings)
        .allMatch(r -> r.getPolicyVersion() == version(r.getEvaluatedAt()));
    assertThat(pipeline.escalationLevels)
        .extracting(EscalationLevel::getSubject)
        .contains("NORTH", "REGION");
    assertThat(pipeline.escalationLevels)
        .allMatch(l -> l.getPolicyVersion() == version(l.getEvaluatedAt()));
    assertThat(pipeline.alerts)
        .anyMatch(alert -> alert.getPolicyVersion() == 7)
        .anyMatch(alert -> alert.getPolicyVersion() == 8);
    // what happened before weighs by the new scale, and is still known
    Map<Instant, EscalationLevel> north =
        north().stream().collect(Collectors.toMap(EscalationLevel::getEvaluatedAt, l -> l));
    assertThat(north.get(hour(60)).getIndex()).isGreaterThan(north.get(hour(54)).getIndex());
    assertThat(north.get(hour(60)).getEvidence())
        .extracting(Evidence::getIncidentId)
        .containsExactly("r1");
  }

  private static int version(Instant evaluation) {
    return evaluation.isBefore(hour(60)) ? 7 : 8;
  }

  private static void play(PipelineDriver pipeline, Runnable after36Hours) {
    pipeline.take(barrage("r1", 20));
    for (int h = 6; h <= 24 * 6; h += 6) {
      pipeline.take(Ticks.wire(hour(h), SIX_HOURS));
      if (h == 36) {
        after36Hours.run();
      }
    }
  }

  @Test
  void a_floor_holds_the_level_that_the_index_alone_would_not() {
    pipeline.take(
        Reports.strike("r1", hour(2))
            .setType(io.brinkwatch.model.IncidentType.ATTACK_ON_FORCES)
            .setWeapon(Weapon.SMALL_ARMS)
            .setFatalities(1)
            .setSource(
                Reports.source(
                    io.brinkwatch.model.Reliability.A, io.brinkwatch.model.Credibility.C1))
            .build());
    ticks(6, 72);
    assertThat(north().get(0))
        .matches(level -> level.getLevel() == 3)
        .matches(level -> level.getReason() == LevelReason.FLOOR)
        .matches(level -> level.getFloor().getIncidentId().equals("r1"));
  }

  @Test
  void what_lies_before_the_first_policy_is_judged_by_the_first() {
    try (var late = new PipelineDriver()) {
      Cast.theatres().forEach(late::theatre);
      Cast.actors().forEach(late::actor);
      late.policy(Policy.newBuilder(Cast.policy()).setEffectiveFrom(hour(48)).build());
      late.take(barrage("r1", 1), Ticks.wire(hour(6), SIX_HOURS), Ticks.wire(hour(12), SIX_HOURS));
      assertThat(late.indicatorReadings).isNotEmpty().allMatch(r -> r.getPolicyVersion() == 7);
    }
  }

  @Test
  void rejections_say_nothing_when_nothing_is_wrong() {
    ticks(6, 48);
    assertThat(pipeline.rejections).extracting(Rejection::getDetail).isEmpty();
  }

  @Test
  void a_partition_that_is_months_ahead_changes_nothing() {
    int days = 60; // more than the horizon
    try (var even = PipelineDriver.withCast();
        var skewed = PipelineDriver.withCast()) {
      for (int h = 6; h <= 24 * days; h += 6) {
        even.progress(Ticks.wire(hour(h), SIX_HOURS), 0, 2);
        even.progress(Ticks.wire(hour(h), SIX_HOURS), 1, 2);
        skewed.progress(Ticks.wire(hour(h), SIX_HOURS), 0, 2);
      }
      assertThat(skewed.indicatorReadings).isEmpty();
      for (int h = 6; h <= 24 * days; h += 6) {
        skewed.progress(Ticks.wire(hour(h), SIX_HOURS), 1, 2);
      }
      assertThat(skewed.finalReadings()).isNotEmpty().isEqualTo(even.finalReadings());
    }
  }

  private double northIndex() {
    return pipeline.indicatorReadings.stream()
        .filter(r -> r.getSubject().equals("NORTH") && r.getIndicator() == Indicator.INDEX)
        .reduce((first, second) -> second)
        .orElseThrow()
        .getValue();
  }

  private List<EscalationLevel> north() {
    return pipeline.finalLevels().stream().filter(l -> l.getSubject().equals("NORTH")).toList();
  }
}
