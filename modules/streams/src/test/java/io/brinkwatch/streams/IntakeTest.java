package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final Instant NOON = Cast.START.plus(Duration.ofHours(12));
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private final PipelineDriver pipeline = PipelineDriver.withCast();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void a_report_becomes_an_incident_in_the_theatre_it_lies_in() {
    pipeline.take(Reports.strike("r1", NOON).build());
    assertThat(pipeline.incidents).extracting(Incident::getTheatre).containsExactly("NORTH");
    assertThat(pipeline.rejections).isEmpty();
  }

  @Test
  void a_report_told_twice_makes_one_incident() {
    IncidentReport report = Reports.strike("r1", NOON).build();
    IncidentReport again =
        IncidentReport.newBuilder(report).setIngestedAt(NOON.plus(Duration.ofDays(9))).build();
    pipeline.take(report, again);
    assertThat(pipeline.incidents).hasSize(1);
    assertThat(pipeline.rejections).isEmpty();
  }

  @Test
  void an_older_version_that_comes_later_changes_nothing() {
    IncidentReport second = Reports.strike("r1", NOON).setVersion(2).setMunitions(9).build();
    pipeline.take(second, Reports.strike("r1", NOON).build());
    assertThat(pipeline.incidents).extracting(Incident::getVersion).containsExactly(2L);
  }

  @Test
  void a_retraction_takes_the_incident_back() {
    IncidentReport report = Reports.strike("r1", NOON).build();
    pipeline.take(report, Reports.retraction(report));
    assertThat(pipeline.incidents)
        .extracting(Incident::getState)
        .containsExactly(RecordState.ACTIVE, RecordState.RETRACTED);
  }

  @Test
  void a_retraction_that_comes_first_lets_no_incident_arise() {
    IncidentReport report = Reports.strike("r1", NOON).build();
    pipeline.take(Reports.retraction(report), report);
    assertThat(pipeline.incidents).isEmpty();
  }

  @Test
  void two_accounts_under_one_version_are_reported_and_the_same_one_wins_in_any_order() {
    IncidentReport one = Reports.strike("r1", NOON).setMunitions(2).build();
    IncidentReport other = Reports.strike("r1", NOON).setMunitions(3).build();
    pipeline.take(one, other);
    try (var reversed = PipelineDriver.withCast()) {
      reversed.take(other, one);
      assertThat(last(reversed.incidents)).isEqualTo(last(pipeline.incidents));
      assertThat(reasons(reversed)).containsExactly(RejectionReason.CONFLICTING_VERSION);
    }
    assertThat(reasons(pipeline)).containsExactly(RejectionReason.CONFLICTING_VERSION);
  }

  @Test
  void an_unknown_actor_is_kept_by_name() {
    pipeline.take(Reports.strike("r1", NOON).setInitiators(List.of("The Nameless")).build());
    assertThat(last(pipeline.incidents).getInitiators().get(0))
        .satisfies(actor -> assertThat(actor.getActorId()).isNull())
        .satisfies(actor -> assertThat(actor.getName()).isEqualTo("The Nameless"));
    assertThat(pipeline.rejections).isEmpty();
  }

  @Test
  void what_lies_outside_every_area_goes_to_the_home_theatre_of_its_initiator() {
    pipeline.take(Reports.strike("r1", NOON).setPlace(Reports.at(-40, 100)).build());
    assertThat(pipeline.incidents).extracting(Incident::getTheatre).containsExactly("SOUTH");
  }

  @Test
  void what_belongs_to_no_theatre_is_rejected() {
    pipeline.take(
        Reports.strike("r1", NOON)
            .setPlace(Reports.at(-40, 100))
            .setInitiators(List.of("Alpha"))
            .setTargets(List.of("Civilians"))
            .build());
    assertThat(reasons(pipeline)).containsExactly(RejectionReason.NO_THEATRE);
    assertThat(pipeline.incidents).isEmpty();
  }

  @Test
  void what_belonged_to_no_theatre_can_be_sent_again_when_there_is_one() {
    IncidentReport report =
        Reports.strike("r1", NOON)
            .setPlace(Reports.at(-40, 100))
            .setInitiators(List.of("Alpha"))
            .setTargets(List.of("Civilians"))
            .build();
    pipeline.take(report);
    Theatre far =
        Theatre.newBuilder(Cast.theatres().get(0))
            .setId("FAR")
            .setGeometry(
                """
                {"type":"Polygon","coordinates":[[[90,-50],[110,-50],[110,-30],[90,-30],[90,-50]]]}""")
            .build();
    pipeline.theatre(far);
    pipeline.take(report);
    assertThat(pipeline.incidents).extracting(Incident::getTheatre).containsExactly("FAR");
  }

  @Test
  void a_correction_out_of_every_theatre_takes_the_incident_back() {
    IncidentReport report =
        Reports.strike("r1", NOON)
            .setInitiators(List.of("Alpha"))
            .setTargets(List.of("Civilians"))
            .build();
    pipeline.take(
        report,
        IncidentReport.newBuilder(report).setVersion(2).setPlace(Reports.at(-40, 100)).build());
    assertThat(last(pipeline.incidents).getState()).isEqualTo(RecordState.RETRACTED);
    assertThat(reasons(pipeline)).containsExactly(RejectionReason.NO_THEATRE);
  }

  @Test
  void a_report_from_the_future_is_rejected_and_closes_nothing() {
    IncidentReport future =
        Reports.strike("r1", NOON.plus(Duration.ofDays(365))).setPublishedAt(NOON).build();
    pipeline.take(future, Ticks.wire(Cast.START.plus(SIX_HOURS), SIX_HOURS));
    assertThat(reasons(pipeline)).containsExactly(RejectionReason.FUTURE_DATED);
    assertThat(pipeline.finalReadings()).isEmpty();
  }

  @Test
  void a_report_older_than_memory_is_rejected() {
    pipeline.take(
        Ticks.wire(Cast.START.plus(SIX_HOURS), SIX_HOURS),
        Reports.strike("r1", Cast.START.minus(Duration.ofDays(50))).build());
    assertThat(reasons(pipeline)).containsExactly(RejectionReason.TOO_OLD);
  }

  @Test
  void each_fault_is_named_with_its_field() {
    var good = Reports.strike("r", NOON);
    pipeline.take(
        IncidentReport.newBuilder(good.build()).setReportId(" ").build(),
        IncidentReport.newBuilder(good.build()).setType(IncidentType.UNKNOWN).build(),
        IncidentReport.newBuilder(good.build()).setOccurredTo(NOON).build(),
        IncidentReport.newBuilder(good.build()).setPlace(Reports.at(91, 35)).build(),
        IncidentReport.newBuilder(good.build()).setPlace(Reports.at(Double.NaN, 35)).build(),
        IncidentReport.newBuilder(good.build()).setMunitions(0).build(),
        IncidentReport.newBuilder(good.build()).setFatalities(-1).build(),
        IncidentReport.newBuilder(good.build()).setVersion(0).build(),
        IncidentReport.newBuilder(good.build()).setStatus(MessageStatus.EXERCISE).build());
    assertThat(pipeline.rejections)
        .extracting(Rejection::getField)
        .containsExactly(
            "reportId",
            "type",
            "occurredTo",
            "latitude",
            "latitude",
            "munitions",
            "fatalities",
            "version",
            "status");
    assertThat(pipeline.rejections)
        .allMatch(r -> r.getEffect() == RejectionEffect.REJECTED)
        .allMatch(r -> r.getDetail().startsWith(r.getField()));
  }

  @Test
  void a_tick_from_the_future_is_rejected_and_closes_nothing() {
    var tick = Ticks.wire(Cast.START.plus(Duration.ofDays(400)), SIX_HOURS);
    pipeline.takeAt(Cast.START, tick);
    assertThat(reasons(pipeline)).containsExactly(RejectionReason.FUTURE_DATED);
    assertThat(pipeline.indicatorReadings).isEmpty();
  }

  @Test
  void a_tick_waits_for_the_reports_it_vouches_for() {
    var tick = Ticks.wire(Cast.START.plus(Duration.ofDays(3)), Duration.ofDays(3));
    tick = io.brinkwatch.model.Tick.newBuilder(tick).setReportsOffset(1).build();
    pipeline.take(tick, Reports.strike("r1", NOON).build());
    assertThat(pipeline.indicatorReadings).isEmpty();
    pipeline.take(Reports.strike("r2", NOON).build());
    assertThat(pipeline.indicatorReadings).isNotEmpty();
    assertThat(pipeline.rejections).isEmpty();
  }

  @Test
  void more_ticks_than_go_at_once_go_on_by_themselves() {
    int many = 2_500;
    for (int minute = 1; minute <= many; minute++) {
      var tick = Ticks.wire(Cast.START.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(1));
      pipeline.take(io.brinkwatch.model.Tick.newBuilder(tick).setReportsOffset(0).build());
    }
    pipeline.take(Reports.strike("r1", NOON).build());
    assertThat(pipeline.passedTicks).isEqualTo(1_000);
    pipeline.rest(Duration.ofMillis(100));
    assertThat(pipeline.passedTicks).isEqualTo(2_000);
    pipeline.rest(Duration.ofMillis(100));
    assertThat(pipeline.passedTicks).isEqualTo(many);
  }

  @Test
  void a_tick_with_an_absurd_offset_is_rejected_and_holds_nobody() {
    var absurd = Ticks.wire(Cast.START.plus(SIX_HOURS), SIX_HOURS);
    pipeline.take(
        io.brinkwatch.model.Tick.newBuilder(absurd).setReportsOffset(Long.MAX_VALUE).build(),
        Ticks.wire(Cast.START.plus(Duration.ofDays(3)), Duration.ofDays(3)));
    assertThat(reasons(pipeline)).containsExactly(RejectionReason.UNKNOWN_OFFSET);
    assertThat(pipeline.indicatorReadings).isNotEmpty();
  }

  @Test
  void nothing_in_the_way_of_reports_is_lost_to_garbage() {
    pipeline
        .take(Reports.strike("r1", NOON).build())
        .garbage("r2", new byte[] {0, 0, 0, 0, 99, 1, 2})
        .garbage("r3", new byte[] {7})
        .garbage("r4", null)
        .take(Reports.strike("r5", NOON).build());
    assertThat(pipeline.incidents).extracting(Incident::getIncidentId).containsExactly("r1", "r5");
    // the driver loses letters about what cannot be decoded; a real broker is asked for those
    assertThat(pipeline.deadLetters()).extracting(letter -> letter.key()).containsExactly("r4");
    assertThat(pipeline.deadLetters())
        .allSatisfy(
            letter ->
                assertThat(letter.headers().lastHeader(DeadLetters.PROCESSOR_HEADER)).isNotNull())
        .allSatisfy(
            letter -> assertThat(letter.headers().lastHeader(DeadLetters.TASK_HEADER)).isNotNull());
  }

  private static Incident last(List<Incident> incidents) {
    return incidents.get(incidents.size() - 1);
  }

  private static List<RejectionReason> reasons(PipelineDriver pipeline) {
    return pipeline.rejections.stream().map(Rejection::getReason).toList();
  }
}
