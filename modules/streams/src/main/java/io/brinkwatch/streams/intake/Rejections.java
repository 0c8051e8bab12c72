package io.brinkwatch.streams.intake;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.Tick;

/** What is said of input that was refused. */
final class Rejections {
  private Rejections() {}

  static Rejection of(IncidentReport report, Origin origin, Examiner.Fault fault) {
    return refused(origin.toString(), fault)
        .setRecordId(report.getReportId())
        .setVersion(report.getVersion())
        .setFeed(report.getFeed())
        .setOccurredFrom(report.getOccurredFrom())
        .setStatus(report.getStatus())
        .build();
  }

  static Rejection of(Tick tick, String origin, Examiner.Fault fault) {
    return refused(origin, fault)
        .setRecordId(tick.getFeed())
        .setFeed(tick.getFeed())
        .setOccurredFrom(tick.getFrom())
        .setStatus(tick.getStatus())
        .build();
  }

  private static Rejection.Builder refused(String origin, Examiner.Fault fault) {
    return Rejection.newBuilder()
        .setReason(fault.reason())
        .setEffect(RejectionEffect.REJECTED)
        .setField(fault.field())
        .setDetail(fault.detail())
        .setOrigin(origin);
  }
}
