package io.brinkwatch.indicators.posture;

import static java.util.Map.entry;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.Intensity;
import java.util.Map;

/**
 * What forces weigh.
 *
 * @param weight of each capability once it has arrived, positive
 * @param share of that weight at each stage of deployment, [0, 1]
 * @param freshDays days for which a sighting holds unconfirmed, ≥ 0
 * @param staleHalfLifeDays half-life of its weight after that, &gt; 0
 * @param span stock above its yearly median at which the index is full, &gt; 0
 */
public record PostureTable(
    Map<Capability, Double> weight,
    Map<Deployment, Double> share,
    int freshDays,
    double staleHalfLifeDays,
    double span) {

  /** Expert prior, not an estimate. */
  public static final PostureTable DEFAULT =
      new PostureTable(
          Map.ofEntries(
              entry(Capability.CSG, 10.0),
              entry(Capability.ARG, 5.0),
              entry(Capability.SSGN, 4.0),
              entry(Capability.BOMBER_TF, 6.0),
              entry(Capability.FIGHTER_SQN, 3.0),
              entry(Capability.THAAD, 4.0),
              entry(Capability.PATRIOT, 2.0),
              entry(Capability.BCT, 6.0),
              entry(Capability.RESERVE_DIV, 8.0)),
          Map.of(
              Deployment.ORDERED, 0.3,
              Deployment.ENROUTE, 0.6,
              Deployment.ARRIVED, 1.0,
              Deployment.DEPARTED, 0.0),
          60,
          30,
          20);

  /** Rejects a table that misses a constant or has a value out of range. */
  public PostureTable {
    weight = Checks.complete("weight", Capability.class, weight);
    share = Checks.complete("share", Deployment.class, share);
    weight.forEach((key, value) -> Checks.positive("weight " + key, value));
    share.forEach((key, value) -> Checks.within("share " + key, value, 0, 1));
    Checks.that(freshDays >= 0, "freshDays must not be negative, was " + freshDays);
    Checks.positive("staleHalfLifeDays", staleHalfLifeDays);
    Checks.positive("span", span);
  }

  /**
   * What an asset weighs on a day, weight · share · confidence · staleness; 0 before it is seen.
   */
  public double weigh(Asset asset, int today) {
    return asset
        .latest(today)
        .map(
            sighting ->
                weight.get(asset.capability())
                    * share.get(sighting.deployment())
                    * asset.confidence()
                    * staleness(today - sighting.day()))
        .orElse(0.0);
  }

  private double staleness(int age) {
    return Intensity.decay(Math.max(0, age - freshDays), staleHalfLifeDays);
  }
}
