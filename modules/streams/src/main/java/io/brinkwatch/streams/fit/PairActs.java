package io.brinkwatch.streams.fit;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Acts;
import io.brinkwatch.indicators.theatre.Parties;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.streams.indicators.Accounting;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The acts of force between two actors, as the topic of incidents tells of them: the last word on
 * each incident counts. What proxies do is their sponsor's doing, as it is in the readings.
 */
public final class PairActs {
  private final String first;
  private final String second;
  private final Parties parties;
  private final Versions<Policy, PolicyRules> policies;
  private final Map<String, Incident> between = new HashMap<>();
  private final Map<String, Told> told = new HashMap<>();

  /**
   * Acts by time.
   *
   * @param timed when acts ended whose time is known to some hours
   * @param byDay how many others there are
   */
  record Stream(List<Instant> timed, int byDay) {}

  /**
   * From the first to the last incident.
   *
   * @param from start of the first
   * @param to end of the last
   */
  public record Stretch(Instant from, Instant to) {
    private Stretch with(Stretch other) {
      return new Stretch(
          from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }
  }

  private record Told(String theatre, Stretch during) {}

  /**
   * Begins before the first incident.
   *
   * @param one id of an actor
   * @param other id of another one
   */
  public PairActs(
      String one, String other, Parties parties, Versions<Policy, PolicyRules> policies) {
    this.first = one.compareTo(other) < 0 ? one : other;
    this.second = one.compareTo(other) < 0 ? other : one;
    this.parties = parties;
    this.policies = policies;
  }

  /** The one of the two that comes first by id. */
  public String first() {
    return first;
  }

  /** The other one. */
  public String second() {
    return second;
  }

  /** Takes what is told of an incident; it takes the place of what was told of it before. */
  public void take(Incident incident) {
    between.remove(incident.getIncidentId());
    told.remove(incident.getIncidentId());
    if (incident.getState() == RecordState.ACTIVE) {
      var during = new Stretch(incident.getOccurredFrom(), incident.getOccurredTo());
      told.put(incident.getIncidentId(), new Told(incident.getTheatre(), during));
      Accounted act = account(incident);
      if (isBy(first, second, act) || isBy(second, first, act)) {
        between.put(incident.getIncidentId(), incident);
      }
    }
  }

  private Accounted account(Incident incident) {
    return Accounting.account(incident, policies.at(incident.getOccurredFrom()));
  }

  private boolean isBy(String initiator, String target, Accounted act) {
    return Acts.isBetween(initiator, target, act, parties);
  }

  /** The theatres in which there were any, ascending. */
  public SortedSet<String> theatres() {
    var theatres = new TreeSet<String>();
    between.values().forEach(incident -> theatres.add(incident.getTheatre()));
    return theatres;
  }

  /**
   * From the first to the last incident of a theatre, of whomever. One that was withdrawn does not
   * count, nor where one stood before it was corrected: a slip in a year would make years of quiet.
   */
  public Optional<Stretch> told(String theatre) {
    return told.values().stream()
        .filter(one -> one.theatre().equals(theatre))
        .map(Told::during)
        .reduce(Stretch::with);
  }

  /** What one of the two did to the other in a theatre, after a time and up to another. */
  Stream by(String initiator, String theatre, Stretch during) {
    String target = initiator.equals(first) ? second : first;
    var timed = new ArrayList<Instant>();
    int byDay = 0;
    for (Incident incident : between.values()) {
      Accounted act = account(incident);
      boolean isIn =
          incident.getTheatre().equals(theatre)
              && incident.getOccurredTo().isAfter(during.from())
              && !incident.getOccurredTo().isAfter(during.to());
      if (isIn && isBy(initiator, target, act)) {
        if (Acts.isTimed(act)) {
          timed.add(incident.getOccurredTo());
        } else {
          byDay++;
        }
      }
    }
    return new Stream(timed, byDay);
  }
}
