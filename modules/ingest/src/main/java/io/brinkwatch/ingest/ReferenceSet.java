package io.brinkwatch.ingest;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import java.util.List;

/**
 * Theatres, actors, policies and parameters of pairs that belong together; every version of each.
 */
public record ReferenceSet(
    List<Theatre> theatres,
    List<Actor> actors,
    List<Policy> policies,
    List<HawkesParameters> hawkes) {
  public ReferenceSet {
    theatres = List.copyOf(theatres);
    actors = List.copyOf(actors);
    policies = List.copyOf(policies);
    hawkes = List.copyOf(hawkes);
  }

  /** How many versions there are of all of them together. */
  public int size() {
    return theatres.size() + actors.size() + policies.size() + hawkes.size();
  }
}
