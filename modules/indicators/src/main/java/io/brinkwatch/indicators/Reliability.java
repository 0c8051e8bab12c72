package io.brinkwatch.indicators;

/** NATO Admiralty grade of a source, from its record: A is completely reliable, F unknown. */
public enum Reliability {
  A,
  B,
  C,
  D,
  E,
  F
}
