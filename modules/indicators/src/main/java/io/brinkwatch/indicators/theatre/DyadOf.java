package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.reciprocity.LaggedCorrelation;
import io.brinkwatch.indicators.reciprocity.ProvocationLedger;
import io.brinkwatch.indicators.reciprocity.Responsiveness;
import java.util.Optional;

/**
 * What one actor does to another, and how it is answered.
 *
 * @param initiator id; what its proxies do is its own doing
 * @param target id
 * @param value of reciprocity
 * @param acts of force by the initiator against the target in the days tested
 * @param answers by the target against the initiator
 * @param responsiveness whether the target answers within hours; empty if acts are known by day
 * @param correlation whether it answers within days, if acts are known by day or too frequent
 * @param ledger what of the initiator's is not answered
 * @param excited what is to be expected of the initiator now; empty without a model of the pair
 */
public record DyadOf(
    String initiator,
    String target,
    Valued value,
    int acts,
    int answers,
    Optional<Responsiveness> responsiveness,
    Optional<LaggedCorrelation> correlation,
    ProvocationLedger ledger,
    Optional<Excited> excited) {

  /** The dyad's name, {@code initiator>target}. */
  public String name() {
    return Dyads.name(initiator, target);
  }
}
