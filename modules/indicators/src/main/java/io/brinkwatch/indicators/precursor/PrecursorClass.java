package io.brinkwatch.indicators.precursor;

/** Kinds of sign, for or against violence to come. */
public enum PrecursorClass {
  /** Ordered departure of families or staff, evacuation of an embassy. */
  EVACUATION_ORDERED,
  /** Advice to nationals to leave now. */
  TRAVEL_ADVISORY_LEAVE,
  /** Closure of airspace, by notice to airmen or in fact. */
  AIRSPACE_CLOSURE,
  AIRLINE_SUSPENSION,
  RESERVE_MOBILISATION,
  /** Intelligence of an imminent attack made public. */
  INTEL_DISCLOSURE,
  /** Explicit threat with a time frame. */
  EXPLICIT_THREAT,
  TALKS_COLLAPSE,
  SANCTIONS,
  /** Each capability transferred is a sign of its own. */
  ARMS_TRANSFER,
  CEASEFIRE_AGREED,
  TALKS_PROGRESS
}
