package io.brinkwatch.streams.whatif;

import java.time.Instant;

/**
 * Evaluations in a row at which two runs differ in level, and in the same way.
 *
 * @param from the first of them
 * @param to the last of them
 * @param evaluations how many there are, from 1
 * @param one level of the one run, 0 to 6
 * @param other level of the other run, 0 to 6
 */
public record Stretch(Instant from, Instant to, int evaluations, int one, int other) {

  /** Longer by one more evaluation. */
  Stretch until(Instant evaluation) {
    return new Stretch(from, evaluation, evaluations + 1, one, other);
  }
}
