package io.brinkwatch.indicators.posture;

import io.brinkwatch.indicators.Checks;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A force in a theatre.
 *
 * @param id unique among the assets read together
 * @param confidence that what is said of it is so, [0, 1]
 * @param history in any order
 */
public record Asset(String id, Capability capability, double confidence, List<Sighting> history) {

  /** Of two sightings on one day the one further along holds. */
  private static final Comparator<Sighting> CHRONOLOGICAL =
      Comparator.comparingInt(Sighting::day).thenComparing(Sighting::deployment);

  /** Copies the history; rejects nulls and a confidence out of range. */
  public Asset {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(capability, "capability");
    Checks.within("confidence of " + id, confidence, 0, 1);
    history = List.copyOf(history);
  }

  Optional<Sighting> latest(int today) {
    return history.stream().filter(s -> s.day() <= today).max(CHRONOLOGICAL);
  }
}
