package io.brinkwatch.indicators.theatre;

/**
 * Threshold events. Crossing one holds a level up by itself, whatever the index says: sums must not
 * hide that a line was crossed (OECD/JRC Handbook on composite indicators, 2008, on
 * compensability).
 */
public enum FloorKind {
  /** People of a third state's forces were killed. */
  FATAL_ATTACK_ON_THIRD_STATE_FORCES,
  /** A capital, a leadership site or a leader was struck. */
  CAPITAL_OR_LEADERSHIP_STRIKE,
  /** One state struck another directly. */
  DIRECT_STATE_STRIKE,
  /** Many were killed within 24 hours. */
  MASS_CASUALTIES,
  /** A state's ground forces went in. */
  GROUND_INVASION,
  /**
   * A nuclear site was struck, or chemical, biological, radiological or nuclear means were used.
   */
  NUCLEAR_OR_CBRN
}
