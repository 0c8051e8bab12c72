package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Ladder;
import io.brinkwatch.indicators.LadderParams;

/**
 * What a theatre's index would be if trusted sources alone had told of anything, and what it is.
 *
 * <p>The first can be above the second: what is left out may be a sign of calm, a denial, or what
 * was usual before.
 *
 * @param trusted [0, 100]
 * @param all [0, 100]
 * @param trustedLevel the rung that {@code trusted} and the floors of trusted sources justify by
 *     themselves, whatever the rung before, 0 to 6
 * @param allLevel the same for all sources
 */
public record EvidenceRange(double trusted, double all, int trustedLevel, int allLevel) {

  /**
   * The range between two assessments of the same theatre at the same time.
   *
   * @param trusted from incidents as trusted sources tell them ({@link Accounted#trusted})
   * @param all from all incidents
   */
  public static EvidenceRange of(Assessment trusted, Assessment all, LadderParams ladder) {
    return new EvidenceRange(
        trusted.index().value(), all.index().value(), level(trusted, ladder), level(all, ladder));
  }

  private static int level(Assessment assessment, LadderParams ladder) {
    int floor = assessment.floor().map(ActiveFloor::level).orElse(0);
    return Ladder.justified(assessment.index().value(), floor, ladder);
  }
}
