package io.brinkwatch.ingest;

import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.HourlyRules;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.PostureRules;
import io.brinkwatch.model.PrecursorRules;
import io.brinkwatch.model.ReciprocityRules;
import io.brinkwatch.model.SpreadRules;
import io.brinkwatch.model.Weapon;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the values of those families of indicators make sense that a policy may leave out. */
final class FamilyCheck {
  private static final Set<String> CAPABILITIES =
      Set.of(
          "CSG",
          "ARG",
          "SSGN",
          "BOMBER_TF",
          "FIGHTER_SQN",
          "THAAD",
          "PATRIOT",
          "BCT",
          "RESERVE_DIV");
  private static final Set<String> DEPLOYMENTS =
      Set.of("ORDERED", "ENROUTE", "ARRIVED", "DEPARTED");
  private static final String ARMS_TRANSFER = "ARMS_TRANSFER";
  private static final Set<String> SIGNS =
      Set.of(
          "EVACUATION_ORDERED",
          "TRAVEL_ADVISORY_LEAVE",
          "AIRSPACE_CLOSURE",
          "AIRLINE_SUSPENSION",
          "RESERVE_MOBILISATION",
          "INTEL_DISCLOSURE",
          "EXPLICIT_THREAT",
          "TALKS_COLLAPSE",
          "SANCTIONS",
          ARMS_TRANSFER,
          "CEASEFIRE_AGREED",
          "TALKS_PROGRESS");

  // what incidents tell of; no transfer explains the first use of anything else
  private static final Set<String> MEANS =
      Stream.concat(
              Stream.of("AIR_DEFENCE"),
              PolicyCheck.names(Weapon.values(), Weapon.UNSPECIFIED.name()).stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final int DAY_OF_HOURS = 24;
  // so far back it is kept by the hour when feeds were alive
  private static final int WATCHED_HOURS = 24 * 35;
  private static final double ROUNDING = 1e-9;

  private final Policy policy;
  private final PolicyCheck check;

  FamilyCheck(Policy policy, PolicyCheck check) {
    this.policy = policy;
    this.check = check;
  }

  void run() {
    if (policy.getSpread() != null) {
      spread(policy.getSpread());
    }
    if (policy.getReciprocity() != null) {
      reciprocity(policy.getReciprocity());
    }
    if (policy.getPosture() != null) {
      posture(policy.getPosture());
    }
    if (policy.getPrecursors() != null) {
      precursors(policy.getPrecursors());
    }
    if (policy.getHourly() != null) {
      hourly(policy.getHourly());
    }
    if (policy.getRegion() != null) {
      region(policy.getRegion().getWeights());
    }
  }

  private void spread(SpreadRules rules) {
    check.positive("spread.a0", rules.getA0());
    check.positive("spread.b0", rules.getB0());
    check.atLeast("spread.baselineDays", rules.getBaselineDays(), 1);
    check.atLeast("spread.guardDays", rules.getGuardDays(), 0);
    check.atLeast("spread.windowDays", rules.getWindowDays(), 1);
    check.atLeast("spread.leastDays", rules.getLeastDays(), 1);
    check.positive("spread.activeFrom", rules.getActiveFrom());
    check.positive("spread.halfBits", rules.getHalfBits());
    check.remembered(
        "spread", (long) rules.getBaselineDays() + rules.getGuardDays() + rules.getWindowDays());
    if (rules.getLeastDays() > rules.getBaselineDays()) {
      check.fault(
          "spread.leastDays",
          "is %d, must be at most baselineDays = %d"
              .formatted(rules.getLeastDays(), rules.getBaselineDays()));
    }
  }

  private void reciprocity(ReciprocityRules rules) {
    check.atLeast("reciprocity.windowHours", rules.getWindowHours(), 1);
    check.atLeast("reciprocity.blockHours", rules.getBlockHours(), rules.getWindowHours());
    check.positive("reciprocity.saturation", rules.getSaturation());
    check.share("reciprocity.saturation", rules.getSaturation());
    check.atLeast("reciprocity.lags", rules.getLags(), 1);
    check.atLeast("reciprocity.days", rules.getDays(), rules.getLags() + 1);
    check.remembered("reciprocity.days", rules.getDays());
    check.atLeast("reciprocity.leastActs", rules.getLeastActs(), 1);
    check.positive("reciprocity.provocation", rules.getProvocation());
    check.positive("reciprocity.response", rules.getResponse());
    check.positive("reciprocity.halfLifeDays", rules.getHalfLifeDays());
    check.positive("reciprocity.halfIndex", rules.getHalfIndex());
    check.share("reciprocity.credible", rules.getCredible());
  }

  private void posture(PostureRules rules) {
    check.table("posture.weights", rules.getWeights(), CAPABILITIES);
    rules.getWeights().forEach((name, weight) -> check.positive("posture.weights." + name, weight));
    check.table("posture.shares", rules.getShares(), DEPLOYMENTS);
    rules.getShares().forEach((name, share) -> check.share("posture.shares." + name, share));
    check.atLeast("posture.freshDays", rules.getFreshDays(), 0);
    check.remembered("posture.freshDays", rules.getFreshDays());
    check.positive("posture.staleHalfLifeDays", rules.getStaleHalfLifeDays());
    check.positive("posture.span", rules.getSpan());
    words("posture.words", rules.getWords());
    rules.getWords().forEach((word, named) -> oneOf("posture.words." + word, named, CAPABILITIES));
  }

  private void precursors(PrecursorRules rules) {
    for (String sign : SIGNS) {
      if (!rules.getWeights().containsKey(sign)) {
        check.fault("precursors.weights." + sign, "is missing");
      }
    }
    check.unknown("precursors.weights", rules.getWeights().keySet(), SIGNS);
    rules
        .getWeights()
        .forEach(
            (sign, weight) -> {
              String path = "precursors.weights." + sign;
              if (!Double.isFinite(weight.getDecibans())) {
                check.fault(path + ".decibans", "is no number");
              }
              check.positive(path + ".halfLifeDays", weight.getHalfLifeDays());
              // talks and a ceasefire may calm; arms that come never do
              if (sign.equals(ARMS_TRANSFER)) {
                check.atLeast(path + ".decibans", weight.getDecibans(), 0);
              }
            });
    check.positive("precursors.halfIndex", rules.getHalfIndex());
    check.unknown(
        "precursors.classes",
        rules.getClasses().keySet(),
        PolicyCheck.names(IncidentType.values(), "UNKNOWN"));
    rules.getClasses().forEach((type, sign) -> oneOf("precursors.classes." + type, sign, SIGNS));
    check.unknown(
        "precursors.stageShares",
        rules.getStageShares().keySet(),
        PolicyCheck.names(ClaimStage.values(), "NONE"));
    rules
        .getStageShares()
        .forEach((stage, share) -> check.share("precursors.stageShares." + stage, share));
    words("precursors.means", rules.getMeans());
    rules.getMeans().forEach((word, named) -> oneOf("precursors.means." + word, named, MEANS));
  }

  private void hourly(HourlyRules rules) {
    check.tempo("hourly.tempo", rules.getTempo(), DAY_OF_HOURS);
    check.positive("hourly.leastRate", rules.getLeastRate());
    long hours = PolicyCheck.reach(rules.getTempo(), DAY_OF_HOURS);
    check.remembered("hourly.tempo", (hours + DAY_OF_HOURS - 1) / DAY_OF_HOURS);
    if (hours > WATCHED_HOURS) {
      check.fault(
          "hourly.tempo",
          "looks back %d hours, must be at most %d".formatted(hours, WATCHED_HOURS));
    }
  }

  private void region(Map<String, Double> weights) {
    weights.forEach((theatre, weight) -> check.share("region.weights." + theatre, weight));
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum > 1 + ROUNDING) {
      check.fault("region.weights", "sum to %s, must be at most 1".formatted(sum));
    }
  }

  private void oneOf(String path, String value, Set<String> known) {
    check.unknown(path, Set.of(value), known);
  }

  private void words(String path, Map<String, String> words) {
    for (String word : words.keySet()) {
      if (word.isBlank() || !word.equals(word.toLowerCase(Locale.ROOT))) {
        check.fault(path, "%s must be a word in lower case".formatted(Shown.of(word)));
      }
    }
  }
}
