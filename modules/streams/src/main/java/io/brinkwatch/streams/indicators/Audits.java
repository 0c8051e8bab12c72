package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.time.Instant;

/** What is said of input that came after readings it concerns had become FINAL. */
final class Audits {
  private Audits() {}

  static Rejection late(Incident incident, long lastFinal) {
    return Rejection.newBuilder()
        .setRecordId(incident.getIncidentId())
        .setVersion(incident.getVersion())
        .setReason(RejectionReason.LATE_AFTER_FINAL)
        .setEffect(RejectionEffect.ACCEPTED_LATE)
        .setField("occurredTo")
        .setDetail(
            "happened by %s, but readings up to %s are FINAL; it counts in those after"
                .formatted(incident.getOccurredTo(), Instant.ofEpochMilli(lastFinal)))
        .setFeed(incident.getReports().get(0).getFeed())
        .setOccurredFrom(incident.getOccurredFrom())
        .setStatus(incident.getStatus())
        .build();
  }
}
