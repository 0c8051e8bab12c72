package io.brinkwatch.indicators;

/** How far a tempo reading can be trusted. */
public enum TempoStatus {
  /** The baseline is too short: a value may be published, an alarm may not. */
  WARMUP,
  /** The feed was dark for more than half of the window. */
  NO_DATA,
  /** The baseline is short, yet long enough for alarms. */
  DEGRADED,
  OK;

  /** Whether alarms may be raised on it. */
  public boolean usable() {
    return this == DEGRADED || this == OK;
  }
}
