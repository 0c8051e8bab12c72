package io.brinkwatch.cli;

import static io.brinkwatch.cli.Incidents.NOON;
import static io.brinkwatch.cli.Incidents.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.Alert;
import io.brinkwatch.model.AlertKind;
import io.brinkwatch.model.AlertMessageType;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.FloorKind;
import io.brinkwatch.model.ForceStanding;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.PostureDetail;
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.Reconciliation;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.SourceGrade;
import io.brinkwatch.model.Sourcing;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.Weapon;
import io.brinkwatch.registry.TrustedClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RedistributionTest {
  private final Redistribution terms = new Redistribution();

  static {
    TrustedClasses.trust("io.brinkwatch.model");
  }

  private static Incident incident(ReportRef... reports) {
    return Incidents.of(List.of(reports));
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
        .map(id -> new Evidence(id, 1L, 10.0, 0.5, "words of " + id, sourcing()))
        .toList();
  }

  private static Sourcing sourcing() {
    var source = new SourceGrade("AGENCY", Reliability.B, Credibility.C2, false);
    return new Sourcing(NOON, List.of(source), 0);
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
  void an_incident_with_the_facts_of_a_closed_report_is_left_out_whoever_else_tells_of_it() {
    assertThat(terms.of(incident(report("a", false), report("b", true)))).isEmpty();
  }

  @Test
  void an_open_incident_with_closed_reports_has_none_of_what_they_may_have_told() {
    Incident merged =
        Incident.newBuilder(incident(report("a", true), report("b", false)))
            .setInitiators(List.of(actor("who did it")))
            .setTargets(List.of(actor("to whom")))
            .setDirected(false)
            .setWeapon(Weapon.ROCKET)
            .setTargetClass(TargetClass.POPULATED)
            .setOutcome(Outcome.HIT)
            .setMunitions(7)
            .setFatalities(3)
            .setInjuries(4)
            .setClaimStage(ClaimStage.DELIVERED)
            .setConcerns(List.of("SOUTH"))
            .build();

    var anchored = (Incident) terms.of(merged).orElseThrow();

    assertThat(anchored).isEqualTo(incident(report("a", true))); // with nothing but its own
    Incident open = Incident.newBuilder(merged).setReports(List.of(report("a", true))).build();
    assertThat(terms.of(open)).contains(open);
  }

  @Test
  void reports_that_are_not_listed_may_be_closed() {
    Incident many =
        Incident.newBuilder(incident(report("a", true))).setFatalities(3).setMoreReports(1).build();

    assertThat(((Incident) terms.of(many).orElseThrow()).getFatalities()).isNull();
  }

  @Test
  void readings_do_not_quote_what_is_closed_or_forgotten() {
    tell(report("open", true));
    tell(report("mixed", true), report("other", false));
    tell(report("closed", false), report("another", true));

    assertThat(open(reading(0, "open", "mixed", "closed", "forgotten")).getEvidence())
        .extracting(e -> e.getIncidentId() + ": " + e.getSummary())
        .containsExactly("open: words of open", "mixed: words of mixed", "closed: ", "forgotten: ");
    assertThat(open(reading(0, "open", "closed")).getEvidence())
        .extracting(Evidence::getContribution)
        .containsExactly(10.0, 10.0);
  }

  @Test
  void what_is_a_report_of_another_incident_by_now_is_treated_as_that_one_is() {
    tell(report("open", true), report("joined", true));
    assertThat(open(reading(0, "joined")).getEvidence()).isEqualTo(evidence("joined"));

    tell(report("mixed", true), report("other", false));
    assertThat(open(reading(0, "other")).getEvidence())
        .extracting(Evidence::getSourcing)
        .containsOnlyNulls();
    tell(report("closed", false), report("another", true));
    assertThat(terms.of(reading(0, "another"))).isEmpty();
  }

  @Test
  void terms_that_forbid_are_told_from_terms_that_nobody_knows() {
    tell(report("open", true));
    assertThat(terms.isHeldByForgottenAlone(reading(0, "open", "forgotten"))).isTrue();
    assertThat(terms.isHeldByForgottenAlone(posture("forgotten"))).isTrue();

    tell(report("closed", false));
    assertThat(terms.isHeldByForgottenAlone(reading(3, "closed", "forgotten"))).isFalse();
    assertThat(terms.isHeldByForgottenAlone(posture("forgotten"))).isFalse();
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

    assertThat(open(reading(3, "a")).getEvidence()).allMatch(e -> e.getSummary().isEmpty());
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

  @Test
  void details_are_told_only_if_all_incidents_are_open_and_none_they_name_is_forgotten() {
    IndicatorReading posture = posture("a");
    IndicatorReading dyad =
        IndicatorReading.newBuilder(reading(0, "a"))
            .setSubject("NORTH/P>Q")
            .setSubjectKind(SubjectKind.DYAD)
            .build();
    assertThat(open(posture).getPosture()).isNull();

    tell(report("a", true));
    assertThat(terms.of(posture)).contains(posture);
    assertThat(terms.of(dyad)).contains(dyad);
    assertThat(open(posture("forgotten")).getPosture()).isNull();

    tell(report("b", true), report("c", false));
    assertThat(open(posture).getPosture()).isNull();
    assertThat(terms.of(dyad)).isEmpty();
  }

  private static IndicatorReading posture(String incident) {
    var force = new ForceStanding("1st", "carrier", ForceStatus.ARRIVED, incident, 1, 1.0);
    return IndicatorReading.newBuilder(reading(0))
        .setPosture(new PostureDetail(1.0, 1.0, List.of(force), false))
        .build();
  }

  @Test
  void a_floor_is_told_if_its_incident_is_open() {
    tell(report("a", true));
    tell(report("b", true), report("c", false));

    for (String incident : List.of("a", "b", "forgotten")) {
      var floor =
          new Floor(FloorKind.MASS_CASUALTIES, 4, incident, NOON, "what it was", sourcing());
      IndicatorReading index = IndicatorReading.newBuilder(reading(0)).setFloor(floor).build();
      assertThat(open(index).getFloor()).isEqualTo(incident.equals("a") ? floor : null);
    }
  }

  @Test
  void who_tells_of_an_incident_is_told_if_all_of_them_may_be() {
    tell(report("a", true));
    tell(report("b", true), report("c", false));
    tell(report("d", false));

    assertThat(open(reading(0, "a", "b", "d", "forgotten")).getEvidence())
        .extracting(Evidence::getSourcing)
        .containsExactly(sourcing(), null, null, null);
  }

  @Test
  void a_new_field_is_not_told_unless_somebody_has_said_that_it_may_be() {
    tell(report("closed", false));

    for (Class<?> type : List.of(IndicatorReading.class, EscalationLevel.class, Alert.class)) {
      Schema schema = SpecificData.get().getSchema(type);
      assertTold((SpecificRecord) filled(schema), terms.of((SpecificRecord) filled(schema)).get());
    }
  }

  /** Told are fields that are ours, without those that may be a fact of a report. */
  private static void assertTold(SpecificRecord all, SpecificRecord told) {
    String type = all.getSchema().getName();
    assertThat(TOLD).as("what is told of a record").containsKey(type);
    for (Schema.Field field : all.getSchema().getFields()) {
      String name = type + "." + field.name();
      Object in = all.get(field.pos());
      Object out = told.get(field.pos());
      if (NOT_TOLD.contains(name)) {
        assertThat(out).as(name).isEqualTo(SpecificData.get().getDefaultValue(field));
      } else {
        assertThat(TOLD.get(type)).as("what is told of a %s", type).contains(field.name());
        assertToldValue(name, in, out);
      }
    }
  }

  private static void assertToldValue(String name, Object in, Object out) {
    if (in instanceof SpecificRecord record) {
      assertTold(record, (SpecificRecord) out);
    } else if (in instanceof List<?> list) {
      assertThat((List<?>) out).as(name).hasSize(1);
      assertToldValue(name, list.get(0), ((List<?>) out).get(0));
    } else {
      assertThat(out).as(name).isEqualTo(in);
    }
  }

  private static final Set<String> NOT_TOLD =
      Set.of(
          "Evidence.sourcing",
          "Evidence.summary",
          "EscalationLevel.floor",
          "IndicatorReading.counts",
          "IndicatorReading.dyad",
          "IndicatorReading.floor",
          "IndicatorReading.posture",
          "IndicatorReading.precursor",
          "IndicatorReading.spread");

  /** By record, what is made from all reports together or says how that was done. */
  private static final Map<String, Set<String>> TOLD =
      Map.ofEntries(
          Map.entry(
              "Alert",
              Set.of(
                  "alertId",
                  "evaluatedAt",
                  "evidence",
                  "finality",
                  "fromLevel",
                  "headline",
                  "index",
                  "kind",
                  "messageType",
                  "policyVersion",
                  "reason",
                  "references",
                  "schemaVersion",
                  "sequence",
                  "status",
                  "subject",
                  "toLevel")),
          Map.entry("Coverage", Set.of("ok", "share", "since", "staleFeeds")),
          Map.entry("Descent", Set.of("below", "hours", "notBefore")),
          Map.entry(
              "EscalationLevel",
              Set.of(
                  "belowHours",
                  "coverage",
                  "descent",
                  "detail",
                  "evaluatedAt",
                  "evidence",
                  "evidenceRest",
                  "finality",
                  "index",
                  "indexHigh",
                  "level",
                  "levelName",
                  "outlook",
                  "parts",
                  "policyVersion",
                  "previousLevel",
                  "range",
                  "reason",
                  "region",
                  "revision",
                  "schemaVersion",
                  "since",
                  "stale",
                  "status",
                  "subject")),
          Map.entry("Evidence", Set.of("confidence", "contribution", "incidentId", "version")),
          Map.entry(
              "EvidenceRange",
              Set.of("all", "allLevel", "reliabilities", "trusted", "trustedLevel")),
          Map.entry("EvidenceRest", Set.of("contribution", "incidents")),
          Map.entry("IndexDetail", Set.of("pressure", "spreadBits", "state", "tempoP", "warning")),
          Map.entry("IndexPart", Set.of("contribution", "indicator", "value")),
          Map.entry(
              "IndicatorReading",
              Set.of(
                  "asOf",
                  "coverage",
                  "evaluatedAt",
                  "evidence",
                  "evidenceRest",
                  "family",
                  "finality",
                  "index",
                  "indicator",
                  "parts",
                  "policyVersion",
                  "range",
                  "readingStatus",
                  "region",
                  "revision",
                  "schemaVersion",
                  "status",
                  "subject",
                  "subjectKind",
                  "tempo",
                  "value")),
          Map.entry(
              "RegionDetail",
              Set.of("coSurgeP", "judged", "level", "spreadBits", "surging", "theatres")),
          Map.entry(
              "TempoDetail",
              Set.of(
                  "count",
                  "dispersion",
                  "expected",
                  "falling",
                  "negLog10P",
                  "windowHours",
                  "sustained",
                  "rateRatio",
                  "windowDays")),
          Map.entry(
              "TheatreStanding", Set.of("alarm", "contribution", "index", "level", "theatre")));

  /** A record whose every field has something in it. */
  private static Object filled(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        var record = (SpecificRecord) SpecificData.newInstance(classOf(schema), schema);
        schema.getFields().forEach(field -> record.put(field.pos(), filled(field.schema())));
        yield record;
      }
      case UNION -> filled(schema.getTypes().get(1)); // the first is null
      case ARRAY -> List.of(filled(schema.getElementType()));
      case ENUM -> last(classOf(schema).getEnumConstants());
      case LONG -> schema.getLogicalType() == null ? (Object) 7L : NOON;
      case STRING -> "a fact";
      case INT -> 7;
      case DOUBLE -> 0.7;
      case BOOLEAN -> true;
      default -> throw new AssertionError("nothing to put into " + schema);
    };
  }

  private static Class<?> classOf(Schema schema) {
    return SpecificData.get().getClass(schema);
  }

  private static Object last(Object[] all) {
    return all[all.length - 1];
  }

  private static ActorRef actor(String name) {
    return ActorRef.newBuilder().setName(name).build();
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
