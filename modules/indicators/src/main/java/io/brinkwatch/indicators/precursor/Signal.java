package io.brinkwatch.indicators.precursor;

import io.brinkwatch.indicators.Checks;
import java.util.Objects;

/**
 * A sign as it was seen.
 *
 * @param id of the incident that is the sign
 * @param capability what was transferred by an ARMS_TRANSFER, such as a missile type; "" for others
 * @param day epoch day
 * @param confidence that it is so, [0, 1]
 * @param affinity how much it concerns the theatre, [0, 1]; {@link ArmsTransfer#affinity} for arms
 */
public record Signal(
    String id,
    PrecursorClass precursorClass,
    String capability,
    int day,
    double confidence,
    double affinity) {

  /** Rejects nulls, values out of range and a capability of what is not an arms transfer. */
  public Signal {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(precursorClass, "precursorClass");
    Checks.that(
        capability.isEmpty() || precursorClass == PrecursorClass.ARMS_TRANSFER,
        precursorClass + " " + id + " transfers no capability: " + capability);
    Checks.within("confidence of " + id, confidence, 0, 1);
    Checks.within("affinity of " + id, affinity, 0, 1);
  }
}
