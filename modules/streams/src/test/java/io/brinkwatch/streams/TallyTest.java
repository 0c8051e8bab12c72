package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Tally;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Official counts: a yardstick for what is held, and nothing else. */
class TallyTest {
  private final PipelineDriver pipeline = PipelineDriver.withCast();

  @AfterEach
  void close() {
    pipeline.close();
  }

  private static Instant hour(int hours) {
    return Cast.START.plus(Duration.ofHours(hours));
  }

  /** So many attacks by the militia on Bravo from the start to an hour, told an hour later. */
  private static IncidentReport.Builder tally(String id, int count, int asOf) {
    return Reports.during(id, hour(asOf - 1), Duration.ofHours(1))
        .setPublishedAt(hour(asOf + 1))
        .setType(IncidentType.TALLY)
        .setTally(new Tally(count, Cast.START));
  }

  private void tickTo(int hours) {
    for (int h = 6; h <= hours; h += 6) {
      pipeline.take(Ticks.wire(hour(h), Duration.ofHours(6)));
    }
  }

  private List<IndicatorReading> comparisons() {
    return pipeline.finalReadings().stream()
        .filter(r -> r.getIndicator() == Indicator.RECONCILIATION)
        .filter(r -> r.getSubject().equals("NORTH"))
        .toList();
  }

  private Optional<IndicatorReading> comparison(int hour) {
    return comparisons().stream().filter(r -> r.getEvaluatedAt().equals(hour(hour))).findFirst();
  }

  @Test
  void what_is_held_is_compared_with_what_officials_count() {
    pipeline.take(
        Reports.strike("in-time", hour(2)).build(),
        Reports.strike("by-nobody-known", hour(3)).setInitiators(List.of()).build(),
        Reports.strike("by-others", hour(4)).setInitiators(List.of("Bravo")).build(),
        Reports.strike("after-it", hour(12)).build(),
        Reports.strike("no-force", hour(5)).setType(IncidentType.SANCTION).build(),
        tally("t1", 8, 12).build());
    tickTo(60);

    IndicatorReading reading = comparison(18).orElseThrow();
    assertThat(reading.getSubject()).isEqualTo("NORTH");
    assertThat(reading.getValue()).isEqualTo(25);
    assertThat(reading.getReadingStatus()).isEqualTo(ReadingStatus.OK);
    assertThat(reading.getEvidence())
        .extracting(Evidence::getIncidentId)
        .containsExactly("by-nobody-known", "in-time");
    assertThat(reading.getEvidence().stream().mapToDouble(Evidence::getContribution).sum())
        .isCloseTo(25, within(1e-9));
    assertThat(reading.getCounts())
        .singleElement()
        .satisfies(
            count -> {
              assertThat(count.getReportId()).isEqualTo("t1");
              assertThat(count.getInitiators()).containsExactly("Militia");
              assertThat(count.getTargets()).containsExactly("Bravo");
              assertThat(count.getSince()).isEqualTo(Cast.START);
              assertThat(count.getAsOf()).isEqualTo(hour(12));
              assertThat(count.getTold()).isEqualTo(8);
              assertThat(count.getHeld()).isEqualTo(2);
              assertThat(count.getDifference()).isEqualTo(6);
              assertThat(count.getSource().getPublisher()).isEqualTo("AGENCY");
            });
    assertThat(comparison(6).orElseThrow().getReadingStatus()).isEqualTo(ReadingStatus.NO_DATA);
    assertThat(comparison(6).orElseThrow().getCounts()).isEmpty();
  }

  @Test
  void a_count_is_no_incident_and_changes_no_other_reading() {
    IncidentReport strike = Reports.strike("r1", hour(2)).build();
    pipeline.take(strike, tally("t1", 61, 12).setFatalities(500).build());
    tickTo(60);
    try (var without = PipelineDriver.withCast()) {
      without.take(strike);
      for (int h = 6; h <= 60; h += 6) {
        without.take(Ticks.wire(hour(h), Duration.ofHours(6)));
      }
      assertThat(comparison(18).orElseThrow().getCounts()).hasSize(1);
      assertThat(pipeline.finalReadings())
          .filteredOn(r -> r.getIndicator() != Indicator.RECONCILIATION)
          .isEqualTo(
              without.finalReadings().stream()
                  .filter(r -> r.getIndicator() != Indicator.RECONCILIATION)
                  .toList());
      assertThat(pipeline.finalLevels()).isEqualTo(without.finalLevels());
      assertThat(pipeline.incidents).isEqualTo(without.incidents);
    }
    assertThat(pipeline.rejections).isEmpty();
  }

  @Test
  void the_latest_count_of_the_same_sides_stands_and_the_lowest_share_is_the_value() {
    pipeline.take(
        Reports.strike("r1", hour(2)).build(),
        tally("t1", 2, 10).build(),
        tally("t2", 4, 12).build(),
        tally("t3", 1, 11).setInitiators(List.of("Alpha")).setTargets(List.of()).build());
    tickTo(60);

    IndicatorReading reading = comparison(18).orElseThrow();
    assertThat(reading.getValue()).isEqualTo(25);
    assertThat(reading.getCounts())
        .extracting(count -> count.getReportId() + " " + count.getHeld())
        .containsExactly("t2 1", "t3 1"); // Alpha sponsors the militia
  }

  @Test
  void more_than_was_counted_is_a_hundred_per_cent() {
    pipeline.take(
        Reports.strike("r1", hour(2)).build(),
        Reports.strike("r2", hour(3)).build(),
        tally("t1", 1, 12).build(),
        tally("t2", 0, 12).setTargets(List.of("Civilians")).build());
    tickTo(60);

    assertThat(comparison(18).orElseThrow().getValue()).isEqualTo(100);
    assertThat(comparison(18).orElseThrow().getCounts())
        .extracting(count -> count.getReportId() + " " + count.getDifference())
        .containsExactly("t1 -1", "t2 0");
  }

  @Test
  void a_count_that_is_withdrawn_is_taken_back_from_what_was_read_before() {
    IncidentReport tally = tally("t1", 8, 12).build();
    pipeline.take(tally);
    tickTo(18);
    pipeline.take(Reports.retraction(tally));
    tickTo(60);

    assertThat(pipeline.indicatorReadings)
        .filteredOn(r -> r.getIndicator() == Indicator.RECONCILIATION)
        .filteredOn(r -> r.getEvaluatedAt().equals(hour(18)) && r.getSubject().equals("NORTH"))
        .extracting(r -> r.getFinality() + " " + r.getReadingStatus())
        .containsExactly("PROVISIONAL OK", "PROVISIONAL NO_DATA", "FINAL NO_DATA");
  }

  @Test
  void a_count_that_turns_out_to_be_an_attack_becomes_one_and_back() {
    IncidentReport tally = tally("t1", 8, 12).build();
    IncidentReport strike =
        IncidentReport.newBuilder(tally)
            .setVersion(2)
            .setType(IncidentType.CROSS_BORDER_STRIKE)
            .setTally(null)
            .build();
    pipeline.take(tally, strike);
    assertThat(pipeline.incidents).hasSize(1);
    pipeline.take(IncidentReport.newBuilder(tally).setVersion(3).build());
    tickTo(60);

    assertThat(pipeline.incidents).hasSize(2);
    assertThat(comparison(18).orElseThrow().getCounts())
        .singleElement()
        .matches(count -> count.getHeld() == 0 && count.getVersion() == 3);
  }

  @Test
  void what_is_told_after_the_grace_is_audited_once_and_counts_from_then_on() {
    pipeline.take(tally("t1", 8, 12).setPublishedAt(hour(60)).build()); // read before its time
    tickTo(120);

    assertThat(comparison(18).orElseThrow().getCounts()).isEmpty();
    assertThat(comparison(36).orElseThrow().getCounts()).hasSize(1); // closes at the 60th hour
    assertThat(pipeline.rejections)
        .extracting(Rejection::getReason)
        .containsExactly(RejectionReason.LATE_AFTER_FINAL);
    assertThat(pipeline.rejections.get(0).getDetail())
        .isEqualTo(
            "counts up to %s, but readings up to %s are FINAL; what was heard of it at %s counts in FINAL readings after those whose grace ends then or later"
                .formatted(hour(12), hour(12), hour(60)));
  }

  @Test
  void a_count_that_makes_no_sense_is_refused_by_its_field() {
    IncidentReport tally = tally("t1", 8, 12).build();
    pipeline.take(
        IncidentReport.newBuilder(tally).setTally(null).build(),
        IncidentReport.newBuilder(tally).setType(IncidentType.CROSS_BORDER_STRIKE).build(),
        tally("t1", -1, 12).build(),
        tally("t1", 8, 12).setTally(new Tally(8, hour(12))).build());

    assertThat(pipeline.rejections)
        .extracting(Rejection::getReason)
        .containsExactly(
            RejectionReason.MISSING_FIELD,
            RejectionReason.MALFORMED,
            RejectionReason.MALFORMED,
            RejectionReason.BAD_INTERVAL);
    assertThat(pipeline.rejections).allMatch(r -> r.getField().equals("tally"));
  }

  @Test
  void counts_are_forgotten_with_the_incidents_of_their_beginning() {
    for (int day = 1; day <= 90; day++) {
      int asOf = day * 24;
      pipeline.take(
          tally("t" + day, day, asOf).setTally(new Tally(day, hour(asOf - 24))).build(),
          Ticks.wire(hour(asOf), Duration.ofHours(24)));
    }

    assertThat(comparisons()).last().matches(r -> r.getCounts().size() == 1);
    int before = pipeline.remembered();
    pipeline.take(
        tally("t91", 91, 91 * 24).setTally(new Tally(91, hour(90 * 24))).build(),
        Ticks.wire(hour(91 * 24), Duration.ofHours(24)));
    assertThat(pipeline.remembered()).isEqualTo(before);
  }
}
