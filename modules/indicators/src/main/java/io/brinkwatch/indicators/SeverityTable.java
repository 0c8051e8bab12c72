package io.brinkwatch.indicators;

import static java.util.Map.entry;

import java.util.Map;

/**
 * How grave an incident is, on an open scale where a lone rifle shot at soldiers is 2 and the worst
 * sanction or threat is at most 2.
 *
 * <pre>
 * kinetic     base(weapon) · (1 + ½ log10 max(1, munitions)) · target · outcome
 *             + 3 log2(1 + min(fatalities, 4095))
 * non-kinetic 0.2 · max(0, −goldstein)
 * </pre>
 *
 * <p>Munitions and deaths enter by their logarithm because the sizes of violent events are
 * heavy-tailed (Richardson 1948; Clauset, Young and Gleditsch 2007): in a linear sum one
 * mass-casualty day would be the whole indicator. The Goldstein scale (Goldstein 1992) is used
 * below violence only, since it gives nearly every act of force the same −10.
 *
 * @param base severity of one munition of each weapon that hits a tactical target, positive
 * @param target factor of each target class, positive
 * @param outcome factor of each outcome, positive
 */
public record SeverityTable(
    Map<Weapon, Double> base, Map<TargetClass, Double> target, Map<Outcome, Double> outcome) {

  /** Expert prior, not an estimate. */
  public static final SeverityTable DEFAULT =
      new SeverityTable(
          Map.ofEntries(
              entry(Weapon.SMALL_ARMS, 2.0),
              entry(Weapon.MORTAR_ARTILLERY, 3.0),
              entry(Weapon.ATGM, 3.0),
              entry(Weapon.IED, 3.0),
              entry(Weapon.ROCKET, 4.0),
              entry(Weapon.OWA_UAV, 4.0),
              entry(Weapon.AIR_STRIKE, 5.0),
              entry(Weapon.CRUISE_MISSILE, 6.0),
              entry(Weapon.ANTISHIP_MISSILE, 6.0),
              entry(Weapon.BALLISTIC_MISSILE, 7.0),
              entry(Weapon.GROUND_INCURSION, 8.0),
              entry(Weapon.TARGETED_KILLING_LEADER, 8.0),
              entry(Weapon.VESSEL_SEIZURE, 6.0),
              entry(Weapon.CYBER_PHYSICAL, 4.0),
              entry(Weapon.UNCONVENTIONAL_CBRN, 10.0)),
          Map.ofEntries(
              entry(TargetClass.OPEN_AREA, 0.8),
              entry(TargetClass.TACTICAL_MILITARY, 1.0),
              entry(TargetClass.STATE_BASE, 1.2),
              entry(TargetClass.SHIPPING_INFRA, 1.3),
              entry(TargetClass.POPULATED, 1.4),
              entry(TargetClass.CAPITAL_STRATEGIC, 1.6),
              entry(TargetClass.NUCLEAR_SITE, 2.0)),
          Map.of(Outcome.HIT, 1.0, Outcome.INTERCEPTED, 0.6, Outcome.FOILED, 0.4));

  private static final double PER_DOUBLING_OF_DEATHS = 3;
  private static final int DEATHS_CAP = 4095;
  private static final double PER_GOLDSTEIN_POINT = 0.2;
  private static final double GOLDSTEIN_MAX = 10;

  /** Rejects a table that misses a constant or has a value that is not positive and finite. */
  public SeverityTable {
    base = Checks.complete("base", Weapon.class, base);
    target = Checks.complete("target", TargetClass.class, target);
    outcome = Checks.complete("outcome", Outcome.class, outcome);
    base.forEach((key, value) -> Checks.positive("base " + key, value));
    target.forEach((key, value) -> Checks.positive("target " + key, value));
    outcome.forEach((key, value) -> Checks.positive("outcome " + key, value));
  }

  /**
   * Severity of a kinetic incident, positive.
   *
   * @param munitions rounds, missiles or drones used; below 1 counts as 1
   * @param fatalities best estimate of deaths; below 0 counts as 0, above 4095 as 4095
   */
  public double kinetic(
      Weapon weapon, TargetClass at, Outcome result, int munitions, int fatalities) {
    double volume = 1 + 0.5 * StrictMath.log10(Math.max(1, munitions));
    double act = base.get(weapon) * volume * target.get(at) * outcome.get(result);
    return act + deaths(Math.max(0, Math.min(fatalities, DEATHS_CAP)));
  }

  /**
   * Severity of an act below violence, in [0, 2].
   *
   * @param goldstein the act's value on the Goldstein scale, −10 (hostile) to 10 (cooperative);
   *     cooperation and NaN give 0
   */
  public static double nonKinetic(double goldstein) {
    return goldstein < 0 ? PER_GOLDSTEIN_POINT * Math.min(GOLDSTEIN_MAX, -goldstein) : 0;
  }

  private static double deaths(int count) {
    return PER_DOUBLING_OF_DEATHS * StrictMath.log(1.0 + count) / StrictMath.log(2);
  }
}
