package io.brinkwatch.streams.reference;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.model.Theatre;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every version of theatres, actors, policies and parameters of pairs, outside of a topology: as
 * they were published, or as they might have been.
 */
public record Reference(
    Map<ReferenceKey, Theatre> theatres,
    Map<ReferenceKey, Actor> actors,
    Map<ReferenceKey, Policy> policies,
    Map<ReferenceKey, HawkesParameters> hawkes) {

  public Reference {
    theatres = Map.copyOf(theatres);
    actors = Map.copyOf(actors);
    policies = Map.copyOf(policies);
    hawkes = Map.copyOf(hawkes);
  }

  /**
   * The same with other policies in place of all that were published. They are in force whatever
   * their id: one that is only proposed may well have another. The first of them judges what lies
   * before it too, so that a proposal for tomorrow can be tried on yesterday.
   *
   * @param proposed versions of one policy; not empty
   */
  public Reference withPolicies(List<Policy> proposed) {
    var instead = new HashMap<ReferenceKey, Policy>();
    proposed.forEach(
        policy -> instead.put(new ReferenceKey(PolicyRules.IN_FORCE, policy.getVersion()), policy));
    return new Reference(theatres, actors, instead, hawkes);
  }

  /** The policies by the time at which they are in force. */
  public Versions<Policy, PolicyRules> policyVersions() {
    return Versions.of(policies, Policy::getEffectiveFrom, PolicyRules::inForce);
  }

  /** The theatres by the time at which they are in force. */
  public Versions<Theatre, TheatreMap> theatreVersions() {
    return Versions.of(
        theatres, Theatre::getEffectiveFrom, all -> Optional.of(TheatreMap.of(all.values())));
  }

  /** The actors by the time at which they are in force. */
  public Versions<Actor, ActorIndex> actorVersions() {
    return Versions.of(
        actors, Actor::getEffectiveFrom, all -> Optional.of(ActorIndex.of(all.values())));
  }

  /** The parameters of pairs by the time at which they are in force. */
  public Versions<HawkesParameters, PairModels> pairVersions() {
    return Versions.of(
        hawkes,
        HawkesParameters::getEffectiveFrom,
        all -> Optional.of(PairModels.of(all.values())));
  }
}
