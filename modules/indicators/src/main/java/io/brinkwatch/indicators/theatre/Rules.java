package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.CompositeWeights;
import io.brinkwatch.indicators.IntensityAnchors;
import io.brinkwatch.indicators.LadderParams;
import io.brinkwatch.indicators.TempoParams;
import java.util.List;
import java.util.Map;

/**
 * The policy in force, as far as an assessment needs it.
 *
 * @param version stands on every output
 * @param evaluationHours hours between evaluation times, a divisor of 24
 * @param horizonDays days an incident is remembered
 * @param evidenceLimit incidents listed per value
 * @param coverageThreshold share of the usual reporting that must be alive, 0 to 1
 * @param massCasualties killed within 24 hours that are {@link FloorKind#MASS_CASUALTIES}
 * @param floorConfidence confidence an incident needs to set a floor, 0 to 1
 * @param feeds by family
 * @param otherFeeds for families not listed
 * @param weekday whether tempo corrects for the day of the week
 * @param families of the indicators that not every policy has
 */
public record Rules(
    int version,
    int evaluationHours,
    int horizonDays,
    int evidenceLimit,
    double coverageThreshold,
    int massCasualties,
    double floorConfidence,
    Map<String, FeedRule> feeds,
    FeedRule otherFeeds,
    TempoParams tempo,
    boolean weekday,
    IntensityAnchors anchors,
    CompositeWeights weights,
    LadderParams ladder,
    List<FloorRule> floors,
    FamilyRules families) {

  /** Days; what remembers reports and coverage is sized for it. */
  public static final int LONGEST_HORIZON = 366;

  private static final long HOUR = 3_600_000;

  public Rules {
    if (evaluationHours < 1 || 24 % evaluationHours != 0) {
      throw new IllegalArgumentException("evaluationHours must divide 24, was " + evaluationHours);
    }
    if (horizonDays < 1 || horizonDays > LONGEST_HORIZON) {
      throw new IllegalArgumentException(
          "horizonDays must be 1 to %d, was %d".formatted(LONGEST_HORIZON, horizonDays));
    }
    feeds = Map.copyOf(feeds);
    floors = List.copyOf(floors);
  }

  /** The rule for a family. */
  public FeedRule feed(String family) {
    return feeds.getOrDefault(family, otherFeeds);
  }

  /** Milliseconds between evaluation times, which are its multiples. */
  public long stepMillis() {
    return evaluationHours * HOUR;
  }
}
