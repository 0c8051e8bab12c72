package io.brinkwatch.indicators;

/** The parts of the composite index, each in [0, 100]. */
public enum SubIndex {
  /** How high the violence is. */
  INTENSITY,
  /** Over how much of the theatre it is spread. */
  BREADTH,
  /** Whether incidents come faster than the series' own past. */
  TEMPO,
  /** Signs that tend to come before violence. */
  PRECURSOR,
  /** Whether it spreads to places that were quiet. */
  HORIZONTAL,
  /** Whether each side answers the other. */
  RECIPROCITY,
  /** Whether forces are being put in place. */
  POSTURE
}
