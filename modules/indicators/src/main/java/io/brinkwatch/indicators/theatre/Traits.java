package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.precursor.PrecursorClass;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an incident is, beyond its weight.
 *
 * @param severity before confidence, ≥ 0
 * @param initiators who did it: ids of actors, or names of those not known
 * @param targets to whom, likewise
 * @param directed whether it is known who did it to whom
 * @param theatre id of the theatre in which it happened, also where it is only a visitor
 * @param area cell of a grid; "" if it is located no better than a province
 * @param means what it was done with, such as a class of weapon; of a transfer what it gives the
 *     means for; "" if not said
 * @param target class of what was hit, "" if not said
 * @param threshold whether it crosses a threshold that calls for an answer whatever its severity
 * @param force what was moved, for a deployment
 * @param sign what it is a sign of
 */
public record Traits(
    double severity,
    List<String> initiators,
    List<String> targets,
    boolean directed,
    String theatre,
    String area,
    String means,
    String target,
    boolean threshold,
    Optional<Force> force,
    Optional<Omen> sign) {

  /** Copies the lists; rejects nulls. */
  public Traits {
    initiators = List.copyOf(initiators);
    targets = List.copyOf(targets);
    Objects.requireNonNull(theatre, "theatre");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(means, "means");
    Objects.requireNonNull(target, "target");
  }

  /**
   * A sign of what may come.
   *
   * @param what its class
   * @param capability what was transferred, "" unless it is a transfer of arms
   * @param share how much of the class's weight it has: a plan is less than a delivery; [0, 1]
   * @param done whether it has come about: of a transfer, that the arms have been handed over
   */
  public record Omen(PrecursorClass what, String capability, double share, boolean done) {}
}
