package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;

/**
 * Constants of the response test.
 *
 * @param windowMillis how long after a provocation an act is an answer to it (L), &gt; 0
 * @param blockMillis length of the blocks whose counts are held fixed (D), at least the window.
 *     Four windows keep the size of the test near its nominal level under drivers that both sides
 *     share; longer blocks have more power and more false findings
 * @param saturation mean coverage above which the test has no power and does not speak, (0, 1]
 */
public record ResponseParams(long windowMillis, long blockMillis, double saturation) {

  private static final long HOUR = 3_600_000;

  /** Answers within twelve hours, blocks of four windows. Chosen by simulation. */
  public static final ResponseParams DEFAULT = new ResponseParams(12 * HOUR, 48 * HOUR, 0.7);

  /** Rejects values without meaning. */
  public ResponseParams {
    Checks.that(windowMillis > 0, "windowMillis must be positive, was " + windowMillis);
    Checks.that(blockMillis >= windowMillis, "a block must hold a window, was " + blockMillis);
    Checks.within("saturation", saturation, Double.MIN_VALUE, 1);
  }
}
