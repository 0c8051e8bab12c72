package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.model.TargetClass;

/**
 * One actor of a row.
 *
 * @param party the party it belongs to; null if it is none of those that incidents are between
 * @param acts whether an actor of its role acts for its party
 * @param aimedAt what is aimed at when force is used on it
 */
record Side(Party party, boolean acts, TargetClass aimedAt) {

  /** Nobody is named. */
  static final Side NOBODY = new Side(null, true, TargetClass.UNSPECIFIED);

  boolean isKnown() {
    return party != null;
  }
}
