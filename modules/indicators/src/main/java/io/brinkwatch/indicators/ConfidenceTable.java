package io.brinkwatch.indicators;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The probability that an incident happened, from graded reports.
 *
 * <pre>
 * q = √(reliability · credibility)                    one report
 * P = min(cap, 1 − Π_families (1 − max q)) · Π_denying families (1 − ½ max q)
 * </pre>
 *
 * <p>A noisy-or with one vote per independent family, so that forty copies of one wire are one
 * witness; the same holds for denials. The grades of one report are joined by their geometric mean,
 * since raters give them together (Baker, McKendry and Mace 1968): their product would count one
 * doubt twice. Numeric values for the grades follow the advice of Irwin and Mandel (2019).
 *
 * @param reliability probability that stands for each source grade, in [0, 1]
 * @param credibility probability that stands for each information grade, in [0, 1]
 * @param cap what support alone can reach at most, in (0, 1]: nothing reported is certain
 * @param denialWeight how much of a denial's q is believed, in [0, 1]
 */
public record ConfidenceTable(
    Map<Reliability, Double> reliability,
    Map<Credibility, Double> credibility,
    double cap,
    double denialWeight) {

  /** Expert prior, not an estimate. */
  public static final ConfidenceTable DEFAULT =
      new ConfidenceTable(
          Map.of(
              Reliability.A, 0.95,
              Reliability.B, 0.85,
              Reliability.C, 0.70,
              Reliability.D, 0.45,
              Reliability.E, 0.20,
              Reliability.F, 0.50),
          Map.of(
              Credibility.C1, 0.95,
              Credibility.C2, 0.85,
              Credibility.C3, 0.65,
              Credibility.C4, 0.35,
              Credibility.C5, 0.10,
              Credibility.C6, 0.50),
          0.99,
          0.5);

  /** Rejects a table that misses a grade or has a value out of range. */
  public ConfidenceTable {
    reliability = Checks.complete("reliability", Reliability.class, reliability);
    credibility = Checks.complete("credibility", Credibility.class, credibility);
    reliability.forEach((grade, p) -> Checks.within("reliability " + grade, p, 0, 1));
    credibility.forEach((grade, p) -> Checks.within("credibility " + grade, p, 0, 1));
    Checks.within("cap", cap, Double.MIN_VALUE, 1);
    Checks.within("denialWeight", denialWeight, 0, 1);
  }

  /**
   * The probability that the incident happened, in [0, cap]. Any order of the votes gives the same
   * bits. Without support it is 0: a denial is no evidence of what it denies.
   */
  public double confidence(Collection<Vote> supporting, Collection<Vote> denials) {
    double believed = Math.min(cap, 1 - doubt(supporting, 1));
    return believed * doubt(denials, denialWeight);
  }

  /** What is left after each family has had its say, Π (1 − weight · max q). */
  private double doubt(Collection<Vote> votes, double weight) {
    double left = 1;
    for (double q : strongestByFamily(votes).values()) {
      left *= 1 - weight * q;
    }
    return left;
  }

  /** Sorted by family, because a product of doubles depends on its order. */
  private TreeMap<String, Double> strongestByFamily(Collection<Vote> votes) {
    var strongest = new TreeMap<String, Double>();
    for (Vote vote : votes) {
      strongest.merge(vote.family(), strength(vote), Math::max);
    }
    return strongest;
  }

  private double strength(Vote vote) {
    return StrictMath.sqrt(
        reliability.get(vote.reliability()) * credibility.get(vote.credibility()));
  }
}
