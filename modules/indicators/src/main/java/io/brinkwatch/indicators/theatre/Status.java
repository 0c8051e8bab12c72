package io.brinkwatch.indicators.theatre;

/** How far a value can be trusted. */
public enum Status {
  /** Too little history. */
  WARMUP,
  /** The feeds were dark and there is no earlier value to hold. */
  NO_DATA,
  /** Short history, or a part is missing. */
  DEGRADED,
  OK,
  /** So much happens that the test has no power. */
  SATURATED,
  /** Held from an earlier time, or made while feeds were dark. */
  STALE
}
