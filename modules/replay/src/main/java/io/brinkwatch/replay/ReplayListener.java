package io.brinkwatch.replay;

import io.brinkwatch.model.EscalationLevel;
import java.time.Instant;

/** Hears how a replay goes; called on the thread that runs it. */
public interface ReplayListener {

  /** The stream goes from one time to the other; the last level to wait for is of the latter. */
  void starts(Instant from, Instant lastEvaluation);

  /** One more level is FINAL. Levels of all theatres come in the order of their evaluation. */
  void isFinal(EscalationLevel level);

  /** Every theatre is FINAL up to here. */
  void reached(Instant evaluation);
}
