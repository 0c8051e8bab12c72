package io.brinkwatch.streams.region;

import io.brinkwatch.indicators.region.Region;
import io.brinkwatch.indicators.region.Standing;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IndexDetail;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.TheatreMap;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.RegionMoment;
import io.brinkwatch.streams.store.AvroBytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The evaluations that the region is still waiting for, and those of the last days. One is FINAL
 * once every theatre's is. What is remembered is bounded by the longest grace and a few days.
 */
record Moments(
    KeyValueStore<Long, RegionMoment> store,
    Versions<Theatre, TheatreMap> theatres,
    Versions<Policy, PolicyRules> policies) {

  private static final AvroBytes<EscalationLevel> LEVELS = new AvroBytes<>(EscalationLevel.class);
  private static final long SURGE_DAYS = Duration.ofDays(3).toMillis();

  /** Takes a level of a theatre; gives what can be read then, one reading at most. */
  Optional<IndicatorReading> take(EscalationLevel level) {
    Instant at = level.getEvaluatedAt();
    Policy policy = policies.at(at).policy();
    RegionMoment moment = store.get(at.toEpochMilli());
    if (policy.getRegion() == null || (moment != null && moment.getIssued())) {
      return Optional.empty();
    }
    var levels = new HashMap<String, ByteBuffer>();
    int revision = 0;
    if (moment != null) {
      levels.putAll(moment.getLevels());
      revision = moment.getRevision();
    }
    levels.put(level.getSubject(), ByteBuffer.wrap(LEVELS.write(level)));
    SortedMap<String, EscalationLevel> known = read(levels);
    List<String> inForce = theatres.at(at).ids();
    if (!known.keySet().containsAll(inForce)) {
      store.put(at.toEpochMilli(), new RegionMoment(levels, revision, false));
      return Optional.empty();
    }
    known.keySet().retainAll(inForce);
    boolean isFinal = known.values().stream().allMatch(l -> l.getFinality() == Finality.FINAL);
    store.put(at.toEpochMilli(), new RegionMoment(levels, revision + 1, isFinal));
    IndicatorReading reading =
        RegionReading.of(known, region(known, at, policy), isFinal, revision, policy);
    if (isFinal) {
      forgetBefore(at.toEpochMilli() - SURGE_DAYS);
    }
    return Optional.of(reading);
  }

  private static SortedMap<String, EscalationLevel> read(Map<String, ByteBuffer> levels) {
    var read = new TreeMap<String, EscalationLevel>();
    levels.forEach((theatre, bytes) -> read.put(theatre, LEVELS.read(bytes.duplicate())));
    return read;
  }

  private Region region(SortedMap<String, EscalationLevel> levels, Instant at, Policy policy) {
    Map<String, Boolean> surged = surged(at.toEpochMilli());
    return Region.of(
        levels.values().stream()
            .map(level -> standing(level, surged.getOrDefault(level.getSubject(), false)))
            .toList(),
        policy.getRegion().getWeights());
  }

  private static Standing standing(EscalationLevel level, boolean surged) {
    IndexDetail detail = level.getDetail();
    return new Standing(
        level.getSubject(),
        level.getIndex(),
        level.getLevel(),
        detail.getPressure(),
        detail.getSpreadBits(),
        detail.getTempoP() == null ? OptionalDouble.empty() : OptionalDouble.of(detail.getTempoP()),
        surged);
  }

  /** Which theatres surged in the days up to an evaluation. */
  private Map<String, Boolean> surged(long at) {
    var surged = new HashMap<String, Boolean>();
    try (KeyValueIterator<Long, RegionMoment> days = store.range(at - SURGE_DAYS + 1, at)) {
      days.forEachRemaining(
          moment ->
              read(moment.value.getLevels())
                  .forEach(
                      (theatre, level) ->
                          surged.merge(theatre, isSurge(level), Boolean::logicalOr)));
    }
    return surged;
  }

  private static boolean isSurge(EscalationLevel level) {
    Double p = level.getDetail().getTempoP();
    return p != null && p <= Standing.SURGE;
  }

  private void forgetBefore(long time) {
    var old = new ArrayList<Long>();
    try (KeyValueIterator<Long, RegionMoment> moments = store.range(0L, time)) {
      moments.forEachRemaining(moment -> old.add(moment.key));
    }
    old.forEach(store::delete);
  }
}
