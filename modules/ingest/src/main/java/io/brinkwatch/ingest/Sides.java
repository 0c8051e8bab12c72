package io.brinkwatch.ingest;

import io.brinkwatch.ingest.Parties.Party;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two sides of an event in a country, as far as they are parties of a theatre, and whether that
 * concerns a theatre. Who did it is told apart from that: a directed event is one that the first
 * side did to the second.
 */
public record Sides(Optional<Party> one, Optional<Party> two, String country, boolean atSea) {

  /** Why an event between them is left out; empty if a party acts there from abroad, or at sea. */
  public Optional<String> outside() {
    return Stream.of(one, two).flatMap(Optional::stream).anyMatch(p -> atSea || isAbroad(p))
        ? Optional.empty()
        : Optional.of("no party of a theatre acts there from abroad");
  }

  /** Whether forces abroad are, or may be, what was attacked. */
  public boolean onForces(boolean directed) {
    return Stream.of(directed ? Optional.<Party>empty() : one, two)
        .flatMap(Optional::stream)
        .anyMatch(p -> p.forces() && isAbroad(p));
  }

  private boolean isAbroad(Party party) {
    return party.isAbroadIn(country);
  }
}
