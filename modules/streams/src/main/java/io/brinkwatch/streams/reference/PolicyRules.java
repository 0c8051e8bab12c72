package io.brinkwatch.streams.reference;

import io.brinkwatch.indicators.CompositeWeights;
import io.brinkwatch.indicators.ConfidenceTable;
import io.brinkwatch.indicators.Credibility;
import io.brinkwatch.indicators.IntensityAnchors;
import io.brinkwatch.indicators.LadderParams;
import io.brinkwatch.indicators.Outcome;
import io.brinkwatch.indicators.Reliability;
import io.brinkwatch.indicators.SeverityTable;
import io.brinkwatch.indicators.SubIndex;
import io.brinkwatch.indicators.TargetClass;
import io.brinkwatch.indicators.TempoBin;
import io.brinkwatch.indicators.TempoParams;
import io.brinkwatch.indicators.Weapon;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.theatre.FeedRule;
import io.brinkwatch.indicators.theatre.FloorKind;
import io.brinkwatch.indicators.theatre.FloorRule;
import io.brinkwatch.indicators.theatre.Rules;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.TempoRules;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as the maths takes it.
 *
 * @param policy as published
 * @param rules for assessing theatres
 */
public record PolicyRules(
    Policy policy, Rules rules, SeverityTable severity, ConfidenceTable confidence) {

  /** The one policy that is in force; others may be kept beside it for comparison. */
  public static final String IN_FORCE = "default";

  private static final String OTHER_FEEDS = "OTHER";

  /** The policy in force among all that are known; empty if only others are. */
  public static Optional<PolicyRules> inForce(Map<String, Policy> policies) {
    return Optional.ofNullable(policies.get(IN_FORCE)).map(PolicyRules::of);
  }

  /**
   * Takes a policy over.
   *
   * @throws IllegalArgumentException naming what is missing or out of range
   */
  public static PolicyRules of(Policy policy) {
    return new PolicyRules(
        policy,
        rules(policy),
        new SeverityTable(
            byEnum(Weapon.class, policy.getSeverity().getWeaponBase()),
            byEnum(TargetClass.class, policy.getSeverity().getTargetFactor()),
            byEnum(Outcome.class, policy.getSeverity().getOutcomeFactor())),
        new ConfidenceTable(
            byEnum(Reliability.class, policy.getConfidence().getReliability()),
            byEnum(Credibility.class, policy.getConfidence().getCredibility()),
            policy.getConfidence().getCap(),
            ConfidenceTable.DEFAULT.denialWeight()));
  }

  /** Whether a type of incident is an act of force. */
  public boolean isKinetic(IncidentType type) {
    return policy.getSeverity().getWeaponWhenUnspecified().containsKey(type.name());
  }

  private static Rules rules(Policy policy) {
    Map<String, FeedRule> feeds = feeds(policy);
    FeedRule other = feeds.get(OTHER_FEEDS);
    if (other == null) {
      throw new IllegalArgumentException(
          "policy version %d: no feed rule for %s".formatted(policy.getVersion(), OTHER_FEEDS));
    }
    return new Rules(
        policy.getVersion(),
        policy.getEvaluationHours(),
        policy.getHorizonDays(),
        policy.getEvidenceLimit(),
        policy.getCoverageThreshold(),
        policy.getMassCasualties(),
        policy.getFloorConfidence(),
        feeds,
        other,
        tempo(TempoBin.DAY, policy.getTempo()),
        policy.getTempo().getWeekday(),
        new IntensityAnchors(policy.getIntensity().getX0(), policy.getIntensity().getX1()),
        new CompositeWeights(
            byEnum(SubIndex.class, policy.getComposite().getStateWeights()),
            byEnum(SubIndex.class, policy.getComposite().getPressureWeights()),
            policy.getComposite().getHeadroom()),
        new LadderParams(
            policy.getLadder().getUp(),
            policy.getLadder().getDown(),
            policy.getLadder().getOffHours(),
            policy.getLadder().getDwellHours(),
            policy.getLadder().getMaxGapHours()),
        floors(policy),
        Families.of(policy));
  }

  /** Whether the lower end of the evidence range rests on sources of a reliability. */
  public boolean trusts(io.brinkwatch.model.Reliability reliability) {
    return policy.getConfidence().getTrusted().contains(reliability);
  }

  /** Words for what a capability gives the means for. */
  public Map<String, String> means() {
    return policy.getPrecursors() == null ? Map.of() : policy.getPrecursors().getMeans();
  }

  /** Words for capabilities that are deployed. */
  public Map<String, String> capabilities() {
    return policy.getPosture() == null ? Map.of() : policy.getPosture().getWords();
  }

  /** The share of its weight that a claim of a transfer has at a stage, 0 to 1. */
  public double stageShare(ClaimStage stage) {
    return policy.getPrecursors() == null
        ? 0
        : policy.getPrecursors().getStageShares().getOrDefault(stage.name(), 0.0);
  }

  /** What a type of incident is a sign of. */
  public Optional<PrecursorClass> signOf(IncidentType type) {
    return Optional.ofNullable(policy.getPrecursors())
        .map(signs -> signs.getClasses().get(type.name()))
        .map(PrecursorClass::valueOf);
  }

  private static Map<String, FeedRule> feeds(Policy policy) {
    var feeds = new HashMap<String, FeedRule>();
    policy
        .getFeeds()
        .forEach(
            feed ->
                feeds.put(
                    feed.getFamily().name(),
                    new FeedRule(
                        feed.getGraceHours(),
                        feed.getStaleAfterHours(),
                        feed.getCalibrationRank())));
    return feeds;
  }

  static TempoParams tempo(TempoBin bin, TempoRules rules) {
    return new TempoParams(
        bin,
        rules.getBaselineBins(),
        rules.getGuardBins(),
        rules.getPriorShape(),
        rules.getPriorRate(),
        rules.getPriorDispersion(),
        rules.getDispersionWeight(),
        rules.getWindowDispersionWeight(),
        rules.getWeekdayWindow(),
        rules.getWeekdayShrinkage(),
        rules.getWeekdayMinBins(),
        rules.getMinBins(),
        rules.getDegradedBelow(),
        rules.getNullSize());
  }

  private static List<FloorRule> floors(Policy policy) {
    return policy.getFloors().stream()
        .map(
            floor ->
                new FloorRule(
                    FloorKind.valueOf(floor.getKind().name()),
                    floor.getLevel(),
                    floor.getHoldDays()))
        .toList();
  }

  static <E extends Enum<E>> Map<E, Double> byEnum(Class<E> type, Map<String, Double> byName) {
    var map = new EnumMap<E, Double>(type);
    byName.forEach((name, value) -> map.put(Enum.valueOf(type, name), value));
    return map;
  }
}
