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
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Runs each subject's ladder: one step for each FINAL index, and from there again over those that
 * are PROVISIONAL whenever one of them changes.
 */
record Climb()
    implements ProcessorSupplier<IndicatorKey, IndicatorReading, String, SpecificRecord> {

  static final String POLICIES = "policies-for-levels";

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(Ladders.STORE),
            Serdes.String(),
            StateSerde.of(LadderMemory.class)));
  }

  @Override
  public Processor<IndicatorKey, IndicatorReading, String, SpecificRecord> get() {
    return new ContextualProcessor<>() {
      private Ladders ladders;

      @Override
      public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        var policies =
            new Versions<Policy, PolicyRules>(
                context.getStateStore(POLICIES), Policy::getEffectiveFrom, PolicyRules::inForce);
        ladders = new Ladders(context.getStateStore(Ladders.STORE), policies);
      }

      @Override
      public void process(Record<IndicatorKey, IndicatorReading> record) {
        String subject = record.value().getSubject();
        SubjectLadder ladder =
            ladders.climb(record.value(), record.timestamp(), Batches.moreFollow(record));
        ladder
            .results()
            .forEach(
                out ->
                    context()
                        .forward(
                            record.withKey(subject).withValue(out).withTimestamp(ladder.latest())));
      }
    };
  }
}
