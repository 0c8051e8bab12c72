package io.brinkwatch.ingest;

import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedRule;
import io.brinkwatch.model.FloorKind;
import io.brinkwatch.model.FloorRule;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.LadderRules;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.SeverityRules;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TempoRules;
import io.brinkwatch.model.Weapon;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the values of a policy make sense together. */
final class PolicyCheck {
  private static final int LONGEST_HORIZON = 366;
  private static final int WEEK = 7;
  private static final int RUNGS = 6;
  private static final Set<String> STATE = Set.of("INTENSITY", "BREADTH");
  private static final Set<String> PRESSURE =
      Set.of("TEMPO", "PRECURSOR", "HORIZONTAL", "RECIPROCITY", "POSTURE");

  private final Policy policy;
  private final String file;
  private final String prefix;
  private final FileFaults faults;

  PolicyCheck(Policy policy, String file, String prefix, FileFaults faults) {
    this.policy = policy;
    this.file = file;
    this.prefix = prefix;
    this.faults = faults;
  }

  void run() {
    scalars();
    feeds();
    severity(policy.getSeverity());
    confidence();
    tempo("tempo", policy.getTempo(), WEEK);
    remembered("tempo", reach(policy.getTempo(), WEEK));
    composite();
    ladder(policy.getLadder());
    floors();
    new FamilyCheck(policy, this).run();
  }

  void fault(String path, String fault) {
    faults.add(file, prefix + path, fault);
  }

  private void scalars() {
    atLeast("version", policy.getVersion(), 1);
    int hours = policy.getEvaluationHours();
    if (hours < 1 || 24 % hours != 0) {
      fault("evaluationHours", "is %d, must divide 24".formatted(hours));
    }
    atLeast("horizonDays", policy.getHorizonDays(), 1);
    if (policy.getHorizonDays() > LONGEST_HORIZON) {
      fault(
          "horizonDays",
          "is %d, must be at most %d".formatted(policy.getHorizonDays(), LONGEST_HORIZON));
    }
    atLeast("evidenceLimit", policy.getEvidenceLimit(), 0);
    atLeast("futureToleranceMinutes", policy.getFutureToleranceMinutes(), 0);
    atLeast("massCasualties", policy.getMassCasualties(), 1);
    share("eagerShare", policy.getEagerShare());
    share("coverageThreshold", policy.getCoverageThreshold());
    share("floorConfidence", policy.getFloorConfidence());
    double x0 = policy.getIntensity().getX0();
    double x1 = policy.getIntensity().getX1();
    if (!(x0 > 0) || !(x1 > x0)) {
      fault("intensity", "is x0 = %s, x1 = %s, must be 0 < x0 < x1".formatted(x0, x1));
    }
  }

  private void feeds() {
    Set<FeedFamily> families = EnumSet.noneOf(FeedFamily.class);
    Set<Integer> ranks = new TreeSet<>();
    for (int i = 0; i < policy.getFeeds().size(); i++) {
      FeedRule rule = policy.getFeeds().get(i);
      String path = "feeds[%d]".formatted(i);
      if (!families.add(rule.getFamily())) {
        fault(path + ".family", "is %s, which is listed already".formatted(rule.getFamily()));
      }
      if (!ranks.add(rule.getCalibrationRank())) {
        fault(
            path + ".calibrationRank", "is %d a second time".formatted(rule.getCalibrationRank()));
      }
      atLeast(path + ".graceHours", rule.getGraceHours(), 0);
      atLeast(path + ".staleAfterHours", rule.getStaleAfterHours(), 1);
      atLeast(path + ".calibrationRank", rule.getCalibrationRank(), 1);
    }
    if (!families.contains(FeedFamily.OTHER)) {
      fault("feeds", "lacks OTHER, which stands for families that are not listed");
    }
  }

  private void severity(SeverityRules rules) {
    table("severity.weaponBase", rules.getWeaponBase(), names(Weapon.values(), "UNSPECIFIED"));
    table(
        "severity.targetFactor",
        rules.getTargetFactor(),
        names(TargetClass.values(), "UNSPECIFIED"));
    table(
        "severity.outcomeFactor", rules.getOutcomeFactor(), names(Outcome.values(), "UNSPECIFIED"));
    rules
        .getWeaponWhenUnspecified()
        .forEach(
            (type, weapon) -> {
              if (!rules.getWeaponBase().containsKey(weapon)) {
                fault(
                    "severity.weaponWhenUnspecified." + type,
                    "is %s, must be a key of severity.weaponBase".formatted(Shown.of(weapon)));
              }
            });
    rules
        .getGoldstein()
        .forEach(
            (type, value) -> {
              if (!(Math.abs(value) <= 10)) {
                fault("severity.goldstein." + type, "is %s, must be -10 to 10".formatted(value));
              }
            });
    types(rules.getWeaponWhenUnspecified().keySet(), rules.getGoldstein().keySet());
  }

  private void types(Set<String> kinetic, Set<String> other) {
    var types = new TreeSet<>(names(IncidentType.values(), "UNKNOWN"));
    types.remove(IncidentType.TALLY.name()); // a yardstick weighs nothing
    for (String type : types) {
      if (kinetic.contains(type) == other.contains(type)) {
        fault(
            "severity",
            type
                + " must be in one of weaponWhenUnspecified (kinetic) and goldstein (not kinetic)");
      }
    }
    unknown("severity.weaponWhenUnspecified", kinetic, types);
    unknown("severity.goldstein", other, types);
  }

  private void confidence() {
    var rules = policy.getConfidence();
    var reliability = names(Reliability.values(), "");
    var credibility = names(Credibility.values(), "");
    table("confidence.reliability", rules.getReliability(), reliability);
    table("confidence.credibility", rules.getCredibility(), credibility);
    rules.getReliability().forEach((grade, p) -> share("confidence.reliability." + grade, p));
    rules.getCredibility().forEach((grade, p) -> share("confidence.credibility." + grade, p));
    share("confidence.cap", rules.getCap());
    trusted(rules.getTrusted());
  }

  private void trusted(List<Reliability> grades) {
    if (grades.isEmpty()) {
      fault("confidence.trusted", "is empty, must name at least one reliability");
    }
    Set<Reliability> seen = EnumSet.noneOf(Reliability.class);
    for (int i = 0; i < grades.size(); i++) {
      if (!seen.add(grades.get(i))) {
        fault(
            "confidence.trusted[%d]".formatted(i),
            "is %s, which is listed already".formatted(grades.get(i)));
      }
    }
  }

  void tempo(String field, TempoRules rules, int cycle) {
    atLeast(field + ".baselineBins", rules.getBaselineBins(), 1);
    atLeast(field + ".guardBins", rules.getGuardBins(), 0);
    positive(field + ".priorShape", rules.getPriorShape());
    positive(field + ".priorRate", rules.getPriorRate());
    atLeast(field + ".priorDispersion", rules.getPriorDispersion(), 1);
    positive(field + ".dispersionWeight", rules.getDispersionWeight());
    positive(field + ".windowDispersionWeight", rules.getWindowDispersionWeight());
    atLeast(field + ".weekdayWindow", rules.getWeekdayWindow(), cycle);
    positive(field + ".weekdayShrinkage", rules.getWeekdayShrinkage());
    atLeast(field + ".weekdayMinBins", rules.getWeekdayMinBins(), cycle);
    atLeast(field + ".minBins", rules.getMinBins(), 1);
    atLeast(field + ".degradedBelow", rules.getDegradedBelow(), rules.getMinBins());
    atLeast(field + ".nullSize", rules.getNullSize(), 1);
  }

  /** Bins that tempo looks back: what is before the window is judged beyond the guard only. */
  static long reach(TempoRules rules, int longestWindow) {
    int past =
        rules.getWeekday()
            ? Math.max(rules.getBaselineBins(), rules.getWeekdayWindow())
            : rules.getBaselineBins();
    return (long) past + rules.getGuardBins() + longestWindow;
  }

  private void composite() {
    var rules = policy.getComposite();
    table("composite.stateWeights", rules.getStateWeights(), STATE);
    table("composite.pressureWeights", rules.getPressureWeights(), PRESSURE);
    sumsToOne("composite.stateWeights", rules.getStateWeights());
    sumsToOne("composite.pressureWeights", rules.getPressureWeights());
    share("composite.headroom", rules.getHeadroom());
  }

  private void ladder(LadderRules ladder) {
    boolean whole = length("ladder.up", ladder.getUp(), RUNGS);
    whole &= length("ladder.down", ladder.getDown(), RUNGS);
    whole &= length("ladder.offHours", ladder.getOffHours(), RUNGS);
    whole &= length("ladder.dwellHours", ladder.getDwellHours(), RUNGS);
    length("ladder.names", ladder.getNames(), RUNGS + 1);
    atLeast("ladder.maxGapHours", ladder.getMaxGapHours(), 1);
    for (int k = 0; whole && k < RUNGS; k++) {
      rung(ladder, k);
    }
  }

  private void rung(LadderRules ladder, int k) {
    double up = ladder.getUp().get(k);
    double down = ladder.getDown().get(k);
    // a rung that is reached by floor only is left by its floor only, and needs no gap
    if (up > 100 ? down > up : down >= up) {
      fault(
          "ladder.down[%d]".formatted(k),
          "is %s, must be below up[%d] = %s".formatted(plain(down), k, plain(up)));
    }
    if (k > 0 && up <= ladder.getUp().get(k - 1)) {
      fault(
          "ladder.up[%d]".formatted(k), "is %s, must be above up[%d]".formatted(plain(up), k - 1));
    }
    atLeast("ladder.down[%d]".formatted(k), down, 0);
    atLeast("ladder.offHours[%d]".formatted(k), ladder.getOffHours().get(k), 0);
    atLeast("ladder.dwellHours[%d]".formatted(k), ladder.getDwellHours().get(k), 0);
  }

  private void floors() {
    Set<FloorKind> kinds = EnumSet.noneOf(FloorKind.class);
    for (int i = 0; i < policy.getFloors().size(); i++) {
      FloorRule rule = policy.getFloors().get(i);
      String path = "floors[%d]".formatted(i);
      if (rule.getKind() == FloorKind.UNKNOWN || !kinds.add(rule.getKind())) {
        fault(path + ".kind", "is %s, must be a known kind, once".formatted(rule.getKind()));
      }
      if (rule.getLevel() < 1 || rule.getLevel() > RUNGS) {
        fault(path + ".level", "is %d, must be 1 to %d".formatted(rule.getLevel(), RUNGS));
      }
      atLeast(path + ".holdDays", rule.getHoldDays(), 1);
      remembered(path + ".holdDays", rule.getHoldDays());
    }
  }

  private boolean length(String path, List<?> list, int length) {
    boolean right = list.size() == length;
    if (!right) {
      fault(path, "has %d entries, must have %d".formatted(list.size(), length));
    }
    return right;
  }

  void table(String path, Map<String, Double> table, Set<String> keys) {
    for (String key : new TreeSet<>(keys)) {
      if (!table.containsKey(key)) {
        fault(path + "." + key, "is missing");
      }
    }
    unknown(path, table.keySet(), keys);
    table.forEach((key, value) -> atLeast(path + "." + key, value, 0));
  }

  void unknown(String path, Set<String> found, Set<String> known) {
    for (String key : found) {
      if (!known.contains(key)) {
        fault(path + "." + key, "is not known; expected " + new TreeSet<>(known));
      }
    }
  }

  private void sumsToOne(String path, Map<String, Double> weights) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!(Math.abs(sum - 1) <= 1e-9)) {
      fault(path, "sums to %s, must sum to 1".formatted(sum));
    }
  }

  void atLeast(String path, double value, double least) {
    if (!(value >= least)) {
      fault(path, "is %s, must be at least %s".formatted(plain(value), plain(least)));
    }
  }

  /** Notes it if more days are looked back than anything is remembered. */
  void remembered(String path, long days) {
    if (days > policy.getHorizonDays()) {
      fault(
          path,
          "looks back %d days, more than horizonDays = %d"
              .formatted(days, policy.getHorizonDays()));
    }
  }

  void positive(String path, double value) {
    if (!(value > 0)) {
      fault(path, "is %s, must be above 0".formatted(plain(value)));
    }
  }

  void share(String path, double value) {
    if (!(value >= 0 && value <= 1)) {
      fault(path, "is %s, must be 0 to 1".formatted(plain(value)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9 ? "" + (long) value : "" + value;
  }

  static Set<String> names(Enum<?>[] values, String except) {
    return Arrays.stream(values)
        .map(Enum::name)
        .filter(name -> !name.equals(except))
        .collect(Collectors.toUnmodifiableSet());
  }
}
