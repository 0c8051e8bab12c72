package io.brinkwatch.streams.levels;

import io.brinkwatch.model.IndicatorKey;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.streams.Batches;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.LadderMemory;
import io.brinkwatch.streams.store.StateSerde;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Runs each subject's ladder: one step for each FINAL index, and from there again over those that
 * are PROVISIONAL whenever one of them changes.
 */
record Climb()
    implements ProcessorSupplier<IndicatorKey, IndicatorReading, String, SpecificRecord> {

  static final String POLICIES = "policies-for-levels";
  static final String LADDERS = "ladder-by-subject";

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LADDERS),
            Serdes.String(),
            StateSerde.of(LadderMemory.class)));
  }

  @Override
  public Processor<IndicatorKey, IndicatorReading, String, SpecificRecord> get() {
    return new ContextualProcessor<>() {
      private KeyValueStore<String, LadderMemory> ladders;
      private Versions<Policy, PolicyRules> policies;

      @Override
      public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        ladders = context.getStateStore(LADDERS);
        policies =
            new Versions<>(
                context.getStateStore(POLICIES), Policy::getEffectiveFrom, PolicyRules::inForce);
      }

      @Override
      public void process(Record<IndicatorKey, IndicatorReading> record) {
        String subject = record.value().getSubject();
        var ladder = new SubjectLadder(subject, ladders.get(subject), policies);
        ladder.take(record.value(), record.timestamp(), Batches.moreFollow(record));
        ladder
            .results()
            .forEach(
                out ->
                    context()
                        .forward(
                            record.withKey(subject).withValue(out).withTimestamp(ladder.latest())));
        ladders.put(subject, ladder.memory());
      }
    };
  }
}
