package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.Weapon;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CorroborationTest {
  private static final Instant NOON = Cast.START.plus(Duration.ofHours(12));
  private final PipelineDriver pipeline = PipelineDriver.withCast();

  @AfterEach
  void close() {
    pipeline.close();
  }

  private static IncidentReport.Builder wire(String id, Instant from, String publisher) {
    return Reports.strike(id, from)
        .setPlace(Place.newBuilder(Reports.at("NORTH")).setPrecision(GeoPrecision.NEAR).build())
        .setSource(by(publisher));
  }

  private static IncidentReport.Builder desk(String id, Instant from) {
    return wire(id, from, "DESK").setFeed(Cast.DESK).setFamily(FeedFamily.CURATED);
  }

  private static Source by(String publisher) {
    return Source.newBuilder(Reports.source(Reliability.B, Credibility.C3))
        .setPublisher(publisher)
        .build();
  }

  private Collection<Incident> standing() {
    return pipeline.standing().values();
  }

  @Test
  void one_attack_told_by_two_feeds_and_three_copies_of_one_story_counts_once() {
    pipeline.take(
        wire("w1", NOON, "AGENCY").setStory(1L).build(),
        wire("w2", NOON.plusSeconds(600), "DAILY").setStory(1L).build(),
        wire("w3", NOON.plusSeconds(900), "EVENING").setStory(1L).build(),
        desk("d1", NOON.plusSeconds(60)).setFatalities(3).build());
    assertThat(standing())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.getIncidentId()).isEqualTo("d1");
              assertThat(incident.getReports()).hasSize(4);
              assertThat(incident.getFatalities()).isEqualTo(3);
              assertThat(incident.getVersion()).isEqualTo(4);
            });
    tickTo(48);
    double q = Math.sqrt(0.85 * 0.65);
    double twoVoices = 1 - (1 - q) * (1 - q);
    assertThat(stock())
        .isCloseTo(twoVoices * severity(3), org.assertj.core.data.Offset.offset(1e-5));
  }

  private static double severity(int killed) {
    return 4 + 3 * Math.log(1 + killed) / Math.log(2);
  }

  private void tickTo(int hours) {
    for (int h = 6; h <= hours; h += 6) {
      pipeline.take(Ticks.wire(Cast.START.plus(Duration.ofHours(h)), Duration.ofHours(6)));
    }
  }

  /** What the intensity of the evening after rests on: X of I = 100 ln(1+X/x0) / ln(1+x1/x0). */
  private double stock() {
    IndicatorReading reading =
        pipeline.finalReadings().stream()
            .filter(r -> r.getIndicator() == Indicator.INTENSITY_3D)
            .filter(r -> r.getSubject().equals("NORTH"))
            .filter(r -> r.getEvaluatedAt().equals(Cast.START.plus(Duration.ofHours(18))))
            .findFirst()
            .orElseThrow();
    return 5 * Math.expm1(reading.getValue() / 100 * Math.log(1 + 2000.0 / 5));
  }

  @Test
  void a_report_that_moves_to_another_theatre_and_joins_there_leaves_nothing_behind() {
    IncidentReport stays = desk("d1", NOON).setPlace(near("SOUTH")).build();
    IncidentReport moves = wire("w1", NOON, "AGENCY").build();
    pipeline.take(stays, moves);
    assertThat(standing()).hasSize(2);
    pipeline.take(IncidentReport.newBuilder(moves).setVersion(2).setPlace(near("SOUTH")).build());
    assertThat(standing())
        .singleElement()
        .satisfies(incident -> assertThat(incident.getReports()).hasSize(2));
    assertThat(pipeline.incidents)
        .filteredOn(incident -> incident.getState() == RecordState.RETRACTED)
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.getIncidentId()).isEqualTo("w1");
              assertThat(gone.getSuccessors()).containsExactly("d1");
            });
  }

  private static Place near(String theatre) {
    return Place.newBuilder(Reports.at(theatre)).setPrecision(GeoPrecision.NEAR).build();
  }

  /** The militia is at home in SOUTH and Bravo in EAST: both know of what happens in NORTH. */
  @Test
  void claims_told_of_two_theatres_count_once_each_whoever_is_concerned() {
    IncidentReport north = claim("c1").setPlace(Reports.at("NORTH")).build();
    IncidentReport south = claim("c2").setPlace(Reports.at("SOUTH")).build();
    for (List<IncidentReport> order : List.of(List.of(north, south), List.of(south, north))) {
      try (var one = PipelineDriver.withCast()) {
        one.take(order);
        assertThat(one.standing().values())
            .extracting(Incident::getIncidentId, Incident::getTheatre, i -> i.getReports().size())
            .containsExactlyInAnyOrder(
                org.assertj.core.api.Assertions.tuple("c1", "NORTH", 1),
                org.assertj.core.api.Assertions.tuple("c2", "SOUTH", 1));
      }
    }
  }

  private static IncidentReport.Builder claim(String id) {
    return wire(id, NOON, "AGENCY")
        .setType(IncidentType.ARMS_TRANSFER)
        .setInitiators(List.of("Alpha"))
        .setTargets(List.of("Militia", "Bravo"))
        .setWeapon(Weapon.UNSPECIFIED)
        .setCapability("SA-22")
        .setClaimStage(ClaimStage.INTENT);
  }

  @Test
  void two_reports_of_a_feed_that_does_not_repeat_itself_are_two_incidents() {
    pipeline.take(desk("d1", NOON).build(), desk("d2", NOON).build());
    assertThat(standing()).hasSize(2);
  }

  @Test
  void what_is_far_apart_in_space_or_time_or_names_others_stays_apart() {
    Place far = Place.newBuilder(Reports.at(35 + 1, 35)).setPrecision(GeoPrecision.NEAR).build();
    pipeline.take(
        wire("w1", NOON, "AGENCY").build(),
        wire("w2", NOON, "DAILY").setPlace(far).build(),
        wire("w3", NOON.plus(Duration.ofHours(8)), "DAILY").build(),
        wire("w4", NOON, "DAILY").setInitiators(List.of("Bravo")).build());
    assertThat(standing()).hasSize(4);
  }

  @Test
  void when_the_anchor_is_withdrawn_the_rest_lives_on_under_another_id_that_is_named() {
    IncidentReport anchor = desk("d1", NOON).build();
    pipeline.take(wire("w1", NOON, "AGENCY").build(), anchor);
    assertThat(pipeline.incidents)
        .filteredOn(incident -> incident.getIncidentId().equals("w1"))
        .last()
        .matches(incident -> incident.getState() == RecordState.RETRACTED)
        .matches(incident -> incident.getSuccessors().equals(List.of("d1")));
    pipeline.take(
        IncidentReport.newBuilder(anchor).setVersion(2).setState(RecordState.RETRACTED).build());
    assertThat(standing()).extracting(Incident::getIncidentId).containsExactly("w1");
    assertThat(pipeline.incidents)
        .filteredOn(incident -> incident.getIncidentId().equals("d1"))
        .last()
        .matches(incident -> incident.getSuccessors().equals(List.of("w1")));
  }

  @Test
  void any_order_gives_the_same_incidents() {
    var reports = new ArrayList<IncidentReport>();
    var random = new Random(7);
    for (int i = 0; i < 25; i++) {
      Instant from = NOON.plusSeconds(random.nextInt(36 * 3_600));
      reports.add(
          (random.nextBoolean() ? desk("d" + i, from) : wire("w" + i, from, "P" + i % 3)).build());
    }
    pipeline.take(reports);
    List<Incident> expected = List.copyOf(standing());
    assertThat(expected).hasSizeBetween(5, 20);
    for (int order = 0; order < 5; order++) {
      Collections.shuffle(reports, random);
      try (var other = PipelineDriver.withCast()) {
        other.take(reports);
        assertThat(other.standing().values()).containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void of_many_reports_the_best_are_listed_and_the_rest_counted_whatever_the_order() {
    var reports = new ArrayList<IncidentReport>();
    for (int i = 0; i < 150; i++) {
      reports.add(wire("w%03d".formatted(i), NOON, "P" + i).build());
    }
    IncidentReport better = graded("w070", Reliability.A, Credibility.C6);
    IncidentReport surer = graded("w140", Reliability.B, Credibility.C1);
    reports.set(70, better);
    reports.set(140, surer);
    reports.set(
        141, wire("w141", NOON, "P141").setPublishedAt(NOON.plus(Duration.ofMinutes(1))).build());
    pipeline.take(reports);

    Incident incident = last(pipeline);
    List<String> listed = incident.getReports().stream().map(r -> r.getReportId()).toList();
    assertThat(listed).hasSize(100).doesNotHaveDuplicates();
    assertThat(incident.getMoreReports()).isEqualTo(50);
    assertThat(incident.getVersion()).isEqualTo(150);
    assertThat(listed.get(0)).isEqualTo(incident.getIncidentId()).isEqualTo("w000");
    // better graded, surer, told earlier; then by id up to the hundredth
    assertThat(listed).contains("w070", "w140", "w141", "w097").doesNotContain("w098", "w149");
    assertThat(listed.subList(1, 100)).isSorted();
    Collections.reverse(reports);
    try (var reversed = PipelineDriver.withCast()) {
      reversed.take(reports);
      assertThat(last(reversed)).isEqualTo(incident);
    }
  }

  private static IncidentReport graded(String id, Reliability reliability, Credibility sure) {
    return wire(id, NOON, id)
        .setSource(Source.newBuilder(Reports.source(reliability, sure)).setPublisher(id).build())
        .build();
  }

  private static Incident last(PipelineDriver pipeline) {
    return pipeline.incidents.stream()
        .filter(incident -> incident.getIncidentId().equals("w000"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void an_incident_of_many_reports_is_told_in_a_record_that_a_broker_takes()
      throws java.io.IOException {
    for (int i = 0; i < 400; i++) {
      pipeline.take(wire("w" + i, NOON, "P" + i).build());
    }
    IncidentReport anchor = desk("d1", NOON).build();
    pipeline.take(anchor, Reports.retraction(anchor));
    assertThat(pipeline.incidents)
        .filteredOn(incident -> incident.getIncidentId().equals("d1"))
        .last()
        .matches(incident -> incident.getState() == RecordState.RETRACTED)
        .matches(incident -> incident.getMoreReports() == 301)
        .matches(incident -> incident.getSuccessors().size() == 1);
    int largest = 0;
    for (Incident incident : pipeline.incidents) {
      largest = Math.max(largest, Incident.getEncoder().encode(incident).remaining());
    }
    assertThat(largest).isLessThan(20_000);
  }

  @Test
  void a_claim_goes_through_its_stages_and_a_denial_lowers_only_what_is_believed() {
    pipeline.take(
        claim("c1", NOON, ClaimStage.INTENT).build(),
        claim("c2", NOON.plus(Duration.ofDays(1)), ClaimStage.DENIED).build(),
        claim("c3", NOON.plus(Duration.ofDays(19)), ClaimStage.PREPARATION)
            .setTargets(List.of("Militia", "Alpha"))
            .build());
    assertThat(standing())
        .singleElement()
        .satisfies(
            claim -> {
              assertThat(claim.getClaimStage()).isEqualTo(ClaimStage.PREPARATION);
              assertThat(claim.getReports()).hasSize(3);
              assertThat(claim.getTargets())
                  .extracting(actor -> actor.getName())
                  .containsExactly("Militia", "Alpha");
              assertThat(claim.getReports()).filteredOn(r -> r.getDenies()).hasSize(1);
            });
  }

  /** Alpha makes public that Bravo is to give something to the militia. */
  private static IncidentReport.Builder disclosure(String id, Instant from) {
    return claim(id, from, ClaimStage.INTENT)
        .setType(IncidentType.THREAT_OR_STATEMENT)
        .setInitiators(List.of("Alpha"))
        .setTargets(List.of("Bravo", "Militia"))
        .setWeapon(Weapon.UNSPECIFIED);
  }

  @Test
  void who_makes_a_plan_public_does_not_give_and_who_is_to_give_does_not_receive() {
    pipeline.take(
        disclosure("c1", NOON).build(),
        claim("c2", NOON.plus(Duration.ofHours(1)), ClaimStage.PREPARATION).build());

    assertThat(standing())
        .singleElement()
        .satisfies(
            claim -> {
              assertThat(claim.getInitiators())
                  .extracting(actor -> actor.getName())
                  .containsExactly("Bravo");
              assertThat(claim.getTargets())
                  .extracting(actor -> actor.getName())
                  .containsExactly("Militia");
            });
  }

  @Test
  void a_plan_that_was_made_public_is_a_sign_and_no_act_of_whoever_makes_it_public() {
    pipeline.take(disclosure("c1", NOON).build());
    tickTo(48);

    assertThat(stock()).isZero();
  }

  /** The militia is at home in SOUTH; only the last report of the claim names it. */
  @Test
  void a_theatre_that_the_last_report_of_a_claim_concerns_knows_what_the_first_ones_told() {
    pipeline.take(
        claim("c1", NOON, ClaimStage.INTENT)
            .setInitiators(List.of("Alpha"))
            .setTargets(List.of("Nobody known"))
            .build(),
        claim("c2", NOON.plus(Duration.ofHours(6)), ClaimStage.PREPARATION)
            .setInitiators(List.of("Alpha"))
            .build());
    tickTo(96);

    assertThat(pipeline.finalReadings())
        .filteredOn(r -> r.getIndicator() == Indicator.PRECURSOR && r.getSubject().equals("SOUTH"))
        .filteredOn(r -> r.getValue() > 0)
        .isNotEmpty()
        .flatExtracting(IndicatorReading::getEvidence)
        .allSatisfy(
            part -> {
              assertThat(part.getIncidentId()).isEqualTo("c1");
              assertThat(part.getVersion()).isEqualTo(2);
            });
  }

  @Test
  void a_report_that_moves_to_another_theatre_is_not_withdrawn() {
    IncidentReport report = wire("w1", NOON, "AGENCY").build();
    pipeline.take(
        report,
        IncidentReport.newBuilder(report).setVersion(2).setPlace(Reports.at("SOUTH")).build());
    assertThat(standing()).extracting(Incident::getTheatre).containsExactly("SOUTH");
    pipeline.take(
        IncidentReport.newBuilder(report).setVersion(3).setPlace(Reports.at("EAST")).build());
    assertThat(standing()).extracting(Incident::getTheatre).containsExactly("EAST");
  }

  @Test
  void a_theatre_that_is_behind_does_not_tell_of_an_incident_that_has_left_it() {
    IncidentReport report = wire("w1", NOON, "AGENCY").build();
    IncidentReport moved =
        IncidentReport.newBuilder(report).setVersion(2).setPlace(Reports.at("SOUTH")).build();
    pipeline.takeAhead("SOUTH", report, moved);
    assertThat(standing()).extracting(Incident::getTheatre).containsExactly("SOUTH");
    IncidentReport back =
        IncidentReport.newBuilder(report).setVersion(3).setPlace(Reports.at("NORTH")).build();
    pipeline.takeAhead("NORTH", back, Reports.retraction(back));
    assertThat(standing()).isEmpty();
  }

  @Test
  void odd_names_and_impossible_radii_stop_nothing() {
    Place odd =
        Place.newBuilder(Reports.at("NORTH"))
            .setPrecision(GeoPrecision.NEAR)
            .setRadiusKm(-1.0)
            .build();
    pipeline.take(
        wire("w1", NOON, "AGENCY").setPlace(odd).build(),
        wire("w2", NOON, "AGENCY").setInitiators(List.of("A\nA", "\n\n", "A")).build(),
        wire("w3", NOON, "DAILY").setInitiators(List.of("A\nA", "B")).build());
    assertThat(pipeline.rejections).extracting(r -> r.getField()).containsExactly("radiusKm");
    assertThat(standing()).hasSize(1);
  }

  private static IncidentReport.Builder claim(String id, Instant from, ClaimStage stage) {
    return wire(id, from, "P" + id)
        .setType(IncidentType.ARMS_TRANSFER)
        .setInitiators(List.of("Bravo"))
        .setTargets(List.of("Militia"))
        .setCapability("SA-22")
        .setClaimStage(stage);
  }

  @Test
  void a_source_that_names_sides_only_joins_one_that_knows_who_did_it() {
    pipeline.take(
        desk("d1", NOON)
            .setDirected(false)
            .setInitiators(List.of("Bravo"))
            .setTargets(List.of("Militia"))
            .build(),
        wire("w1", NOON, "AGENCY").build());
    assertThat(standing())
        .singleElement()
        .matches(Incident::getDirected)
        .satisfies(
            incident ->
                assertThat(incident.getInitiators())
                    .extracting(actor -> actor.getName())
                    .containsExactly("Militia"));
  }

  @Test
  void copies_of_a_story_weigh_no_more_where_it_is_only_known_of() {
    double once = pressureOnTheMilitiasHome(1);

    assertThat(once).isPositive();
    assertThat(pressureOnTheMilitiasHome(3)).isEqualTo(once);
  }

  /** Ten strikes of the militia abroad, told in so many copies each, then arms for it at home. */
  private static double pressureOnTheMilitiasHome(int copies) {
    try (var other = PipelineDriver.withCast()) {
      for (int day = 0; day < 10; day++) {
        for (int copy = 0; copy < copies; copy++) {
          Instant from = NOON.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(10L * copy));
          other.take(wire("s" + day + "-" + copy, from, "AGENCY" + copy).build());
        }
      }
      other.take(
          Reports.strike("arms", NOON.plus(Duration.ofDays(9)))
              .setType(IncidentType.ARMS_TRANSFER)
              .setInitiators(List.of("Bravo"))
              .setTargets(List.of("Militia"))
              .setCapability("SA-22")
              .setClaimStage(ClaimStage.DELIVERED)
              .setPlace(Reports.at("SOUTH"))
              .build());
      for (int hour = 6; hour <= 24 * 14; hour += 6) {
        other.take(Ticks.wire(Cast.START.plus(Duration.ofHours(hour)), Duration.ofHours(6)));
      }
      assertThat(other.standing()).hasSize(11);
      return other.finalReadings().stream()
          .filter(r -> r.getIndicator() == Indicator.PRECURSOR && r.getSubject().equals("SOUTH"))
          .filter(r -> r.getEvaluatedAt().equals(Cast.START.plus(Duration.ofDays(11))))
          .map(IndicatorReading::getValue)
          .findFirst()
          .orElseThrow();
    }
  }
}
