package io.brinkwatch.model;

import java.time.Instant;

/**
 * What a record says of itself as a CloudEvent. Ids follow from the contents, so that a record
 * written twice is recognised as one.
 */
record CloudEvent(String id, Instant time, String subject) {

  static CloudEvent about(Object value) {
    if (value instanceof IncidentReport r) {
      return of(r.getReportId(), r.getVersion(), r.getPublishedAt());
    }
    if (value instanceof Incident i) {
      return of(i.getIncidentId(), i.getVersion(), i.getPublishedAt());
    }
    if (value instanceof Tick t) {
      return of(t.getFeed(), t.getTime().toEpochMilli(), t.getTime());
    }
    if (value instanceof TheatreInput input) {
      return about(input.getBody());
    }
    if (value instanceof Progress p) {
      return of(p.getFeed() + "/" + p.getPartition(), p.getTime().toEpochMilli(), p.getTime());
    }
    if (value instanceof IncidentChange change) {
      return of(change.getReportId(), change.getHeardAt().toEpochMilli(), change.getHeardAt());
    }
    if (value instanceof IndicatorReading r) {
      String subject = r.getSubject() + "/" + r.getIndicator() + "/" + r.getEvaluatedAt();
      return new CloudEvent(
          subject + "/" + r.getFinality() + "/" + r.getRevision(),
          r.getEvaluatedAt(),
          r.getSubject());
    }
    if (value instanceof EscalationLevel l) {
      return new CloudEvent(
          l.getSubject() + "/" + l.getEvaluatedAt() + "/" + l.getFinality() + "/" + l.getRevision(),
          l.getEvaluatedAt(),
          l.getSubject());
    }
    if (value instanceof Alert a) {
      return new CloudEvent(
          a.getAlertId() + "/" + a.getSequence(), a.getEvaluatedAt(), a.getSubject());
    }
    if (value instanceof Rejection r) {
      Instant time = r.getOccurredFrom() == null ? Instant.EPOCH : r.getOccurredFrom();
      return new CloudEvent(
          r.getRecordId() + "/" + r.getVersion() + "/" + r.getReason(), time, r.getRecordId());
    }
    if (value instanceof IngestProgress p) {
      return of(p.getFeed() + "/" + p.getId(), p.getUpdatedAt().toEpochMilli(), p.getUpdatedAt());
    }
    if (value instanceof Theatre t) {
      return of(t.getId(), t.getVersion(), t.getEffectiveFrom());
    }
    if (value instanceof Actor a) {
      return of(a.getId(), a.getVersion(), a.getEffectiveFrom());
    }
    if (value instanceof Policy p) {
      return of(p.getId(), p.getVersion(), p.getEffectiveFrom());
    }
    if (value instanceof HawkesParameters h) {
      return of(HawkesKey.of(h).getId(), h.getVersion(), h.getEffectiveFrom());
    }
    throw new IllegalArgumentException("no CloudEvent form for " + value.getClass().getName());
  }

  private static CloudEvent of(String subject, long version, Instant time) {
    return new CloudEvent(subject + "/" + version, time, subject);
  }
}
