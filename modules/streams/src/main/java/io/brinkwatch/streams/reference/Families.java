package io.brinkwatch.streams.reference;

import io.brinkwatch.indicators.TempoBin;
import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.posture.PostureTable;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.precursor.PrecursorTable;
import io.brinkwatch.indicators.reciprocity.LedgerParams;
import io.brinkwatch.indicators.reciprocity.ResponseParams;
import io.brinkwatch.indicators.spread.SpilloverParams;
import io.brinkwatch.indicators.theatre.FamilyRules;
import io.brinkwatch.model.HourlyRules;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.PostureRules;
import io.brinkwatch.model.PrecursorRules;
import io.brinkwatch.model.ReciprocityRules;
import io.brinkwatch.model.SpreadRules;
import java.util.EnumMap;
import java.util.Optional;

/** The parts of a policy that not every policy has, as the maths takes them. */
final class Families {
  private static final long HOUR = 3_600_000;

  private Families() {}

  static FamilyRules of(Policy policy) {
    return new FamilyRules(
        Optional.ofNullable(policy.getSpread()).map(Families::spread),
        Optional.ofNullable(policy.getReciprocity()).map(Families::reciprocity),
        Optional.ofNullable(policy.getPosture()).map(Families::posture),
        Optional.ofNullable(policy.getPrecursors()).map(Families::precursors),
        Optional.ofNullable(policy.getHourly()).map(Families::hourly));
  }

  private static FamilyRules.Hourly hourly(HourlyRules rules) {
    return new FamilyRules.Hourly(
        PolicyRules.tempo(TempoBin.HOUR, rules.getTempo()),
        rules.getTempo().getWeekday(),
        rules.getLeastRate());
  }

  private static FamilyRules.Spread spread(SpreadRules rules) {
    return new FamilyRules.Spread(
        new SpilloverParams(
            rules.getA0(),
            rules.getB0(),
            rules.getBaselineDays(),
            rules.getWindowDays(),
            rules.getActiveFrom(),
            rules.getHalfBits()),
        rules.getGuardDays(),
        rules.getLeastDays());
  }

  private static FamilyRules.Reciprocity reciprocity(ReciprocityRules rules) {
    return new FamilyRules.Reciprocity(
        new ResponseParams(
            rules.getWindowHours() * HOUR, rules.getBlockHours() * HOUR, rules.getSaturation()),
        new LedgerParams(
            rules.getProvocation(),
            rules.getResponse(),
            rules.getHalfLifeDays(),
            rules.getHalfIndex()),
        rules.getDays(),
        rules.getCredible(),
        rules.getLags(),
        rules.getLeastActs());
  }

  private static PostureTable posture(PostureRules rules) {
    return new PostureTable(
        PolicyRules.byEnum(Capability.class, rules.getWeights()),
        PolicyRules.byEnum(Deployment.class, rules.getShares()),
        rules.getFreshDays(),
        rules.getStaleHalfLifeDays(),
        rules.getSpan());
  }

  private static PrecursorTable precursors(PrecursorRules rules) {
    var weights = new EnumMap<PrecursorClass, PrecursorTable.Weight>(PrecursorClass.class);
    rules
        .getWeights()
        .forEach(
            (name, weight) ->
                weights.put(
                    PrecursorClass.valueOf(name),
                    new PrecursorTable.Weight(weight.getDecibans(), weight.getHalfLifeDays())));
    return new PrecursorTable(weights, rules.getHalfIndex());
  }
}
