package io.brinkwatch.indicators.skill;

import io.brinkwatch.indicators.Checks;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * How well scores rank what happened before what did not.
 *
 * @param averagePrecision Σ (recall_k − recall_{k−1}) · precision_k over thresholds, the area under
 *     the precision–recall curve without interpolation, (0, 1]; compare it with the base rate
 * @param rocAuc P(score of an event &gt; score of a non-event) + ½ P(equal), [0, 1]. At low base
 *     rates it flatters
 * @param baseRate share of forecasts whose event came, (0, 1)
 */
public record Ranking(double averagePrecision, double rocAuc, double baseRate) {

  /** How many forecasts with one score came true and how many did not. */
  private record Tally(long events, long others) {
    private static Tally of(Forecast forecast) {
      return forecast.happened() ? new Tally(1, 0) : new Tally(0, 1);
    }

    private Tally plus(Tally more) {
      return new Tally(events + more.events, others + more.others);
    }
  }

  /** Ranks forecasts in any order; at least one event must have come and one not. */
  public static Ranking of(Collection<Forecast> forecasts) {
    var byScore = new TreeMap<Double, Tally>(Comparator.reverseOrder());
    Tally all = new Tally(0, 0);
    for (Forecast forecast : forecasts) {
      byScore.merge(forecast.score() + 0.0, Tally.of(forecast), Tally::plus); // −0 is 0
      all = all.plus(Tally.of(forecast));
    }
    Checks.that(all.events > 0 && all.others > 0, "ranking needs events and non-events");
    Tally above = new Tally(0, 0);
    double precision = 0;
    double pairs = 0;
    for (Tally tied : byScore.values()) {
      pairs += tied.others * (above.events + tied.events / 2.0);
      above = above.plus(tied);
      precision += (double) tied.events * above.events / (above.events + above.others);
    }
    return new Ranking(
        precision / all.events,
        pairs / all.events / all.others,
        (double) all.events / forecasts.size());
  }
}
