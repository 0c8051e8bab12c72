package io.brinkwatch.streams.intake;

import io.brinkwatch.model.FeedRule;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Tally;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds what makes a report unusable. A report is judged by what it says and by record time alone,
 * never by a wall clock, so that a replay judges alike.
 */
record Examiner(MessageStatus status, Versions<Policy, PolicyRules> policies) {

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final double HALF_ROUND_THE_EARTH_KM = 20_037;

  /** A fault of a report. */
  record Fault(RejectionReason reason, String field, String detail) {}

  Optional<Fault> examine(String key, IncidentReport report, long recordTime, long clock) {
    return first(
        identity(key, report),
        status(report),
        type(report),
        interval(report),
        place(report.getPlace()),
        numbers(report),
        tally(report),
        future(report, recordTime),
        age(report, clock));
  }

  @SafeVarargs
  private static Optional<Fault> first(Optional<Fault>... faults) {
    for (Optional<Fault> fault : faults) {
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> identity(String key, IncidentReport report) {
    if (report.getReportId().isBlank()) {
      return fault(RejectionReason.MISSING_FIELD, "reportId", "is blank");
    }
    if (!report.getReportId().equals(key)) {
      return fault(
          RejectionReason.MALFORMED,
          "reportId",
          "is '%s', but the record's key is '%s'".formatted(report.getReportId(), key));
    }
    return report.getVersion() >= 1
        ? Optional.empty()
        : fault(RejectionReason.MALFORMED, "version", "is %d, not 1 or more", report.getVersion());
  }

  private Optional<Fault> status(IncidentReport report) {
    return report.getStatus() == status
        ? Optional.empty()
        : fault(
            RejectionReason.WRONG_STATUS,
            "status",
            "is %s in a pipeline that runs %s",
            report.getStatus(),
            status);
  }

  private static Optional<Fault> type(IncidentReport report) {
    if (report.getState() == RecordState.UNKNOWN) {
      return fault(RejectionReason.MALFORMED, "state", "is neither ACTIVE nor RETRACTED");
    }
    return report.getType() == IncidentType.UNKNOWN
        ? fault(RejectionReason.MALFORMED, "type", "is none that this version knows")
        : Optional.empty();
  }

  private static Optional<Fault> interval(IncidentReport report) {
    Duration length = Duration.between(report.getOccurredFrom(), report.getOccurredTo());
    if (length.isNegative() || length.isZero()) {
      return fault(
          RejectionReason.BAD_INTERVAL,
          "occurredTo",
          "is %s, not after occurredFrom %s",
          report.getOccurredTo(),
          report.getOccurredFrom());
    }
    return length.compareTo(LONGEST) > 0
        ? fault(RejectionReason.BAD_INTERVAL, "occurredTo", "is more than 366 days after the start")
        : Optional.empty();
  }

  private static Optional<Fault> place(Place place) {
    Double latitude = place.getLatitude();
    Double longitude = place.getLongitude();
    if ((latitude == null) != (longitude == null)) {
      return fault(
          RejectionReason.BAD_COORDINATES, "place", "has one coordinate without the other");
    }
    if (latitude == null) {
      return Optional.empty();
    }
    // written so that NaN is refused too
    if (!(Math.abs(latitude) <= 90)) {
      return fault(RejectionReason.BAD_COORDINATES, "latitude", "is %s, not -90 to 90", latitude);
    }
    if (!(Math.abs(longitude) <= 180)) {
      return fault(
          RejectionReason.BAD_COORDINATES, "longitude", "is %s, not -180 to 180", longitude);
    }
    Double radius = place.getRadiusKm();
    return radius == null || (radius >= 0 && radius <= HALF_ROUND_THE_EARTH_KM)
        ? Optional.empty()
        : fault(
            RejectionReason.BAD_COORDINATES,
            "radiusKm",
            "is %s, not 0 to %s",
            radius,
            HALF_ROUND_THE_EARTH_KM);
  }

  private static Optional<Fault> numbers(IncidentReport report) {
    if (report.getMunitions() < 1) {
      return fault(
          RejectionReason.MALFORMED, "munitions", "is %d, not 1 or more", report.getMunitions());
    }
    Integer killed = report.getFatalities();
    return killed != null && killed < 0
        ? fault(RejectionReason.MALFORMED, "fatalities", "is %d, not 0 or more", killed)
        : Optional.empty();
  }

  private static Optional<Fault> tally(IncidentReport report) {
    Tally tally = report.getTally();
    if ((report.getType() == IncidentType.TALLY) != (tally != null)) {
      return fault(
          tally == null ? RejectionReason.MISSING_FIELD : RejectionReason.MALFORMED,
          "tally",
          tally == null
              ? "is null in a report of type TALLY"
              : "is given, but the type is not TALLY");
    }
    if (tally == null) {
      return Optional.empty();
    }
    if (tally.getCount() < 0) {
      return fault(
          RejectionReason.MALFORMED, "tally", "counts %d, not 0 or more", tally.getCount());
    }
    return tally.getSince().isBefore(report.getOccurredTo())
        ? Optional.empty()
        : fault(
            RejectionReason.BAD_INTERVAL,
            "tally",
            "counts since %s, not before occurredTo %s",
            tally.getSince(),
            report.getOccurredTo());
  }

  private Optional<Fault> future(IncidentReport report, long recordTime) {
    Instant from = report.getOccurredFrom();
    Duration tolerance =
        Duration.ofMinutes(
            policies.at(Instant.ofEpochMilli(recordTime)).policy().getFutureToleranceMinutes());
    Instant sent = Instant.ofEpochMilli(recordTime);
    if (from.isAfter(report.getPublishedAt().plus(tolerance))) {
      return fault(
          RejectionReason.FUTURE_DATED,
          "occurredFrom",
          "is %s, after its own publication at %s",
          from,
          report.getPublishedAt());
    }
    return from.isAfter(sent.plus(tolerance))
        ? fault(
            RejectionReason.FUTURE_DATED,
            "occurredFrom",
            "is %s, but it was sent at %s",
            from,
            sent)
        : Optional.empty();
  }

  private Optional<Fault> age(IncidentReport report, long clock) {
    if (clock == Long.MIN_VALUE) {
      return Optional.empty();
    }
    Instant now = Instant.ofEpochMilli(clock);
    int horizon = policies.at(now).policy().getHorizonDays();
    Duration open = Duration.ofHours(longestGrace(policies.at(now).policy()));
    return report.getOccurredTo().isBefore(now.minus(Duration.ofDays(horizon)).minus(open))
        ? fault(
            RejectionReason.TOO_OLD,
            "occurredTo",
            "is %s, more than %d days before %s",
            report.getOccurredTo(),
            horizon,
            now)
        : Optional.empty();
  }

  // evaluations are open for that long, and look back from there
  private static int longestGrace(Policy policy) {
    return policy.getFeeds().stream().mapToInt(FeedRule::getGraceHours).max().orElse(0);
  }

  private static Optional<Fault> fault(
      RejectionReason reason, String field, String detail, Object... values) {
    return Optional.of(new Fault(reason, field, field + " " + detail.formatted(values)));
  }
}
