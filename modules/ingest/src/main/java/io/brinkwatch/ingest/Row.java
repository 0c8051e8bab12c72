package io.brinkwatch.ingest;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;

/** What became of one row of a source. */
public sealed interface Row {

  /** The row is a report. */
  record Reported(IncidentReport report) implements Row {}

  /** The row cannot be used; the rejection says where it stands, what was found and expected. */
  record Refused(Rejection rejection) implements Row {
    /** Whether it is known which report the row was to be; if not, it is called by its place. */
    public boolean isNamed() {
      return !rejection.getRecordId().equals(rejection.getOrigin());
    }

    /** Whether it lies after now: by a clock that is right, or later, it may be used. */
    public boolean isAhead() {
      return rejection.getReason() == RejectionReason.FUTURE_DATED;
    }
  }

  /**
   * The row is fine and is not an incident.
   *
   * @param withdrawal a retraction of what may have been told of it before, when it still was one;
   *     it counts only if that stands. Null: it can never have been told
   */
  record Skipped(long line, String why, IncidentReport withdrawal) implements Row {
    /** A row of which nothing can have been told before. */
    public Skipped(long line, String why) {
      this(line, why, null);
    }
  }
}
