package io.brinkwatch.indicators;

/** How far an attack got. Intent counts: a foiled attack is not nothing. */
public enum Outcome {
  HIT,
  /** Shot down or stopped on its way. */
  INTERCEPTED,
  /** Stopped before launch. */
  FOILED
}
