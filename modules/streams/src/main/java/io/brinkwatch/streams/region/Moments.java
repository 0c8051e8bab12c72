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
import io.brinkwatch.streams.store.MemoryStore;
import io.brinkwatch.streams.store.StateSerde;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The evaluations that the region is still waiting for, and those of the last days. One is FINAL
 * once every theatre's is, and all before it are. What is older than the longest grace is
 * forgotten.
 */
public record Moments(
    KeyValueStore<Long, RegionMoment> store,
    Versions<Theatre, TheatreMap> theatres,
    Versions<Policy, PolicyRules> policies) {

  private static final AvroBytes<EscalationLevel> LEVELS = new AvroBytes<>(EscalationLevel.class);
  private static final long SURGE_DAYS = Duration.ofDays(3).toMillis();
  // longer than any grace; what is still open then will not be settled any more
  private static final long KEPT = Duration.ofDays(90).toMillis();

  static final String STORE = "levels-by-evaluation";

  /** Outside of a topology; no level has been told yet. */
  public static Moments inMemory(
      Versions<Theatre, TheatreMap> theatres, Versions<Policy, PolicyRules> policies) {
    return new Moments(
        new MemoryStore<>(STORE, Serdes.Long(), StateSerde.of(RegionMoment.class)),
        theatres,
        policies);
  }

  /**
   * Takes a level of a theatre; gives what can be read then. FINAL readings come in the order of
   * their evaluations: one that is complete waits for those before it.
   */
  public List<IndicatorReading> take(EscalationLevel level) {
    long at = level.getEvaluatedAt().toEpochMilli();
    RegionMoment moment = store.get(at);
    if (policyAt(at).getRegion() == null || (moment != null && moment.getIssued())) {
      return List.of();
    }
    var levels = new HashMap<String, ByteBuffer>();
    int revision = 0;
    if (moment != null) {
      levels.putAll(moment.getLevels());
      revision = moment.getRevision();
    }
    levels.put(level.getSubject(), ByteBuffer.wrap(LEVELS.write(level)));
    var readings = new ArrayList<IndicatorReading>();
    SortedMap<String, EscalationLevel> known = known(at, levels);
    boolean isWhole = isWhole(at, known);
    boolean isProvisional = isWhole && !isFinal(known);
    if (isProvisional) {
      readings.add(reading(at, known, false, revision));
    }
    store.put(at, new RegionMoment(levels, revision + (isProvisional ? 1 : 0), false));
    if (isWhole && !isProvisional) {
      readings.addAll(settle());
    }
    forgetBefore(at - KEPT);
    return readings;
  }

  /** The evaluations that every theatre has settled, up to the first that some has not. */
  private List<IndicatorReading> settle() {
    var settled = new ArrayList<Long>();
    var readings = new ArrayList<IndicatorReading>();
    try (KeyValueIterator<Long, RegionMoment> moments = store.range(0L, Long.MAX_VALUE)) {
      while (moments.hasNext()) {
        var next = moments.next();
        if (next.value.getIssued()) {
          continue;
        }
        SortedMap<String, EscalationLevel> known = known(next.key, next.value.getLevels());
        if (!isWhole(next.key, known) || !isFinal(known)) {
          break;
        }
        readings.add(reading(next.key, known, true, 0));
        settled.add(next.key);
      }
    }
    if (settled.isEmpty()) {
      return readings;
    }
    for (long at : settled) {
      RegionMoment moment = store.get(at);
      store.put(at, new RegionMoment(moment.getLevels(), moment.getRevision(), true));
    }
    // all before the last one are settled; only surges of the last days are asked for again
    forgetBefore(settled.get(settled.size() - 1) - SURGE_DAYS);
    return readings;
  }

  /** Levels of the theatres that were in force. */
  private SortedMap<String, EscalationLevel> known(long at, Map<String, ByteBuffer> levels) {
    SortedMap<String, EscalationLevel> known = read(levels);
    known.keySet().retainAll(theatresAt(at));
    return known;
  }

  private boolean isWhole(long at, SortedMap<String, EscalationLevel> known) {
    return !known.isEmpty() && known.size() == theatresAt(at).size();
  }

  private static boolean isFinal(SortedMap<String, EscalationLevel> known) {
    return known.values().stream().allMatch(l -> l.getFinality() == Finality.FINAL);
  }

  private IndicatorReading reading(
      long at, SortedMap<String, EscalationLevel> known, boolean isFinal, int revision) {
    Policy policy = policyAt(at);
    return RegionReading.of(known, region(known, at, policy), isFinal, revision, policy);
  }

  private List<String> theatresAt(long at) {
    return theatres.at(Instant.ofEpochMilli(at)).ids();
  }

  private Policy policyAt(long at) {
    return policies.at(Instant.ofEpochMilli(at)).policy();
  }

  private static SortedMap<String, EscalationLevel> read(Map<String, ByteBuffer> levels) {
    var read = new TreeMap<String, EscalationLevel>();
    levels.forEach((theatre, bytes) -> read.put(theatre, LEVELS.read(bytes.duplicate())));
    return read;
  }

  private Region region(SortedMap<String, EscalationLevel> levels, long at, Policy policy) {
    Map<String, Boolean> surged = surged(at);
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
