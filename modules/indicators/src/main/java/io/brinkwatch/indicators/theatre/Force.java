package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import java.util.List;

/**
 * Forces on the move.
 *
 * @param name by which the same force is known again
 * @param capabilities what it consists of; one that is not known weighs nothing
 * @param deployment how far it has come
 */
public record Force(String name, List<Capability> capabilities, Deployment deployment) {

  /** Copies the list. */
  public Force {
    capabilities = List.copyOf(capabilities);
  }
}
