package io.brinkwatch.indicators.precursor;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.Saturation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * The evidence for violence to come, in decibans.
 *
 * <pre>
 * v     = decibans · confidence · affinity · 2^(−age/h)
 * E     = Σ_classes of the v that is largest in size
 * index = 100 (1 − 2^(−max(0, E)/half))
 * </pre>
 *
 * <p>Log-odds add up for independent evidence (Good 1950). Reports of one kind are not independent,
 * so each class, and each capability of arms transfer, has one vote.
 *
 * @param strongest the sign that speaks for each class, by class and capability
 * @param decibans E, negative if calm prevails
 * @param index in [0, 100]
 */
public record Precursors(List<Sign> strongest, double decibans, double index) {

  /**
   * A sign that counts.
   *
   * @param decibans its weight of evidence, negative for a sign of calm
   */
  public record Sign(Signal signal, double decibans) {
    private static final Comparator<Sign> BY_CLASS =
        Comparator.<Sign, PrecursorClass>comparing(sign -> sign.signal().precursorClass())
            .thenComparing(sign -> sign.signal().capability());

    /** Of equal ones the smaller id. */
    private static final Comparator<Sign> BY_SIZE =
        Comparator.<Sign>comparingDouble(sign -> Math.abs(sign.decibans()))
            .thenComparing(sign -> sign.signal().id(), Comparator.reverseOrder());

    private List<Object> vote() {
      return List.of(signal.precursorClass(), signal.capability());
    }
  }

  /** Copies the signs. */
  public Precursors {
    strongest = List.copyOf(strongest);
  }

  /** Weighs signals in any order as of an epoch day; those after it are left out. */
  public static Precursors of(Collection<Signal> signals, int today, PrecursorTable table) {
    List<Sign> strongest =
        signals.stream()
            .filter(signal -> signal.day() <= today)
            .map(signal -> new Sign(signal, table.weigh(signal, today)))
            .collect(Collectors.toMap(Sign::vote, s -> s, BinaryOperator.maxBy(Sign.BY_SIZE)))
            .values()
            .stream()
            .sorted(Sign.BY_CLASS)
            .toList();
    double sum = 0;
    for (Sign sign : strongest) {
      sum += sign.decibans();
    }
    return new Precursors(strongest, sum, Saturation.index(sum, table.halfIndex()));
  }

  /**
   * What a sign contributes to the index; those of all signs sum to it. Signs of calm take away.
   */
  public double points(Sign sign) {
    return decibans > 0 ? index * sign.decibans() / decibans : 0;
  }

  /**
   * The probability after this evidence, in [0, 1]. Not to be published before the weights are
   * calibrated on real cases.
   *
   * @param prior the probability before it, [0, 1]
   */
  public double posterior(double prior) {
    Checks.within("prior", prior, 0, 1);
    double factor = StrictMath.pow(10, decibans / 10);
    return prior * factor / (1 - prior + prior * factor);
  }
}
