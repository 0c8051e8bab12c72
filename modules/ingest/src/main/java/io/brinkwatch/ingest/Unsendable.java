package io.brinkwatch.ingest;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reports whose time no broker takes: they become rejections, and their neighbours get through. */
final class Unsendable {
  // brokers refuse what is an hour ahead; clocks of two machines never quite agree
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private Unsendable() {}

  /** The rejection of a report that must not be sent at all; empty if it may. */
  static Optional<Rejection> check(IncidentReport report, String origin, Instant now) {
    if (report.getPublishedAt().isBefore(Instant.EPOCH)) {
      return Optional.of(beforeEpoch(report, origin));
    }
    return report.getPublishedAt().isAfter(now.plus(AHEAD))
        ? Optional.of(tooFarAhead(report, origin, "here it is " + now))
        : Optional.empty();
  }

  static Rejection beforeEpoch(IncidentReport report, String origin) {
    String detail = "of %s is %s; expected nothing before 1970";
    return rejection(
        report,
        RejectionReason.BAD_INTERVAL,
        detail.formatted(report.getReportId(), report.getPublishedAt()),
        origin);
  }

  /**
   * The rejection of a report from the future.
   *
   * @param why what the broker said, or which time it is
   */
  static Rejection tooFarAhead(IncidentReport report, String origin, String why) {
    String detail = "of %s is %s, which is too far ahead of the clock: %s";
    return rejection(
        report,
        RejectionReason.FUTURE_DATED,
        detail.formatted(report.getReportId(), report.getPublishedAt(), why),
        origin);
  }

  private static Rejection rejection(
      IncidentReport report, RejectionReason reason, String detail, String origin) {
    return Rejection.newBuilder()
        .setRecordId(report.getReportId())
        .setVersion(report.getVersion())
        .setReason(reason)
        .setEffect(RejectionEffect.REJECTED)
        .setField("publishedAt")
        .setDetail("publishedAt " + detail)
        .setFeed(report.getFeed())
        .setOrigin(origin)
        .setOccurredFrom(report.getOccurredFrom())
        .setStatus(report.getStatus())
        .build();
  }
}
