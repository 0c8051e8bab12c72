package io.brinkwatch.streams.levels;

import io.brinkwatch.indicators.Ladder;
import io.brinkwatch.indicators.LadderStep;
import io.brinkwatch.model.Descent;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.Outlook;
import io.brinkwatch.model.Policy;
import io.brinkwatch.streams.reference.PolicyRules;
import java.time.Instant;
import java.util.OptionalDouble;

/** A step of the ladder as a record, with what explains it. */
final class Levels {
  /** What a sub-index might have risen to unseen. */
  private static final double UNSEEN = 10;

  private static final double HOUR = 3_600_000;

  private Levels() {}

  static EscalationLevel of(
      IndicatorReading reading, LadderStep step, int before, Double weekAgo, PolicyRules rules) {
    Policy policy = rules.policy();
    boolean stale = !reading.getCoverage().getOk();
    int level = step.state().level();
    return EscalationLevel.newBuilder()
        .setSubject(reading.getSubject())
        .setEvaluatedAt(reading.getEvaluatedAt())
        .setLevel(level)
        .setLevelName(policy.getLadder().getNames().get(level))
        .setPreviousLevel(before)
        .setSince(Instant.ofEpochMilli(step.state().lastChangeMillis()))
        .setReason(LevelReason.valueOf(step.reason().name()))
        .setIndex(reading.getValue())
        .setIndexHigh(reading.getValue() + (stale ? unseen(reading, policy) : 0))
        .setOutlook(outlook(reading, weekAgo))
        .setFloor(reading.getFloor())
        .setBelowHours(step.state().belowMillis() / HOUR)
        .setCoverage(reading.getCoverage())
        .setStale(stale)
        .setFinality(reading.getFinality())
        .setRevision(0)
        .setStatus(reading.getStatus())
        .setParts(reading.getParts())
        .setEvidence(reading.getEvidence())
        .setEvidenceRest(reading.getEvidenceRest())
        .setDetail(reading.getIndex())
        .setRegion(reading.getRegion())
        .setRange(reading.getRange())
        .setDescent(descent(reading, step, rules))
        .setPolicyVersion(reading.getPolicyVersion())
        .build();
  }

  private static Descent descent(IndicatorReading reading, LadderStep step, PolicyRules rules) {
    if (step.state().level() == 0 || reading.getRegion() != null) {
      return null;
    }
    Floor floor = reading.getFloor();
    Ladder.Descent descent =
        Ladder.descent(
            step.state(),
            floor == null ? 0 : floor.getLevel(),
            floor == null ? 0 : floor.getUntil().toEpochMilli(),
            rules.rules().ladder());
    return new Descent(
        descent.below(),
        descent.waitMillis() / HOUR,
        Instant.ofEpochMilli(descent.notBeforeMillis()));
  }

  private static double unseen(IndicatorReading reading, Policy policy) {
    double headroom = policy.getComposite().getHeadroom();
    return headroom * (1 - reading.getIndex().getState() / 100) * UNSEEN;
  }

  private static Outlook outlook(IndicatorReading reading, Double weekAgo) {
    return Outlook.valueOf(
        io.brinkwatch.indicators.Outlook.of(
                reading.getIndex().getPressure(),
                reading.getValue(),
                weekAgo == null ? OptionalDouble.empty() : OptionalDouble.of(weekAgo),
                reading.getCoverage().getShare())
            .name());
  }
}
