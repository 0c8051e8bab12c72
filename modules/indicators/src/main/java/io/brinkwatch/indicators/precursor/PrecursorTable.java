package io.brinkwatch.indicators.precursor;

import static java.util.Map.entry;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.Intensity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What signs weigh.
 *
 * @param weights of each class
 * @param halfIndex decibans at which the index is 50, &gt; 0
 */
public record PrecursorTable(Map<PrecursorClass, Weight> weights, double halfIndex) {

  /**
   * A weight of evidence and how it fades.
   *
   * @param decibans ten times the log10 of the likelihood ratio; negative for a sign of calm
   * @param halfLifeDays &gt; 0
   */
  public record Weight(double decibans, double halfLifeDays) {

    /** Rejects values that are not finite and a half-life that is not positive. */
    public Weight {
      Checks.within("decibans", decibans, -Double.MAX_VALUE, Double.MAX_VALUE);
      Checks.positive("halfLifeDays", halfLifeDays);
    }
  }

  /** Expert prior, not an estimate. */
  public static final PrecursorTable DEFAULT =
      new PrecursorTable(
          Map.ofEntries(
              entry(PrecursorClass.EVACUATION_ORDERED, new Weight(6, 10)),
              entry(PrecursorClass.TRAVEL_ADVISORY_LEAVE, new Weight(4, 7)),
              entry(PrecursorClass.AIRSPACE_CLOSURE, new Weight(5, 2)),
              entry(PrecursorClass.AIRLINE_SUSPENSION, new Weight(3, 4)),
              entry(PrecursorClass.RESERVE_MOBILISATION, new Weight(5, 21)),
              entry(PrecursorClass.INTEL_DISCLOSURE, new Weight(6, 4)),
              entry(PrecursorClass.EXPLICIT_THREAT, new Weight(3, 5)),
              entry(PrecursorClass.TALKS_COLLAPSE, new Weight(2, 14)),
              entry(PrecursorClass.SANCTIONS, new Weight(1, 60)),
              entry(PrecursorClass.ARMS_TRANSFER, new Weight(2, 180)),
              entry(PrecursorClass.CEASEFIRE_AGREED, new Weight(-8, 30)),
              entry(PrecursorClass.TALKS_PROGRESS, new Weight(-2, 7))),
          6);

  /** Rejects a table that misses a class. */
  public PrecursorTable {
    for (PrecursorClass precursorClass : PrecursorClass.values()) {
      Checks.that(weights.get(precursorClass) != null, "no weight for " + precursorClass);
    }
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
    Checks.positive("halfIndex", halfIndex);
  }

  /** What a sign weighs on a day not before it: decibans · confidence · affinity · decay. */
  double weigh(Signal signal, int today) {
    Weight weight = weights.get(signal.precursorClass());
    return weight.decibans()
        * signal.confidence()
        * signal.affinity()
        * Intensity.decay(today - signal.day(), weight.halfLifeDays());
  }
}
