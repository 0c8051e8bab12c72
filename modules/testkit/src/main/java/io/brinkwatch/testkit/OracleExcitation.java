package io.brinkwatch.testkit;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.DyadOf;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What is to be expected of the cast's loud pair, by the definition: λ_i(t) = μ_i + Σ_j Σ_k α_ij
 * β_ij e^(−β_ij (t − t_k)), every past act by itself.
 */
final class OracleExcitation {
  private static final double DAY = 86_400_000;
  private static final long SIX_HOURS = 6 * 3_600_000;
  // sums in another order differ in their last bits
  private static final MathContext DIGITS = new MathContext(6);

  private final List<Accounted> acts;
  private final long now;

  private OracleExcitation(List<Accounted> acts, long now) {
    this.acts = acts;
    this.now = now;
  }

  /** The two, in the order of the parameters; what the militia does is Alpha's doing. */
  private static final BiPredicate<Accounted, Integer> BY =
      (act, side) ->
          act.kinetic()
              && act.resident()
              && (side == 0
                  ? by(act, "alpha", "militia") && at(act, "bravo")
                  : by(act, "bravo", "bravo") && at(act, "alpha"));

  private static boolean by(Accounted act, String one, String other) {
    return act.traits().initiators().contains(one) || act.traits().initiators().contains(other);
  }

  private static boolean at(Accounted act, String target) {
    return act.traits().targets().contains(target);
  }

  /**
   * As text, with version; "" where no parameters hold.
   *
   * @param told what is remembered of the theatre at the time
   */
  static String text(String theatre, long at, DyadOf dyad, List<Accounted> told) {
    int own = List.of("alpha>bravo", "bravo>alpha").indexOf(dyad.name());
    int version = version(at);
    if (!theatre.equals("NORTH") || own < 0 || version == 0) {
      return text(null, null, null);
    }
    long now = dyad.value().asOf().orElse(at);
    var oracle = new OracleExcitation(told, now);
    double[][] alpha = version == 1 ? A1 : A2;
    double[][] beta = version == 1 ? B1 : B2;
    double mu = (version == 1 ? MU1 : MU2)[own];
    double self = oracle.sum(own, alpha[own][own], beta[own][own]);
    double cross = oracle.sum(1 - own, alpha[own][1 - own], beta[own][1 - own]);
    double all = mu + self + cross;
    return text(all, cross == 0 ? 0.0 : cross / all, version);
  }

  private static final double[] MU1 = {0.4, 0.2};
  private static final double[][] A1 = {{0.2, 0.3}, {0.4, 0.1}};
  private static final double[][] B1 = {{1.5, 8}, {0.7, 3}};
  private static final double[] MU2 = {0.5, 0};
  private static final double[][] A2 = {{0, 0.6}, {0.2, 0.3}};
  private static final double[][] B2 = {{1, 2}, {5, 6}};

  private static int version(long at) {
    if (at >= Cast.CHANGE.toEpochMilli()) {
      return 2;
    }
    return at >= Cast.START.toEpochMilli() + 2 * DAY ? 1 : 0;
  }

  private double sum(int exciting, double alpha, double beta) {
    Predicate<Accounted> counts =
        act -> BY.test(act, exciting) && act.to() < now && act.to() - act.from() <= SIX_HOURS;
    return acts.stream()
        .filter(counts)
        .mapToDouble(act -> alpha * beta * Math.exp(-beta * (now - act.to()) / DAY))
        .sum();
  }

  /** The same of what has come out. */
  static String text(Double intensity, Double crossShare, Integer version) {
    return version == null
        ? "expects " + intensity + crossShare
        : "expects %s, %s of it cross, by %d"
            .formatted(digits(intensity), digits(crossShare), version);
  }

  private static String digits(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
