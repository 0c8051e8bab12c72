package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.EvidenceRange;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.SourceGrade;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a theatre's index rests on sources that are not trusted. */
class EvidenceRangeTest {
  private static final Instant READ = Cast.START.plus(Duration.ofHours(24));
  private static final IncidentReport SURE = told("sure", 2, "AGENCY", Reliability.B);
  private static final IncidentReport RUMOUR = told("rumour", 12, "BLOG", Reliability.D);
  private static final IncidentReport SEEN = told("seen", 12, "MINISTRY", Reliability.A);

  /** A strike in the middle of NORTH, so well located that others may tell of the same. */
  private static IncidentReport told(String id, int hour, String publisher, Reliability grade) {
    IncidentReport strike =
        Reports.strike(id, Cast.START.plus(Duration.ofHours(hour))).setMunitions(40).build();
    return IncidentReport.newBuilder(strike)
        .setPlace(Place.newBuilder(strike.getPlace()).setPrecision(GeoPrecision.NEAR).build())
        .setSource(
            Source.newBuilder(strike.getSource())
                .setPublisher(publisher)
                .setReliability(grade)
                .build())
        .build();
  }

  private static List<EscalationLevel> levels(IncidentReport... reports) {
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(reports);
      for (int h = 6; h <= 60; h += 6) {
        pipeline.take(Ticks.wire(Cast.START.plus(Duration.ofHours(h)), Duration.ofHours(6)));
      }
      return pipeline.finalLevels().stream().filter(l -> l.getEvaluatedAt().equals(READ)).toList();
    }
  }

  private static EscalationLevel level(String subject, IncidentReport... reports) {
    return levels(reports).stream()
        .filter(level -> level.getSubject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private static EvidenceRange range(IncidentReport... reports) {
    return level("NORTH", reports).getRange();
  }

  @Test
  void an_incident_told_only_by_others_changes_what_all_say_and_not_what_trusted_ones_do() {
    EvidenceRange before = range(SURE);
    EvidenceRange after = range(SURE, RUMOUR);

    assertThat(before.getReliabilities()).containsExactly(Reliability.A, Reliability.B);
    assertThat(before.getTrusted()).isEqualTo(before.getAll()).isPositive();
    assertThat(after.getTrusted()).isEqualTo(before.getTrusted());
    assertThat(after.getTrustedLevel()).isEqualTo(before.getTrustedLevel());
    assertThat(after.getAll()).isGreaterThan(before.getAll());
  }

  @Test
  void a_trusted_source_that_tells_of_it_too_raises_both_ends() {
    EvidenceRange before = range(SURE, RUMOUR);
    EscalationLevel after = level("NORTH", SURE, RUMOUR, SEEN);

    assertThat(after.getEvidence()).hasSize(2);
    assertThat(after.getRange().getTrusted()).isGreaterThan(before.getTrusted());
    assertThat(after.getRange().getAll()).isGreaterThan(before.getAll());
    assertThat(after.getRange().getTrusted()).isLessThan(after.getRange().getAll());
    assertThat(after.getRange().getAll()).isEqualTo(after.getIndex());
  }

  @Test
  void the_record_says_who_tells_of_each_incident() {
    EscalationLevel level = level("NORTH", SURE, RUMOUR, SEEN);

    assertThat(level.getEvidence())
        .filteredOn(evidence -> evidence.getSourcing().getSources().size() == 2)
        .singleElement()
        .satisfies(
            evidence -> {
              assertThat(evidence.getSourcing().getOccurredFrom())
                  .isEqualTo(RUMOUR.getOccurredFrom());
              assertThat(evidence.getSourcing().getSources())
                  .extracting(SourceGrade::getPublisher)
                  .containsExactlyInAnyOrder("BLOG", "MINISTRY");
            });
  }

  @Test
  void the_region_leaves_the_range_to_its_theatres_and_lists_the_same_sources() {
    EscalationLevel region = level("REGION", SURE, RUMOUR);

    assertThat(region.getRange()).isNull();
    assertThat(region.getEvidence())
        .isNotEmpty()
        .allSatisfy(evidence -> assertThat(evidence.getSourcing().getSources()).hasSize(1));
  }
}
