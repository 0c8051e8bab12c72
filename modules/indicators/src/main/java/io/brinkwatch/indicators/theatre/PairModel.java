package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.reciprocity.Hawkes;
import io.brinkwatch.indicators.reciprocity.HawkesEvent;
import io.brinkwatch.indicators.reciprocity.HawkesParams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How two sides of a theatre excite each other's acts, as it was fitted offline.
 *
 * @param first id of the actor whose acts are component 0
 * @param second id of the actor whose acts are component 1
 * @param version of the parameters
 * @param params in days; of the background rates only the last ones count, for they hold now
 */
public record PairModel(String first, String second, int version, HawkesParams params) {
  private static final double DAY = Days.MILLIS;

  /** What has faded to e^-40 of itself is beyond the last bit of what is beside it. */
  private static final double FADED = 40;

  /** Rejects parameters of other than two components. */
  public PairModel {
    Checks.that(params.components() == 2, "a pair has two components");
  }

  /** Whether it is about what one actor does to another, in either direction. */
  boolean isOf(String initiator, String target) {
    return (first.equals(initiator) && second.equals(target))
        || (first.equals(target) && second.equals(initiator));
  }

  /**
   * How many acts are to be expected now. Acts whose time is known by the day do not count, nor
   * does what happens now: the past is strict, and simultaneous acts do not excite each other.
   *
   * @param initiator one of the two
   * @param acts of the initiator against the other one
   * @param answers of the other one against the initiator
   * @param now epoch milliseconds
   */
  Excited excited(
      String initiator, Collection<Accounted> acts, Collection<Accounted> answers, long now) {
    int own = initiator.equals(first) ? 0 : 1;
    var ages = List.of(new ArrayList<Double>(), new ArrayList<Double>());
    double reach = reach();
    addAges(acts, now, reach, ages.get(own));
    addAges(answers, now, reach, ages.get(1 - own));
    double start = ages.stream().flatMap(List::stream).mapToDouble(age -> age).max().orElse(0);
    var events = new ArrayList<HawkesEvent>();
    for (int side = 0; side < ages.size(); side++) {
      for (double age : ages.get(side)) {
        events.add(new HawkesEvent(side, start - age, 1));
      }
    }
    HawkesParams present = present();
    return new Excited(
        Hawkes.intensityAt(start, events, present).get(own),
        Hawkes.crossShareAt(start, events, present).get(own),
        version);
  }

  private static void addAges(Collection<Accounted> acts, long now, double reach, List<Double> to) {
    for (Accounted act : acts) {
      double age = (now - act.to()) / DAY;
      if (Acts.isTimed(act) && age > 0 && age <= reach) {
        to.add(age);
      }
    }
  }

  /** Days after which no excitation is left. */
  private double reach() {
    double slowest =
        params.beta().stream().flatMap(List::stream).min(Double::compare).orElseThrow();
    return FADED / slowest;
  }

  private HawkesParams present() {
    return HawkesParams.constant(
        params.mu().stream().map(rates -> rates.get(rates.size() - 1)).toList(),
        params.alpha(),
        params.beta());
  }
}
