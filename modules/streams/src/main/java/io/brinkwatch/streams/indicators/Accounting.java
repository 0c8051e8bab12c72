package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.Intensity;
import io.brinkwatch.indicators.Outcome;
import io.brinkwatch.indicators.SeverityTable;
import io.brinkwatch.indicators.TargetClass;
import io.brinkwatch.indicators.Weapon;
import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.FloorKind;
import io.brinkwatch.model.ActorKind;
import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.streams.reference.PolicyRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What an incident weighs, by the policy of its own time. */
public final class Accounting {
  private Accounting() {}

  /** An incident as its own theatre accounts for it, by the policy of its time. */
  public static Accounted account(Incident incident, PolicyRules policy) {
    var testimony = Testimony.of(incident.getReports(), policy);
    double confidence = testimony.confidence();
    double severity = severity(incident, policy);
    Set<FloorKind> floors = floors(incident);
    return new Accounted(
        incident.getIncidentId(),
        incident.getVersion(),
        incident.getReports().get(0).getFamily().name(),
        incident.getOccurredFrom().toEpochMilli(),
        incident.getOccurredTo().toEpochMilli(),
        Intensity.toMicro(confidence * severity),
        policy.isKinetic(incident.getType()),
        confidence,
        Objects.requireNonNullElse(incident.getFatalities(), 0),
        floors,
        incident.getSummary(),
        true,
        testimony.sourcing(),
        Traiting.traits(incident, severity, !floors.isEmpty(), policy));
  }

  private static double severity(Incident incident, PolicyRules policy) {
    if (!policy.isKinetic(incident.getType())) {
      if (isClaim(incident)) { // what is only said to come weighs as a sign, and not as an act
        return 0;
      }
      var goldstein = policy.policy().getSeverity().getGoldstein();
      return SeverityTable.nonKinetic(goldstein.getOrDefault(incident.getType().name(), 0.0));
    }
    return policy
        .severity()
        .kinetic(
            weapon(incident, policy),
            target(incident),
            outcome(incident),
            incident.getMunitions(),
            Objects.requireNonNullElse(incident.getFatalities(), 0));
  }

  private static boolean isClaim(Incident incident) {
    return incident.getClaimStage() != ClaimStage.NONE;
  }

  private static Weapon weapon(Incident incident, PolicyRules policy) {
    String name = incident.getWeapon().name();
    var assumed = policy.policy().getSeverity().getWeaponWhenUnspecified();
    return Weapon.valueOf(
        name.equals("UNSPECIFIED") ? assumed.get(incident.getType().name()) : name);
  }

  private static TargetClass target(Incident incident) {
    String name = incident.getTargetClass().name();
    return name.equals("UNSPECIFIED") ? TargetClass.TACTICAL_MILITARY : TargetClass.valueOf(name);
  }

  private static Outcome outcome(Incident incident) {
    String name = incident.getOutcome().name();
    return name.equals("UNSPECIFIED") ? Outcome.HIT : Outcome.valueOf(name);
  }

  /** Threshold events that one incident can be by itself. */
  private static Set<FloorKind> floors(Incident incident) {
    var floors = EnumSet.noneOf(FloorKind.class);
    IncidentType type = incident.getType();
    if (type == IncidentType.ATTACK_ON_FORCES && killed(incident)) {
      floors.add(FloorKind.FATAL_ATTACK_ON_THIRD_STATE_FORCES);
    }
    if (isStrike(type) && aimsAtLeadership(incident)) {
      floors.add(FloorKind.CAPITAL_OR_LEADERSHIP_STRIKE);
    }
    if (isStrike(type) && isState(incident.getInitiators()) && isState(incident.getTargets())) {
      floors.add(FloorKind.DIRECT_STATE_STRIKE);
    }
    if (type == IncidentType.GROUND_INCURSION
        && incident.getWeapon() == io.brinkwatch.model.Weapon.GROUND_INCURSION
        && isState(incident.getInitiators())) {
      floors.add(FloorKind.GROUND_INVASION);
    }
    if (isStrike(type) && isNuclearOrCbrn(incident)) {
      floors.add(FloorKind.NUCLEAR_OR_CBRN);
    }
    return floors;
  }

  private static boolean killed(Incident incident) {
    return incident.getFatalities() != null && incident.getFatalities() > 0;
  }

  private static boolean isStrike(IncidentType type) {
    return switch (type) {
      case CROSS_BORDER_STRIKE,
          ATTACK_ON_FORCES,
          RETALIATORY_STRIKE,
          MARITIME_ATTACK,
          TARGETED_KILLING,
          GROUND_INCURSION ->
          true;
      default -> false;
    };
  }

  private static boolean aimsAtLeadership(Incident incident) {
    return incident.getTargetClass() == io.brinkwatch.model.TargetClass.CAPITAL_STRATEGIC
        || incident.getWeapon() == io.brinkwatch.model.Weapon.TARGETED_KILLING_LEADER;
  }

  private static boolean isNuclearOrCbrn(Incident incident) {
    return incident.getTargetClass() == io.brinkwatch.model.TargetClass.NUCLEAR_SITE
        || incident.getWeapon() == io.brinkwatch.model.Weapon.UNCONVENTIONAL_CBRN;
  }

  private static boolean isState(List<ActorRef> actors) {
    return actors.stream().anyMatch(actor -> actor.getKind() == ActorKind.STATE);
  }
}
