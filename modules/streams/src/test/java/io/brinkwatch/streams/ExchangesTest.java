package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.DyadDetail;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.OpenProvocation;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Policy;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done in one theatre and answered in another. */
class ExchangesTest {
  private static final Duration STEP = Duration.ofHours(6);
  private static final String BLOWS = "REGION/bravo>alpha";
  private static final String ANSWERS = "REGION/alpha>bravo";

  private static Instant day(int days) {
    return Cast.START.plus(Duration.ofDays(days));
  }

  private static void tick(PipelineDriver pipeline, int from, int to) {
    for (Instant t = day(from).plus(STEP); !t.isAfter(day(to)); t = t.plus(STEP)) {
      pipeline.take(Ticks.wire(t, STEP));
    }
  }

  private static IncidentReport blow() {
    return Reports.strike("blow", day(1))
        .setInitiators(List.of("Bravo"))
        .setTargets(List.of("Alpha"))
        .setMunitions(9)
        .setPlace(Reports.at("SOUTH"))
        .build();
  }

  /** By a proxy of those who were hit. */
  private static IncidentReport answer() {
    return Reports.strike("answer", day(4)).setMunitions(90).build();
  }

  private static Place exactly(String theatre) {
    return Place.newBuilder(Reports.at(theatre)).setPrecision(GeoPrecision.NEAR).build();
  }

  private static Optional<DyadDetail> dyad(PipelineDriver pipeline, String subject, Instant at) {
    return pipeline.finalReadings().stream()
        .filter(r -> r.getSubject().equals(subject) && r.getEvaluatedAt().equals(at))
        .map(IndicatorReading::getDyad)
        .findFirst();
  }

  private static List<String> open(PipelineDriver pipeline, String subject, Instant at) {
    return dyad(pipeline, subject, at).orElseThrow().getOpen().stream()
        .map(OpenProvocation::getIncidentId)
        .toList();
  }

  @Test
  void a_blow_is_answered_in_another_theatre() {
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(blow(), answer());
      tick(pipeline, 0, 8);

      OpenProvocation before =
          dyad(pipeline, BLOWS, day(3)).orElseThrow().getOpen().stream().findFirst().orElseThrow();
      assertThat(before.getIncidentId()).isEqualTo("blow");
      assertThat(before.getTheatre()).isEqualTo("SOUTH");
      assertThat(before.getOccurredFrom()).isEqualTo(day(1));
      assertThat(open(pipeline, BLOWS, day(6))).isEmpty();
      assertThat(dyad(pipeline, BLOWS, day(6)).orElseThrow().getAnswers()).isEqualTo(1);
      // the theatre in which it happened has seen no answer
      assertThat(open(pipeline, "SOUTH/bravo>alpha", day(6))).containsExactly("blow");
    }
  }

  @Test
  void an_act_counts_once_however_many_tell_of_it_and_wherever_it_is_told() {
    IncidentReport one = Reports.strike("one", day(1)).setPlace(exactly("NORTH")).build();
    IncidentReport other =
        Reports.strike("other", day(1)).setPlace(exactly("NORTH")).setFeed("wire-b").build();
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(one, other);
      tick(pipeline, 0, 4);
      assertThat(pipeline.standing()).hasSize(1);
      assertThat(pipeline.theatreInputRecords)
          .extracting(input -> input.key())
          .contains("NORTH", "SOUTH", "EAST", "REGION");
      assertThat(dyad(pipeline, ANSWERS, day(2)).orElseThrow().getActs()).isEqualTo(1);
      assertThat(dyad(pipeline, "REGION/militia>bravo", day(2)).orElseThrow().getActs())
          .isEqualTo(1);
    }
  }

  @Test
  void what_moves_to_another_theatre_stays_one_act_and_what_is_withdrawn_is_none() {
    IncidentReport moved =
        IncidentReport.newBuilder(blow()).setVersion(2).setPlace(Reports.at("NORTH")).build();
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(blow());
      tick(pipeline, 0, 1);
      pipeline.take(moved);
      tick(pipeline, 1, 5);
      DyadDetail dyad = dyad(pipeline, BLOWS, day(2)).orElseThrow();
      assertThat(dyad.getActs()).isEqualTo(1);
      assertThat(dyad.getOpen()).extracting(OpenProvocation::getTheatre).containsExactly("NORTH");

      pipeline.take(
          IncidentReport.newBuilder(Reports.retraction(moved)).setPublishedAt(day(5)).build());
      tick(pipeline, 5, 8);
      assertThat(dyad(pipeline, BLOWS, day(3))).isPresent();
      assertThat(dyad(pipeline, BLOWS, day(6))).isEmpty();
    }
  }

  @Test
  void an_alias_learnt_later_gives_a_dyad_its_past_back() {
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(Reports.strike("r1", day(1)).setInitiators(List.of("The Unheard Of")).build());
      tick(pipeline, 0, 5);
      assertThat(dyad(pipeline, "REGION/The Unheard Of>bravo", day(3))).isPresent();
      assertThat(dyad(pipeline, ANSWERS, day(3))).isEmpty();

      Actor known =
          Cast.actors().stream().filter(a -> a.getId().equals("militia")).findFirst().orElseThrow();
      pipeline.actor(
          Actor.newBuilder(known)
              .setVersion(2)
              .setEffectiveFrom(day(5))
              .setAliases(List.of("The Unheard Of"))
              .build());
      tick(pipeline, 5, 8);
      for (String name : List.of(ANSWERS, "REGION/militia>bravo")) {
        assertThat(dyad(pipeline, name, day(6)).orElseThrow().getActs()).isEqualTo(1);
        assertThat(open(pipeline, name, day(6))).containsExactly("r1");
      }
    }
  }

  @Test
  void nothing_else_of_the_region_comes_of_it() {
    try (var pipeline = PipelineDriver.withCast()) {
      pipeline.take(blow(), answer());
      tick(pipeline, 0, 8);
      assertThat(pipeline.indicatorReadings)
          .filteredOn(r -> r.getSubject().startsWith("REGION/"))
          .isNotEmpty()
          .extracting(IndicatorReading::getIndicator)
          .containsOnly(Indicator.RECIPROCITY);
      assertThat(pipeline.indicatorReadings)
          .filteredOn(r -> r.getSubject().equals("REGION"))
          .isNotEmpty()
          .extracting(IndicatorReading::getIndicator)
          .containsOnly(Indicator.INDEX);
      assertThat(pipeline.escalationLevels)
          .extracting(EscalationLevel::getSubject)
          .containsOnly("NORTH", "SOUTH", "EAST", "REGION");
      assertThat(pipeline.incidents).hasSize(2);
      assertThat(pipeline.rejections).isEmpty();
    }
  }

  @Test
  void a_policy_without_a_region_has_none_of_its_dyads() {
    try (var pipeline = new PipelineDriver()) {
      Cast.theatres().forEach(pipeline::theatre);
      Cast.actors().forEach(pipeline::actor);
      pipeline.policy(Policy.newBuilder(Cast.policy()).setRegion(null).build());
      pipeline.take(blow(), answer());
      tick(pipeline, 0, 8);
      assertThat(pipeline.finalReadings()).isNotEmpty();
      assertThat(pipeline.finalReadings()).noneMatch(r -> r.getSubject().startsWith("REGION"));
    }
  }
}
