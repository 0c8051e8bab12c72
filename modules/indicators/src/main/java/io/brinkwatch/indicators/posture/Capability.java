package io.brinkwatch.indicators.posture;

/** Forces whose coming and going is announced or seen. */
public enum Capability {
  /** Carrier strike group. */
  CSG,
  /** Amphibious ready group. */
  ARG,
  /** Cruise-missile submarine. */
  SSGN,
  /** Bomber task force. */
  BOMBER_TF,
  /** Fighter squadron. */
  FIGHTER_SQN,
  /** High-altitude air-defence battery. */
  THAAD,
  /** Air-defence battery. */
  PATRIOT,
  /** Brigade combat team. */
  BCT,
  /** Reserve division called up. */
  RESERVE_DIV
}
