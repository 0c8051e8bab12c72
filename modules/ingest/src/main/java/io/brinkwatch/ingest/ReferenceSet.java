package io.brinkwatch.ingest;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import java.util.List;

/** Theatres, actors and policies that belong together; every version of each. */
public record ReferenceSet(List<Theatre> theatres, List<Actor> actors, List<Policy> policies) {
  public ReferenceSet {
    theatres = List.copyOf(theatres);
    actors = List.copyOf(actors);
    policies = List.copyOf(policies);
  }
}
