package io.brinkwatch.indicators.posture;

/** How far a deployment has come, in the order in which it goes. */
public enum Deployment {
  ORDERED,
  ENROUTE,
  ARRIVED,
  DEPARTED
}
