package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.time.Instant;

/**
 * What is said of input that came after readings it concerns had become FINAL. Not all that follow
 * know it: a replay evaluates months ago what was heard today, and FINAL readings know only what
 * was heard by their close.
 */
final class Audits {
  private Audits() {}

  static Rejection late(Incident incident, Instant heardAt, long lastFinal) {
    return late("happened by", incident.getOccurredTo(), heardAt, lastFinal)
        .setRecordId(incident.getIncidentId())
        .setVersion(incident.getVersion())
        .setFeed(incident.getReports().get(0).getFeed())
        .setOccurredFrom(incident.getOccurredFrom())
        .setStatus(incident.getStatus())
        .build();
  }

  static Rejection late(
      OfficialCount count, MessageStatus status, Instant heardAt, long lastFinal) {
    return late("counts up to", count.getAsOf(), heardAt, lastFinal)
        .setRecordId(count.getReportId())
        .setVersion(count.getVersion())
        .setFeed(count.getFeed())
        .setOccurredFrom(count.getSince())
        .setStatus(status)
        .build();
  }

  private static Rejection.Builder late(
      String does, Instant until, Instant heardAt, long lastFinal) {
    return Rejection.newBuilder()
        .setReason(RejectionReason.LATE_AFTER_FINAL)
        .setEffect(RejectionEffect.ACCEPTED_LATE)
        .setField("occurredTo")
        .setDetail(
            "%s %s, but readings up to %s are FINAL; what was heard of it at %s counts in FINAL readings after those whose grace ends then or later"
                .formatted(does, until, Instant.ofEpochMilli(lastFinal), heardAt));
  }
}
