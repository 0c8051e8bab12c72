package io.brinkwatch.streams.levels;

import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.LadderMemory;
import io.brinkwatch.streams.store.MemoryStore;
import io.brinkwatch.streams.store.StateSerde;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The ladders of all subjects, each where it stood when it was last climbed. */
public final class Ladders {
  static final String STORE = "ladder-by-subject";

  private final KeyValueStore<String, LadderMemory> store;
  private final Versions<Policy, PolicyRules> policies;

  Ladders(KeyValueStore<String, LadderMemory> store, Versions<Policy, PolicyRules> policies) {
    this.store = store;
    this.policies = policies;
  }

  /** Ladders outside of a topology, all at the bottom. */
  public static Ladders inMemory(Versions<Policy, PolicyRules> policies) {
    return new Ladders(
        new MemoryStore<>(STORE, Serdes.String(), StateSerde.of(LadderMemory.class)), policies);
  }

  /**
   * Takes an index of a theatre or of the region.
   *
   * @param moreFollow whether more of its batch follow: until the last, nothing PROVISIONAL is
   *     concluded
   * @return levels and alerts, in order
   */
  public List<SpecificRecord> take(IndicatorReading index, boolean moreFollow) {
    return climb(index, index.getEvaluatedAt().toEpochMilli(), moreFollow).results();
  }

  /** The ladder of the index after its step. */
  SubjectLadder climb(IndicatorReading index, long recordTime, boolean moreFollow) {
    String subject = index.getSubject();
    var ladder = new SubjectLadder(subject, store.get(subject), policies);
    ladder.take(index, recordTime, moreFollow);
    store.put(subject, ladder.memory());
    return ladder;
  }
}
