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
    List<FloorRule> floors) {

  private static final long HOUR = 3_600_000;

  public Rules {
    if (evaluationHours < 1 || 24 % evaluationHours != 0) {
      throw new IllegalArgumentException("evaluationHours must divide 24, was " + evaluationHours);
    }
    if (horizonDays < 1) {
      throw new IllegalArgumentException("horizonDays must be positive, was " + horizonDays);
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
