package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.SignStanding;
import io.brinkwatch.model.Weapon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples that travel with the program, replayed by the binary as the docs say. */
class ClaimIT {
  private static final Set<Indicator> HAPPENED =
      EnumSet.of(
          Indicator.TEMPO,
          Indicator.INTENSITY_3D,
          Indicator.HORIZONTAL,
          Indicator.BREADTH,
          Indicator.RECIPROCITY,
          Indicator.POSTURE);

  @TempDir private Path directory;

  private String run(Map<String, String> properties, String... words) throws Exception {
    Path log = directory.resolve("out.log");
    var arguments = new ArrayList<>(List.of(words));
    properties.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    Process process = RunProcess.brinkwatch(log, arguments);
    try {
      assertThat(process.waitFor(150, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(log);
  }

  private static Path home() {
    return Path.of(System.getProperty("brinkwatch.home"));
  }

  private static Path sample(String name) {
    return home().resolve("modules/ingest/src/main/resources/samples").resolve(name);
  }

  @Test
  void four_reports_of_a_plan_make_one_claim_that_goes_through_its_stages() throws Exception {
    Map<String, String> properties = Cluster.properties("it.claim.", 2);
    run(properties, "replay", sample("claim-sa22-2023-11.csv").toString(), "--name", "claim");
    ConnectionSettings replay =
        ConnectionSettings.of(properties).withPrefix("it.claim.replay-claim.");
    try (var incidents = new Outputs.Follower<>(replay, replay.topics().incidents())) {
      drain(incidents);
      List<Incident> claims =
          incidents.values.stream()
              .filter(incident -> incident.getType() == IncidentType.ARMS_TRANSFER)
              .toList();
      assertThat(claims)
          .extracting(Incident::getIncidentId, Incident::getClaimStage, i -> i.getReports().size())
          .containsExactly(
              tuple("curated/SA22-1", ClaimStage.INTENT, 1),
              tuple("curated/SA22-1", ClaimStage.INTENT, 2),
              tuple("curated/SA22-1", ClaimStage.PREPARATION, 3));
      requireUncertain(claims.get(2));
      assertThat(last(incidents.values).values())
          .noneMatch(incident -> incident.getState() == RecordState.RETRACTED)
          .allMatch(incident -> incident.getWeapon() == Weapon.UNSPECIFIED)
          .extracting(Incident::getType)
          .containsExactly(IncidentType.ARMS_TRANSFER);
    }
    try (var readings = new Outputs.Follower<>(replay, replay.topics().indicators())) {
      drain(readings);
      requirePressureAlone(readings.values);
    }
    try (var rejected = new Outputs.Follower<>(replay, replay.topics().rejected())) {
      drain(rejected);
      assertThat(rejected.values)
          .extracting(Rejection::getRecordId, Rejection::getReason)
          .containsExactlyInAnyOrder(
              tuple("curated/SA22-4", RejectionReason.NO_THEATRE),
              // it changes a claim of which readings are FINAL for long, and counts from now on
              tuple("curated/SA22-3", RejectionReason.LATE_AFTER_FINAL));
    }
    String tail =
        run(
            properties,
            "topics",
            "tail",
            "incidents",
            "--prefix",
            "it.claim.replay-claim.",
            "--from-beginning",
            "--no-follow");
    assertThat(tail).contains("\"claimStage\" : \"PREPARATION\"", "\"capability\" : \"SA-22\"");
  }

  /** The theatres of both possible recipients are under pressure, and nothing has happened. */
  private static void requirePressureAlone(List<IndicatorReading> readings) {
    Map<String, IndicatorReading> last = new TreeMap<>();
    readings.stream()
        .filter(r -> r.getIndicator() == Indicator.PRECURSOR && r.getFinality() == Finality.FINAL)
        .forEach(r -> last.put(r.getSubject(), r));
    assertThat(last)
        .allSatisfy(
            (theatre, reading) ->
                assertThat(reading.getPrecursor().getSigns())
                    .extracting(SignStanding::getSign)
                    .isEqualTo(
                        List.of("IL_LB", "IL_IR").contains(theatre)
                            ? List.of("ARMS_TRANSFER")
                            : List.of()));
    requireFading(readings, "IL_LB");
    // told of as a recipient in the last report only
    assertThat(last.get("IL_IR").getValue()).isPositive();
    assertThat(readings)
        .filteredOn(r -> HAPPENED.contains(r.getIndicator()))
        .isNotEmpty()
        .allMatch(r -> r.getValue() == 0);
  }

  /** In the fortnight in which nobody told anything new it weighed less every day. */
  private static void requireFading(List<IndicatorReading> readings, String theatre) {
    List<Double> daily =
        readings.stream()
            .filter(r -> r.getIndicator() == Indicator.PRECURSOR)
            .filter(r -> r.getFinality() == Finality.FINAL && r.getSubject().equals(theatre))
            .filter(r -> r.getEvaluatedAt().truncatedTo(ChronoUnit.DAYS).equals(r.getEvaluatedAt()))
            .filter(r -> r.getEvaluatedAt().isAfter(Instant.parse("2023-11-05T00:00:00Z")))
            .filter(r -> r.getEvaluatedAt().isBefore(Instant.parse("2023-11-20T00:00:00Z")))
            .map(IndicatorReading::getValue)
            .toList();
    assertThat(daily).hasSize(14).doesNotHaveDuplicates().allMatch(value -> value > 0);
    assertThat(daily).isSortedAccordingTo(Comparator.reverseOrder());
  }

  /** Who is to get it is open, and each source has its own grade. */
  private static void requireUncertain(Incident claim) {
    assertThat(claim.getTheatre()).isEqualTo("IL_LB");
    assertThat(claim.getCapability()).isEqualTo("SA-22");
    assertThat(claim.getInitiators()).extracting(ActorRef::getActorId).containsExactly("wagner");
    assertThat(claim.getTargets())
        .extracting(ActorRef::getActorId)
        .containsExactly("hezbollah", "iran");
    assertThat(claim.getReports())
        .extracting(
            ReportRef::getReportId,
            ReportRef::getPublisher,
            ReportRef::getReliability,
            ReportRef::getCredibility)
        .containsExactly(
            tuple("curated/SA22-1", "WSJ", Reliability.B, Credibility.C3),
            tuple("curated/SA22-2", "CNN", Reliability.B, Credibility.C3),
            tuple("curated/SA22-3", "CNN", Reliability.B, Credibility.C3));
  }

  @Test
  void the_autumn_is_as_the_docs_say_and_its_official_counts_are_compared_with_what_is_held()
      throws Exception {
    Map<String, String> properties = Cluster.properties("it.counts.", 2);
    Path autumn = sample("incidents-2023-10_2023-11.csv");
    run(properties, "replay", autumn.toString(), "--name", "counts");
    ConnectionSettings replay =
        ConnectionSettings.of(properties).withPrefix("it.counts.replay-counts.");
    try (var readings = new Outputs.Follower<>(replay, replay.topics().indicators())) {
      drain(readings);
      IndicatorReading reading =
          readings.values.stream()
              .filter(r -> r.getIndicator() == Indicator.RECONCILIATION)
              .filter(r -> r.getSubject().equals("US_IQ_SY"))
              .filter(r -> r.getEvaluatedAt().equals(Instant.parse("2023-11-24T00:00:00Z")))
              .reduce((first, second) -> second)
              .orElseThrow();
      assertThat(reading.getCounts())
          .singleElement()
          .satisfies(
              count -> {
                assertThat(count.getReportId()).isEqualTo("curated/CUR-0144");
                assertThat(count.getTold()).isEqualTo(73);
                assertThat(count.getHeld()).isEqualTo(40);
                assertThat(count.getSource().getReliability()).isEqualTo(Reliability.B);
              });
    }
    String page =
        run(
            properties,
            "course",
            "--prefix",
            "it.counts.replay-counts.",
            "--against",
            sample("happened-2023-10_2024-06.csv").toString(),
            "--title",
            "The autumn of 2023, day by day");
    assertThat(page)
        .as("docs/autumn-2023.md says how to write it again")
        .isEqualTo(Files.readString(home().resolve("docs/autumn-2023-course.md")));
  }

  private static void drain(Outputs.Follower<?> follower) {
    int idle = 0;
    while (idle < 3 || follower.values.isEmpty()) {
      idle = follower.poll() == 0 ? idle + 1 : 0;
    }
  }

  private static Map<String, Incident> last(List<Incident> incidents) {
    Map<String, Incident> last = new LinkedHashMap<>();
    incidents.forEach(incident -> last.put(incident.getIncidentId(), incident));
    return last;
  }
}
