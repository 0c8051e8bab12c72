package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.ActorRef;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What actors go by when incidents are compared with counts: their id, or else their name. */
final class Names {
  private Names() {}

  static Set<String> of(Collection<ActorRef> actors) {
    return actors.stream().map(Names::of).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String of(ActorRef actor) {
    return actor.getActorId() == null ? actor.getName() : actor.getActorId();
  }
}
