package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.ActiveFloor;
import io.brinkwatch.indicators.theatre.Assessment;
import io.brinkwatch.indicators.theatre.Share;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRange;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.FloorKind;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.SourceGrade;
import io.brinkwatch.model.Sourcing;
import io.brinkwatch.streams.reference.PolicyRules;
import java.time.Instant;
import java.util.Map;

/**
 * What the sources behind an assessment add to its records: how far it rests on those that are not
 * trusted, and who tells of each incident.
 *
 * @param incidents those that were assessed, by id
 */
record Sourced(EvidenceRange range, Map<String, Accounted> incidents) {

  /**
   * Compares.
   *
   * @param trusted what the assessment would be if trusted sources alone had told of anything
   */
  static Sourced of(
      Assessment all, Assessment trusted, Map<String, Accounted> incidents, PolicyRules policy) {
    var range =
        io.brinkwatch.indicators.theatre.EvidenceRange.of(trusted, all, policy.rules().ladder());
    return new Sourced(
        new EvidenceRange(
            policy.policy().getConfidence().getTrusted(),
            range.trusted(),
            range.all(),
            range.trustedLevel(),
            range.allLevel()),
        incidents);
  }

  /** An incident's part in a value, with who tells of it. */
  Evidence evidence(Share share) {
    return Evidence.newBuilder()
        .setIncidentId(share.id())
        .setVersion(share.version())
        .setContribution(share.points())
        .setConfidence(share.confidence())
        .setSummary(share.summary())
        .setSourcing(sourcing(incidents.get(share.id())))
        .build();
  }

  Floor floor(ActiveFloor floor) {
    Accounted incident = incidents.get(floor.incidentId());
    return Floor.newBuilder()
        .setKind(FloorKind.valueOf(floor.kind().name()))
        .setLevel(floor.level())
        .setIncidentId(floor.incidentId())
        .setUntil(Instant.ofEpochMilli(floor.until()))
        .setSummary(incident.summary())
        .setSourcing(sourcing(incident))
        .build();
  }

  private static Sourcing sourcing(Accounted incident) {
    return new Sourcing(
        Instant.ofEpochMilli(incident.from()),
        incident.sourcing().listed().stream().map(Sourced::grade).toList(),
        incident.sourcing().more());
  }

  private static SourceGrade grade(io.brinkwatch.indicators.theatre.Sourcing.Source source) {
    return new SourceGrade(
        source.publisher(),
        Reliability.valueOf(source.reliability().name()),
        Credibility.valueOf(source.credibility().name()),
        source.denies());
  }
}
