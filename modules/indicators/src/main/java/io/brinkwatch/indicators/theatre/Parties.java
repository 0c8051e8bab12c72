package io.brinkwatch.indicators.theatre;

import java.util.SortedSet;

/** Who is who, as of an evaluation: an alias that was learnt later gives an actor its past back. */
public interface Parties {

  /** The id of an actor by its id, name or alias; a name that is not known is its own id. */
  String id(String name);

  /** Ids of those who stand behind an actor, at any remove; not itself. */
  SortedSet<String> sponsors(String id);

  /** Whether an actor has arms to answer with; nobody knows of a name that is not known. */
  boolean isArmed(String id);

  /** Share of an actor's doings that the map expects in a theatre, [0, 1]. */
  double share(String id, String theatre);
}
