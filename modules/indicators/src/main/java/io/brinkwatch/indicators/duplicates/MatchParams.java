package io.brinkwatch.indicators.duplicates;

import io.brinkwatch.indicators.Checks;

/**
 * How near two reports must be to tell of one incident.
 *
 * @param maxGapMillis greatest gap between the intervals, &gt; 0
 * @param maxGapKm greatest gap between the circles, &gt; 0
 * @param vagueMillis interval from which an anchor counts as wholly vague in time, &gt; 0
 * @param vagueKm radius from which it counts as wholly vague in space, &gt; 0
 */
public record MatchParams(long maxGapMillis, double maxGapKm, long vagueMillis, double vagueKm) {

  private static final long HOUR = 3_600_000;

  /** Six hours and ten kilometres. Expert prior, not an estimate. */
  public static final MatchParams DEFAULT = new MatchParams(6 * HOUR, 10, 24 * HOUR, 50);

  /** Rejects values that are not positive and finite. */
  public MatchParams {
    Checks.positive("maxGapMillis", maxGapMillis);
    Checks.positive("maxGapKm", maxGapKm);
    Checks.positive("vagueMillis", vagueMillis);
    Checks.positive("vagueKm", vagueKm);
  }
}
