package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Coverage;
import io.brinkwatch.indicators.theatre.DyadOf;
import io.brinkwatch.indicators.theatre.Exchanges;
import io.brinkwatch.indicators.theatre.Valued;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.SubjectPartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What all readings of one evaluation have in common.
 *
 * @param subject id of a theatre, or of the region
 * @param at evaluation time, epoch milliseconds
 * @param revision how often it was issued before, 0 if it is FINAL
 * @param policy version that judged
 */
record Frame(
    String subject, long at, Finality finality, int revision, MessageStatus status, int policy) {

  /** The dyads of the region, and nothing else of it: its index is made of theatres. */
  List<IndicatorReading> dyads(Exchanges exchanges, Map<String, Accounted> incidents) {
    return exchanges.dyads().stream()
        .map(dyad -> dyad(dyad, exchanges.coverage(), incidents))
        .toList();
  }

  IndicatorReading dyad(DyadOf dyad, Coverage coverage, Map<String, Accounted> incidents) {
    return reading(Indicator.RECIPROCITY, dyad.value(), coverage)
        .setSubject(SubjectPartition.within(subject, dyad.name()))
        .setSubjectKind(SubjectKind.DYAD)
        .setDyad(Details.of(dyad, incidents))
        .build();
  }

  IndicatorReading.Builder reading(Indicator indicator, Valued value, Coverage coverage) {
    return IndicatorReading.newBuilder()
        .setSubject(subject)
        .setSubjectKind(SubjectKind.THEATRE)
        .setIndicator(indicator)
        .setEvaluatedAt(Instant.ofEpochMilli(at))
        .setValue(value.value())
        .setReadingStatus(ReadingStatus.valueOf(value.status().name()))
        .setFinality(finality)
        .setRevision(revision)
        .setStatus(status)
        .setAsOf(instant(value.asOf()))
        .setEvidence(evidence(value))
        .setEvidenceRest(new EvidenceRest(value.evidence().others(), value.evidence().rest()))
        .setCoverage(record(coverage))
        .setPolicyVersion(policy);
  }

  private static List<Evidence> evidence(Valued value) {
    return value.evidence().listed().stream()
        .map(
            share ->
                Evidence.newBuilder()
                    .setIncidentId(share.id())
                    .setVersion(share.version())
                    .setContribution(share.points())
                    .setConfidence(share.confidence())
                    .setSummary(share.summary())
                    .build())
        .toList();
  }

  private static io.brinkwatch.model.Coverage record(Coverage coverage) {
    return new io.brinkwatch.model.Coverage(
        coverage.share(), coverage.ok(), coverage.staleFeeds(), instant(coverage.since()));
  }

  private static Instant instant(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
  }
}
