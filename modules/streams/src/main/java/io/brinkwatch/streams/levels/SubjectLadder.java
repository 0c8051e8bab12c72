package io.brinkwatch.streams.levels;

import io.brinkwatch.indicators.Ladder;
import io.brinkwatch.indicators.LadderState;
import io.brinkwatch.indicators.LadderStep;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.Announced;
import io.brinkwatch.streams.state.LadderMemory;
import io.brinkwatch.streams.state.Rung;
import io.brinkwatch.streams.store.AvroBytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/**
 * The ladder of one subject. Only FINAL readings move it for good; PROVISIONAL ones are kept, and
 * the ladder is run over them from the last FINAL rung, so that a late correction replays the past
 * it changed.
 */
final class SubjectLadder {
  private static final AvroBytes<IndicatorReading> READINGS =
      new AvroBytes<>(IndicatorReading.class);
  private static final AvroBytes<EscalationLevel> LEVELS = new AvroBytes<>(EscalationLevel.class);
  private static final long WEEK = Duration.ofDays(7).toMillis();

  private final String subject;
  private final Versions<Policy, PolicyRules> policies;
  private final TreeMap<Long, Double> finalIndex = new TreeMap<>();
  private final TreeMap<Long, IndicatorReading> pending = new TreeMap<>();
  private final Map<String, String> issued = new HashMap<>();
  private final Map<String, Integer> revisions = new HashMap<>();
  private final List<Announced> announced = new ArrayList<>();
  private final List<LevelChange> changes = new ArrayList<>();
  private final List<SpecificRecord> results = new ArrayList<>();
  private LadderState rung = LadderState.START;
  private long latest = Long.MIN_VALUE;

  SubjectLadder(String subject, LadderMemory memory, Versions<Policy, PolicyRules> policies) {
    this.subject = subject;
    this.policies = policies;
    if (memory != null) {
      load(memory);
    }
  }

  private void load(LadderMemory memory) {
    Rung r = memory.getRung();
    rung =
        new LadderState(
            r.getLevel(), r.getLastChange(), r.getBelow(), r.getLastTick(), r.getWasBelow());
    latest = memory.getLatest();
    memory.getFinalIndex().forEach((time, index) -> finalIndex.put(Long.valueOf(time), index));
    memory.getPending().stream().map(READINGS::read).forEach(r0 -> pending.put(millis(r0), r0));
    issued.putAll(memory.getIssued());
    revisions.putAll(memory.getRevisions());
    announced.addAll(memory.getAnnounced());
  }

  LadderMemory memory() {
    var index = new HashMap<String, Double>();
    finalIndex.forEach((time, value) -> index.put(time.toString(), value));
    List<ByteBuffer> readings =
        pending.values().stream().map(r -> ByteBuffer.wrap(READINGS.write(r))).toList();
    return new LadderMemory(
        new Rung(
            rung.level(),
            rung.lastChangeMillis(),
            rung.belowMillis(),
            rung.lastTickMillis(),
            rung.wasBelow()),
        latest,
        index,
        readings,
        issued,
        revisions,
        announced);
  }

  /** Levels and alerts to send, in order. */
  List<SpecificRecord> results() {
    return results;
  }

  /** Latest record time seen: what is sent carries it. */
  long latest() {
    return latest;
  }

  /** Takes an index. While more of its batch follow, nothing PROVISIONAL is concluded from it. */
  void take(IndicatorReading reading, long recordTime, boolean moreFollow) {
    latest = Math.max(latest, recordTime);
    if (reading.getFinality() == Finality.FINAL) {
      takeFinal(reading);
    } else if (millis(reading) > rung.lastTickMillis()) {
      pending.put(millis(reading), reading);
    }
    if (!moreFollow && !pending.isEmpty()) {
      rerun();
    }
  }

  private void takeFinal(IndicatorReading reading) {
    long time = millis(reading);
    if (!rung.equals(LadderState.START) && time <= rung.lastTickMillis()) {
      throw new IllegalStateException(
          "%s is FINAL at %s, behind %s which was before"
              .formatted(
                  subject, reading.getEvaluatedAt(), Instant.ofEpochMilli(rung.lastTickMillis())));
    }
    LadderStep step = step(rung, reading);
    EscalationLevel level = level(reading, step, rung.level());
    results.add(level);
    rung = step.state();
    finalIndex.put(time, reading.getValue());
    finalIndex.headMap(time - WEEK).clear();
    pending.headMap(time, true).clear();
    issued.keySet().removeIf(key -> Long.parseLong(key) <= time);
    revisions.keySet().removeIf(key -> Long.parseLong(key) <= time);
    note(level);
    results.addAll(Alerts.settle(subject, announced, changes, time, level));
    changes.clear();
  }

  /** From the last FINAL rung over all that is PROVISIONAL. */
  private void rerun() {
    LadderState state = rung;
    var levels = new TreeMap<Long, EscalationLevel>();
    for (IndicatorReading reading : pending.values()) {
      LadderStep step = step(state, reading);
      EscalationLevel level = level(reading, step, state.level());
      levels.put(millis(reading), level);
      note(level);
      issueIfNew(level);
      state = step.state();
    }
    results.addAll(Alerts.revise(subject, announced, changes, levels));
    changes.clear();
  }

  private LadderStep step(LadderState from, IndicatorReading reading) {
    if (reading.getRegion() != null) {
      LadderState before = from.equals(LadderState.START) ? bottom(millis(reading)) : from;
      return Ladder.follow(before, millis(reading), reading.getRegion().getLevel());
    }
    int floor = reading.getFloor() == null ? 0 : reading.getFloor().getLevel();
    return Ladder.step(
        from.equals(LadderState.START) ? bottom(millis(reading)) : from,
        millis(reading),
        reading.getValue(),
        floor,
        reading.getCoverage().getOk(),
        policies.at(reading.getEvaluatedAt()).rules().ladder());
  }

  private static LadderState bottom(long time) {
    return new LadderState(0, time, 0, time, false);
  }

  private EscalationLevel level(IndicatorReading reading, LadderStep step, int before) {
    return Levels.of(
        reading,
        step,
        before,
        indexAt(millis(reading) - WEEK),
        policies.at(reading.getEvaluatedAt()));
  }

  private Double indexAt(long time) {
    IndicatorReading reading = pending.get(time);
    return reading == null ? finalIndex.get(time) : Double.valueOf(reading.getValue());
  }

  private void note(EscalationLevel level) {
    if (level.getLevel() != level.getPreviousLevel()) {
      changes.add(LevelChange.of(level));
    }
  }

  private void issueIfNew(EscalationLevel level) {
    String time = Long.toString(level.getEvaluatedAt().toEpochMilli());
    String digest = Long.toHexString(SchemaNormalization.fingerprint64(LEVELS.write(level)));
    if (!Objects.equals(issued.put(time, digest), digest)) {
      int revision = revisions.merge(time, 0, (old, zero) -> old + 1);
      results.add(EscalationLevel.newBuilder(level).setRevision(revision).build());
    }
  }

  private static long millis(IndicatorReading reading) {
    return reading.getEvaluatedAt().toEpochMilli();
  }
}
