package io.brinkwatch.indicators.posture;

import java.util.Objects;

/**
 * What was known of an asset on a day; the same word again confirms it.
 *
 * @param day epoch day
 */
public record Sighting(int day, Deployment deployment) {

  /** Rejects a null deployment. */
  public Sighting {
    Objects.requireNonNull(deployment, "deployment");
  }
}
