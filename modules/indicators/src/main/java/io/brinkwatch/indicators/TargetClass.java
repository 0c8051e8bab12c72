package io.brinkwatch.indicators;

/** What a kinetic incident was aimed at, from least to most escalatory. */
public enum TargetClass {
  OPEN_AREA,
  TACTICAL_MILITARY,
  /** A base of a state's forces. */
  STATE_BASE,
  /** Merchant shipping or infrastructure. */
  SHIPPING_INFRA,
  POPULATED,
  /** A capital, a strategic asset or the seat of a leadership. */
  CAPITAL_STRATEGIC,
  NUCLEAR_SITE
}
