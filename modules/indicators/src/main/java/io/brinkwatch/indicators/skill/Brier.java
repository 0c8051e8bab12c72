package io.brinkwatch.indicators.skill;

import io.brinkwatch.indicators.Checks;
import java.util.Collection;
import java.util.TreeMap;

/**
 * The Brier score of probabilities and its decomposition (Murphy 1973).
 *
 * <pre>
 * score = mean (p − o)² = reliability − resolution + uncertainty
 * </pre>
 *
 * <p>Forecasts are grouped by equal probability, which makes the decomposition exact; round them
 * before, or each is a group of its own and resolution is full.
 *
 * @param score [0, 1], lower is better
 * @param reliability how far probabilities are from the frequencies that follow them, lower is
 *     better
 * @param resolution how far those frequencies differ from the base rate, higher is better
 * @param uncertainty base rate · (1 − base rate), the score of always saying the base rate
 */
public record Brier(double score, double reliability, double resolution, double uncertainty) {

  private record Group(long size, long events) {
    private Group plus(Group more) {
      return new Group(size + more.size, events + more.events);
    }

    private double frequency() {
      return (double) events / size;
    }
  }

  /** Scores forecasts in any order, at least one, whose scores are probabilities. */
  public static Brier of(Collection<Forecast> forecasts) {
    Checks.that(!forecasts.isEmpty(), "a score needs forecasts");
    var groups = new TreeMap<Double, Group>();
    Group all = new Group(0, 0);
    for (Forecast forecast : forecasts) {
      double p = Checks.within("probability", forecast.score(), 0, 1) + 0.0; // −0 is 0
      var one = new Group(1, forecast.happened() ? 1 : 0);
      groups.merge(p, one, Group::plus);
      all = all.plus(one);
    }
    double baseRate = all.frequency();
    double score = 0;
    double reliability = 0;
    double resolution = 0;
    for (var entry : groups.entrySet()) {
      double p = entry.getKey();
      Group group = entry.getValue();
      double share = (double) group.size / all.size;
      double came = group.frequency();
      score += share * (came * (1 - p) * (1 - p) + (1 - came) * p * p);
      reliability += share * (p - came) * (p - came);
      resolution += share * (came - baseRate) * (came - baseRate);
    }
    return new Brier(score, reliability, resolution, baseRate * (1 - baseRate));
  }

  /**
   * 1 − score / uncertainty: 1 is perfect, 0 no better than the base rate; NaN if either all or
   * none of the events came.
   */
  public double skill() {
    return uncertainty > 0 ? 1 - score / uncertainty : Double.NaN;
  }
}
