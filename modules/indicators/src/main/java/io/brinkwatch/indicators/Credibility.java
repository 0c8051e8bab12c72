package io.brinkwatch.indicators;

/** NATO Admiralty grade of a piece of information: 1 is confirmed, 5 improbable, 6 unknown. */
public enum Credibility {
  C1,
  C2,
  C3,
  C4,
  C5,
  C6
}
