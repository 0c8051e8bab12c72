package io.brinkwatch.streams.region;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.TheatreMap;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.RegionMoment;
import io.brinkwatch.streams.store.StateSerde;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Waits until every theatre has told of an evaluation, and reads them together. */
record Together(StreamsSettings settings)
    implements ProcessorSupplier<String, EscalationLevel, String, IndicatorReading> {

  /** The subject under which the region is read. */
  static final String REGION = SubjectKind.REGION.name();

  static final String THEATRES = "theatres-for-region";
  static final String POLICIES = "policies-for-region";

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(Moments.STORE),
            Serdes.Long(),
            StateSerde.of(RegionMoment.class)));
  }

  @Override
  public Processor<String, EscalationLevel, String, IndicatorReading> get() {
    return new ContextualProcessor<>() {
      private Moments moments;

      @Override
      public void init(ProcessorContext<String, IndicatorReading> context) {
        super.init(context);
        moments =
            new Moments(
                context.getStateStore(Moments.STORE),
                new Versions<Theatre, TheatreMap>(
                    context.getStateStore(THEATRES),
                    Theatre::getEffectiveFrom,
                    all -> Optional.of(TheatreMap.of(all.values()))),
                new Versions<Policy, PolicyRules>(
                    context.getStateStore(POLICIES),
                    Policy::getEffectiveFrom,
                    PolicyRules::inForce));
      }

      @Override
      public void process(Record<String, EscalationLevel> record) {
        moments
            .take(record.value())
            .forEach(reading -> context().forward(record.withValue(reading)));
      }
    };
  }
}
