package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.spread.Grid;
import io.brinkwatch.indicators.theatre.Force;
import io.brinkwatch.indicators.theatre.Traits;
import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.Weapon;
import io.brinkwatch.streams.reference.PolicyRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What an incident is beyond its weight, by the policy of its own time. */
final class Traiting {
  private static final String AIR_DEFENCE = "AIR_DEFENCE";

  // a point no better than a province would make every front one
  private static final Set<GeoPrecision> LOCATED =
      EnumSet.of(GeoPrecision.EXACT, GeoPrecision.NEAR);

  // a plan that was told is no transfer, and what is on its way has not come
  private static final Set<ClaimStage> HANDED_OVER =
      EnumSet.of(ClaimStage.DELIVERED, ClaimStage.DEPLOYED, ClaimStage.USED);

  private Traiting() {}

  static Traits traits(Incident incident, double severity, boolean threshold, PolicyRules policy) {
    return new Traits(
        severity,
        names(incident.getInitiators()),
        names(incident.getTargets()),
        incident.getDirected(),
        incident.getTheatre(),
        area(incident.getPlace()),
        means(incident, policy),
        target(incident),
        threshold,
        force(incident, policy),
        sign(incident, policy));
  }

  private static List<String> names(List<ActorRef> actors) {
    return actors.stream()
        .map(actor -> Objects.requireNonNullElse(actor.getActorId(), actor.getName()))
        .distinct()
        .toList();
  }

  private static String area(Place place) {
    return place.getLatitude() != null && LOCATED.contains(place.getPrecision())
        ? Grid.cell(place.getLatitude(), place.getLongitude())
        : "";
  }

  private static String target(Incident incident) {
    return incident.getTargetClass() == TargetClass.UNSPECIFIED
        ? ""
        : incident.getTargetClass().name();
  }

  private static String means(Incident incident, PolicyRules policy) {
    if (incident.getType() == IncidentType.INTERCEPTION) {
      return AIR_DEFENCE;
    }
    if (incident.getWeapon() != Weapon.UNSPECIFIED) {
      return incident.getWeapon().name();
    }
    return said(incident, policy.means()).stream().findFirst().orElse("");
  }

  /** What a capability means by the whole words in it, in the order of the words. */
  private static List<String> said(Incident incident, Map<String, String> words) {
    if (incident.getCapability() == null) {
      return List.of();
    }
    String text = incident.getCapability().toLowerCase(Locale.ROOT);
    return new TreeMap<>(words)
        .entrySet().stream()
            .filter(word -> isIn(text, word.getKey()))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
  }

  // "arg" is not in "cargo": a word ends where neither a letter nor a digit goes on
  private static boolean isIn(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (endsAt(text, at) && endsAt(text, at + word.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsAt(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(text.codePointBefore(at))
        || !Character.isLetterOrDigit(text.codePointAt(at));
  }

  private static Optional<Force> force(Incident incident, PolicyRules policy) {
    if (incident.getType() != IncidentType.FORCE_DEPLOYMENT || incident.getCapability() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Force(
            incident.getCapability(),
            said(incident, policy.capabilities()).stream()
                .map(io.brinkwatch.indicators.posture.Capability::valueOf)
                .toList(),
            deployment(incident)));
  }

  // of what is only announced, no more is known than that it was ordered
  private static Deployment deployment(Incident incident) {
    return switch (incident.getForceStatus()) {
      case NONE, ORDERED -> Deployment.ORDERED;
      case EN_ROUTE -> Deployment.ENROUTE;
      case ARRIVED -> Deployment.ARRIVED;
      case DEPARTED -> Deployment.DEPARTED;
    };
  }

  /** Whatever tells of a transfer of arms is a sign of that, under whichever type it comes. */
  private static Optional<Traits.Omen> sign(Incident incident, PolicyRules policy) {
    boolean isClaim = incident.getClaimStage() != ClaimStage.NONE;
    if (isClaim && incident.getCapability() != null) {
      double share = policy.stageShare(incident.getClaimStage());
      return Optional.of(
          new Traits.Omen(
              PrecursorClass.ARMS_TRANSFER,
              incident.getCapability().toLowerCase(Locale.ROOT),
              share,
              HANDED_OVER.contains(incident.getClaimStage())));
    }
    return policy
        .signOf(incident.getType())
        .map(
            what ->
                new Traits.Omen(
                    what,
                    "",
                    isClaim ? policy.stageShare(incident.getClaimStage()) : 1,
                    !isClaim || HANDED_OVER.contains(incident.getClaimStage())));
  }
}
