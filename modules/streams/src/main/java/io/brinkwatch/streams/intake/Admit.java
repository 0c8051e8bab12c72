package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.intake.Arrival.Reported;
import io.brinkwatch.streams.intake.Arrival.Ticked;
import io.brinkwatch.streams.reference.ActorIndex;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.TheatreMap;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.HeldTicks;
import io.brinkwatch.streams.state.KnownReport;
import io.brinkwatch.streams.store.StateSerde;
import io.brinkwatch.streams.store.TimeKey;
import java.util.LinkedHashSet;
import java.util.List;
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

/** Lets each report in once, and each tick after the reports it vouches for. */
record Admit(StreamsSettings settings)
    implements ProcessorSupplier<String, Arrival, String, Object> {

  static final String THEATRES = "theatres-for-intake";
  static final String ACTORS = "actors-for-intake";
  static final String POLICIES = "policies-for-intake";
  static final String KNOWN = "known-by-report";
  static final String EXPIRY = "reports-by-expiry";
  static final String HELD = "held-ticks";

  @Override
  public Set<StoreBuilder<?>> stores() {
    // in this order: it shows in the topology
    return new LinkedHashSet<>(
        List.of(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(KNOWN),
                Serdes.String(),
                StateSerde.of(KnownReport.class)),
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(EXPIRY), TimeKey.serde(), Serdes.ByteArray()),
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(HELD),
                Serdes.String(),
                StateSerde.of(HeldTicks.class))));
  }

  @Override
  public Processor<String, Arrival, String, Object> get() {
    return new ContextualProcessor<>() {
      private Reception reception;
      private Gate gate;

      @Override
      public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var policies =
            new Versions<Policy, PolicyRules>(
                context.getStateStore(POLICIES), Policy::getEffectiveFrom, PolicyRules::inForce);
        var theatres =
            new Versions<Theatre, TheatreMap>(
                context.getStateStore(THEATRES),
                Theatre::getEffectiveFrom,
                all -> Optional.of(TheatreMap.of(all.values())));
        var actors =
            new Versions<Actor, ActorIndex>(
                context.getStateStore(ACTORS),
                Actor::getEffectiveFrom,
                all -> Optional.of(ActorIndex.of(all.values())));
        var memory = new ReportMemory(context.getStateStore(KNOWN), context.getStateStore(EXPIRY));
        gate =
            new Gate(
                context.getStateStore(HELD),
                context.taskId().partition(),
                settings.connection().partitions());
        reception =
            new Reception(
                memory,
                new Examiner(settings.status(), policies),
                new Canon(theatres, actors, policies));
      }

      @Override
      public void process(Record<String, Arrival> record) {
        if (record.value() instanceof Ticked ticked) {
          onTick(record, ticked.tick());
        } else {
          onReport(record, ((Reported) record.value()).report());
        }
      }

      private void onReport(Record<String, Arrival> record, IncidentReport report) {
        var origin = Origin.of(context().recordMetadata());
        try {
          reception
              .receive(record.key(), report, origin, record.timestamp(), gate.clock())
              .forEach(out -> context().forward(record.withKey(out.key()).withValue(out.value())));
        } finally { // a report that ends in the dead letters must not hold the clock
          pass(record, gate.seen(origin.offset()));
        }
      }

      private void onTick(Record<String, Arrival> record, Tick tick) {
        var fault = Gate.fault(tick, settings.status(), record.timestamp());
        if (fault.isEmpty()) {
          pass(record, gate.arrive(tick));
        } else if (context().taskId().partition() == 0) { // every partition has a copy
          var origin = Origin.of(context().recordMetadata());
          context().forward(record.withValue(Rejections.of(tick, origin, fault.get())));
        }
      }

      private void pass(Record<String, Arrival> record, Iterable<Gate.Passed> passed) {
        for (Gate.Passed tick : passed) {
          context().forward(record.withKey(tick.feed()).withValue(tick.input()));
          reception.forget(gate.clock());
        }
      }
    };
  }
}
