package io.brinkwatch.indicators;

/** Why a level is what it is after a tick. */
public enum LadderReason {
  /** Climbed, because the index reached a threshold. */
  INDEX,
  /** Climbed, because a threshold event set a floor above what the index says. */
  FLOOR,
  /** Kept, because the index is in or above the dead band, or a floor holds. */
  HOLD,
  /** Descended one step. */
  DECAY,
  /** Kept, waiting below the dead band. */
  DECAY_PENDING,
  /** Kept below the dead band with the wait paused, because feeds are missing. */
  STALE_HOLD,
  /** Climbed with those it is made of. */
  THEATRES
}
