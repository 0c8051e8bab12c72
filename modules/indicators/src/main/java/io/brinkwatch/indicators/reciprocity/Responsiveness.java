package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Whether acts of one side follow provocations by the other more often than chance: the
 * block-conditional response test, a form of interval-jitter inference (Amarasingham, Harrison,
 * Hatsopoulos and Geman 2012; Agmon 2012).
 *
 * <pre>
 * c_k = share of block k that lies within (a, a+L] of some provocation a
 * n_k = responses in block k,  H = responses within (a, a+L] of some a
 * H given all n_k ~ Poisson-binomial(c_k, n_k times each)
 * </pre>
 *
 * <p>Holding the count of every block fixed takes out whatever drives both sides on scales longer
 * than a block. What drives both as fast as they answer cannot be told from an answer by timing
 * alone: a small p is consistent with retaliation, not proof of it. Simultaneous acts answer
 * nothing.
 *
 * @param hits H, what chance gives, and the p-value; without meaning if SATURATED
 * @param coverages c_k of each block, oldest first
 * @param anchors provocations more than L after the anchor before them whose window is over
 * @param exchanges those of them that were answered, oldest first
 */
public record Responsiveness(
    ResponseStatus status,
    Hits hits,
    List<Double> coverages,
    int anchors,
    List<Exchange> exchanges) {

  private static final double GRAVE = 0.75;

  /** Copies the lists. */
  public Responsiveness {
    coverages = List.copyOf(coverages);
    exchanges = List.copyOf(exchanges);
  }

  /**
   * Tests one direction over a period.
   *
   * @param provocations in any order; those up to L before the period still cover its beginning
   * @param responses in any order; those outside the period are left out
   * @param from start of the period, epoch milliseconds, inclusive
   * @param to its end, exclusive, after the start
   */
  public static Responsiveness of(
      Collection<Act> provocations,
      Collection<Act> responses,
      long from,
      long to,
      ResponseParams params) {
    Checks.that(from < to, "the period must end after its start " + from + ", ended at " + to);
    List<Act> tested = responses.stream().filter(act -> isWithin(act, from, to)).toList();
    NavigableMap<Long, Act> causes = gravestByTime(provocations);
    long window = params.windowMillis();
    var coverage = new Coverage(causes.navigableKeySet(), from, to, params);
    List<Act> anchors = anchors(causes.tailMap(from, true).values(), to, window);
    return new Responsiveness(
        coverage.mean() > params.saturation() ? ResponseStatus.SATURATED : ResponseStatus.OK,
        hits(tested, causes, coverage, window),
        coverage.shares(),
        anchors.size(),
        exchanges(anchors, gravestByTime(tested), window));
  }

  /**
   * How grave an act must be to be a provocation: the third quartile of what the side did in the
   * last ninety days; empty if it did nothing.
   */
  public static OptionalDouble provocationThreshold(Collection<Act> acts) {
    return Quantiles.of(acts.stream().mapToDouble(Act::severity), GRAVE);
  }

  private static boolean isWithin(Act act, long from, long to) {
    return act.timeMillis() >= from && act.timeMillis() < to;
  }

  /** Where acts coincide the gravest speaks for them, whatever their order. */
  private static NavigableMap<Long, Act> gravestByTime(Collection<Act> acts) {
    var byTime = new TreeMap<Long, Act>();
    for (Act act : acts) {
      byTime.merge(act.timeMillis(), act, (a, b) -> a.severity() >= b.severity() ? a : b);
    }
    return byTime;
  }

  private static Hits hits(
      List<Act> responses, NavigableMap<Long, Act> causes, Coverage coverage, long window) {
    int observed = 0;
    for (Act response : responses) {
      Long cause = causes.lowerKey(response.timeMillis());
      if (cause != null && response.timeMillis() - cause <= window) {
        observed++;
      }
    }
    // sorted, because the last bits of a sum depend on its order
    double[] chances =
        responses.stream()
            .mapToDouble(act -> coverage.shareAt(act.timeMillis()))
            .sorted()
            .toArray();
    return Hits.of(observed, chances);
  }

  private static List<Act> anchors(Collection<Act> causes, long to, long window) {
    var anchors = new ArrayList<Act>();
    for (Act cause : causes) {
      boolean isOver = cause.timeMillis() + window <= to;
      boolean isFresh =
          anchors.isEmpty()
              || cause.timeMillis() - anchors.get(anchors.size() - 1).timeMillis() > window;
      if (isOver && isFresh) {
        anchors.add(cause);
      }
    }
    return anchors;
  }

  private static List<Exchange> exchanges(
      List<Act> anchors, NavigableMap<Long, Act> responses, long window) {
    var exchanges = new ArrayList<Exchange>();
    for (Act anchor : anchors) {
      Map.Entry<Long, Act> first = responses.higherEntry(anchor.timeMillis());
      if (first != null && first.getKey() - anchor.timeMillis() <= window) {
        exchanges.add(new Exchange(anchor, first.getValue()));
      }
    }
    return exchanges;
  }

  /** The share of anchors that were answered; empty without anchors. */
  public OptionalDouble retaliationProbability() {
    return anchors > 0
        ? OptionalDouble.of((double) exchanges.size() / anchors)
        : OptionalDouble.empty();
  }

  /** Median time to the answer in milliseconds; empty without an answer. */
  public OptionalDouble medianLatencyMillis() {
    return Quantiles.median(exchanges.stream().mapToDouble(Exchange::latencyMillis));
  }

  /**
   * Median log2 ratio of the severity of answer and provocation; empty without an answer. Above 0.5
   * the side answers more gravely than it was provoked, and exchanges spiral.
   */
  public OptionalDouble spiral() {
    return Quantiles.median(exchanges.stream().mapToDouble(Exchange::overmatch));
  }
}
