package io.brinkwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.AlertKind;
import io.brinkwatch.model.AlertMessageType;
import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.Reconciliation;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.SubjectKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedistributionTest {
  private static final Instant NOON = Instant.parse("2023-10-08T12:00:00Z");
  private final Redistribution terms = new Redistribution();

  private static ReportRef report(String id, boolean open) {
    return ReportRef.newBuilder()
        .setReportId(id)
        .setVersion(1)
        .setFeed("feed")
        .setFamily(FeedFamily.WIRE)
        .setPublisher("P")
        .setReliability(Reliability.B)
        .setCredibility(Credibility.C2)
        .setRedistributable(open)
        .build();
  }

  private static Incident incident(ReportRef... reports) {
    return Incident.newBuilder()
        .setIncidentId(reports[0].getReportId())
        .setVersion(1)
        .setTheatre("NORTH")
        .setType(IncidentType.ARMS_TRANSFER)
        .setOccurredFrom(NOON)
        .setOccurredTo(NOON.plusSeconds(60))
        .setPublishedAt(NOON)
        .setPlace(
            Place.newBuilder()
                .setName("Metula")
                .setCountry("Israel")
                .setLatitude(33.28)
                .setLongitude(35.58)
                .setPrecision(GeoPrecision.NEAR)
                .build())
        .setCapability("SA-22")
        .setSummary("words of " + reports[0].getReportId())
        .setReports(List.of(reports))
        .build();
  }

  private static IndicatorReading reading(int others, String... incidents) {
    return IndicatorReading.newBuilder()
        .setSubject("NORTH")
        .setSubjectKind(SubjectKind.THEATRE)
        .setIndicator(Indicator.INTENSITY_3D)
        .setEvaluatedAt(NOON)
        .setValue(30)
        .setReadingStatus(ReadingStatus.OK)
        .setFinality(Finality.FINAL)
        .setEvidence(evidence(incidents))
        .setEvidenceRest(new EvidenceRest(others, 0.0))
        .setCoverage(new Coverage(1.0, true, List.of(), null))
        .setPolicyVersion(1)
        .build();
  }

  private static List<Evidence> evidence(String... incidents) {
    return Stream.of(incidents)
        .map(id -> new Evidence(id, 1L, 10.0, 0.5, "words of " + id))
        .toList();
  }

  private void tell(ReportRef... reports) {
    terms.note(incident(reports));
  }

  private IndicatorReading open(IndicatorReading reading) {
    return (IndicatorReading) terms.of(reading).orElseThrow();
  }

  @Test
  void an_incident_of_reports_that_are_all_closed_is_left_out() {
    assertThat(terms.of(incident(report("a", false), report("b", false)))).isEmpty();
    Incident open = incident(report("a", true));
    assertThat(terms.of(open)).contains(open);
  }

  @Test
  void an_incident_keeps_what_is_open_and_no_words_of_what_is_closed() {
    var anchored =
        (Incident) terms.of(incident(report("a", true), report("b", false))).orElseThrow();
    assertThat(anchored.getReports()).extracting(ReportRef::getReportId).containsExactly("a");
    assertThat(anchored.getSummary()).isEqualTo("words of a");

    var wordless =
        (Incident) terms.of(incident(report("a", false), report("b", true))).orElseThrow();
    assertThat(wordless.getReports()).extracting(ReportRef::getReportId).containsExactly("b");
    assertThat(wordless.toString()).doesNotContain("words", "Metula", "33.28", "SA-22");
    assertThat(wordless.getPlace().getCountry()).isEqualTo("Israel");
  }

  @Test
  void readings_do_not_quote_what_is_closed_or_forgotten() {
    tell(report("open", true));
    tell(report("mixed", false), report("other", true));
    tell(report("closed", false));

    assertThat(open(reading(0, "open", "mixed", "closed", "forgotten")).getEvidence())
        .extracting(e -> e.getIncidentId() + ": " + e.getSummary())
        .containsExactly("open: words of open", "mixed: ", "closed: ", "forgotten: ");
    assertThat(open(reading(0, "open", "closed")).getEvidence())
        .extracting(Evidence::getContribution)
        .containsExactly(10.0, 10.0);
  }

  @Test
  void a_reading_of_closed_incidents_alone_is_left_out() {
    tell(report("closed", false));

    assertThat(terms.of(reading(0, "closed"))).isEmpty();
    assertThat(terms.of(reading(3, "closed"))).isPresent(); // the others are not known
    assertThat(terms.of(reading(0))).isPresent();
  }

  @Test
  void of_the_versions_of_an_incident_the_strictest_terms_hold() {
    tell(report("a", true));
    tell(report("a", false), report("b", true));
    tell(report("a", true), report("b", true));

    assertThat(open(reading(0, "a")).getEvidence()).allMatch(e -> e.getSummary().isEmpty());
  }

  @Test
  void an_alert_is_treated_as_its_evidence_is() {
    tell(report("closed", false));
    tell(report("open", true));
    Alert alert =
        Alert.newBuilder()
            .setAlertId("x")
            .setSequence(1)
            .setSubject("NORTH")
            .setKind(AlertKind.LEVEL_CHANGE)
            .setMessageType(AlertMessageType.ALERT)
            .setEvaluatedAt(NOON)
            .setFromLevel(0)
            .setToLevel(1)
            .setFinality(Finality.FINAL)
            .setReason(LevelReason.INDEX)
            .setIndex(20)
            .setHeadline("rises")
            .setEvidence(evidence("closed"))
            .setPolicyVersion(1)
            .build();

    assertThat(terms.of(alert)).isEmpty();
    assertThat(terms.of(Alert.newBuilder(alert).setEvidence(evidence("open")).build())).isPresent();
  }

  @Test
  void a_count_that_is_closed_is_not_told() {
    IndicatorReading both = counted(count("low", true), count("high", false));
    assertThat(open(both).getCounts())
        .extracting(Reconciliation::getReportId)
        .containsExactly("low");
    assertThat(terms.of(counted(count("low", false), count("high", true)))).isEmpty();
  }

  private static IndicatorReading counted(Reconciliation... counts) {
    return IndicatorReading.newBuilder(reading(0))
        .setIndicator(Indicator.RECONCILIATION)
        .setCounts(List.of(counts))
        .build();
  }

  private static Reconciliation count(String id, boolean open) {
    return Reconciliation.newBuilder()
        .setReportId(id)
        .setVersion(1)
        .setInitiators(List.of())
        .setTargets(List.of())
        .setSince(NOON)
        .setAsOf(NOON.plusSeconds(60))
        .setTold(8)
        .setHeld(2)
        .setDifference(6)
        .setSource(
            Source.newBuilder()
                .setName("n")
                .setPublisher("P")
                .setReliability(Reliability.B)
                .setCredibility(Credibility.C2)
                .build())
        .setRedistributable(open)
        .build();
  }
}
