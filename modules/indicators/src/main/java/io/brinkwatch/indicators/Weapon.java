package io.brinkwatch.indicators;

/** The means of a kinetic incident, as far as it changes how grave the incident is. */
public enum Weapon {
  SMALL_ARMS,
  MORTAR_ARTILLERY,
  /** Anti-tank guided missile. */
  ATGM,
  /** Improvised explosive device. */
  IED,
  /** Unguided rocket. */
  ROCKET,
  /** One-way attack drone. */
  OWA_UAV,
  AIR_STRIKE,
  CRUISE_MISSILE,
  ANTISHIP_MISSILE,
  BALLISTIC_MISSILE,
  GROUND_INCURSION,
  /** Killing of a named leader, by whatever means. */
  TARGETED_KILLING_LEADER,
  VESSEL_SEIZURE,
  /** Cyber attack with physical effect. */
  CYBER_PHYSICAL,
  /** Chemical, biological, radiological or nuclear. */
  UNCONVENTIONAL_CBRN
}
