package io.brinkwatch.ingest;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Rejection;

/** What became of one row of a source. */
public sealed interface Row {

  /** The row is a report. */
  record Reported(IncidentReport report) implements Row {}

  /** The row cannot be used; the rejection says where it stands, what was found and expected. */
  record Refused(Rejection rejection) implements Row {}

  /** The row is fine and is not an incident. */
  record Skipped(long line, String why) implements Row {}
}
