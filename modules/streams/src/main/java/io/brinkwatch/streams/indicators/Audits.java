package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.time.Instant;

/** What is said of input that came after readings it concerns had become FINAL. */
final class Audits {
  private Audits() {}

  static Rejection late(Incident incident, long lastFinal) {
    return late("happened by", incident.getOccurredTo(), lastFinal)
        .setRecordId(incident.getIncidentId())
        .setVersion(incident.getVersion())
        .setFeed(incident.getReports().get(0).getFeed())
        .setOccurredFrom(incident.getOccurredFrom())
        .setStatus(incident.getStatus())
        .build();
  }

  static Rejection late(OfficialCount count, MessageStatus status, long lastFinal) {
    return late("counts up to", count.getAsOf(), lastFinal)
        .setRecordId(count.getReportId())
        .setVersion(count.getVersion())
        .setFeed(count.getFeed())
        .setOccurredFrom(count.getSince())
        .setStatus(status)
        .build();
  }

  private static Rejection.Builder late(String does, Instant until, long lastFinal) {
    return Rejection.newBuilder()
        .setReason(RejectionReason.LATE_AFTER_FINAL)
        .setEffect(RejectionEffect.ACCEPTED_LATE)
        .setField("occurredTo")
        .setDetail(
            "%s %s, but readings up to %s are FINAL; it counts in those after"
                .formatted(does, until, Instant.ofEpochMilli(lastFinal)));
  }
}
