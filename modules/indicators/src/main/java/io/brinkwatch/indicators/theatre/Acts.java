package io.brinkwatch.indicators.theatre;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who did what to whom: when an incident is an act of force of one actor against another. */
public final class Acts {
  /** What is known no better than this has no time of day. */
  private static final long TIMED = Days.MILLIS / 4;

  private Acts() {}

  /** Whether it is known that somebody used force against somebody in the theatre. */
  static boolean isDirected(Accounted incident) {
    return incident.resident() && incident.isAct();
  }

  /** Those who acted and those who stand behind them. */
  static SortedSet<String> initiators(Accounted act, Parties parties) {
    return withSponsors(act.traits().initiators(), parties);
  }

  /** Those it was done to. */
  static SortedSet<String> targets(Accounted act, Parties parties) {
    return ids(act.traits().targets(), parties);
  }

  /** Those it was done to and those who stand behind them. */
  static SortedSet<String> hit(Accounted act, Parties parties) {
    return withSponsors(act.traits().targets(), parties);
  }

  private static SortedSet<String> withSponsors(List<String> names, Parties parties) {
    SortedSet<String> ids = ids(names, parties);
    List.copyOf(ids).forEach(id -> ids.addAll(parties.sponsors(id)));
    return ids;
  }

  private static SortedSet<String> ids(List<String> names, Parties parties) {
    var ids = new TreeSet<String>();
    names.forEach(name -> ids.add(parties.id(name)));
    return ids;
  }

  /**
   * Whether an incident is an act of force of one actor against another; what proxies do is their
   * sponsor's doing.
   *
   * @param initiator id
   * @param target id of another
   */
  public static boolean isBetween(
      String initiator, String target, Accounted incident, Parties parties) {
    return isDirected(incident)
        && initiators(incident, parties).contains(initiator)
        && targets(incident, parties).contains(target);
  }

  /** Whether the time of an act is known to six hours or better. */
  public static boolean isTimed(Accounted act) {
    return act.to() - act.from() <= TIMED;
  }
}
