package io.brinkwatch.streams.intake;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Tick;

/** What reaches the intake. */
sealed interface Arrival {
  /** A report. */
  record Reported(IncidentReport report) implements Arrival {}

  /** A tick of a feed. */
  record Ticked(Tick tick) implements Arrival {}
}
