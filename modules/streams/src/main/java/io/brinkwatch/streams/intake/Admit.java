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
import io.brinkwatch.streams.state.GateState;
import io.brinkwatch.streams.state.KnownReport;
import io.brinkwatch.streams.state.WaitingTick;
import io.brinkwatch.streams.store.StateSerde;
import io.brinkwatch.streams.store.TimeKey;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
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
  static final String GATE = "tick-gate";
  static final String WAITING = "waiting-ticks";

  private static final Duration REST = Duration.ofMillis(100);

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
                Stores.persistentKeyValueStore(GATE),
                Serdes.String(),
                StateSerde.of(GateState.class)),
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(WAITING),
                Serdes.Long(),
                StateSerde.of(WaitingTick.class))));
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
                context.getStateStore(GATE),
                context.getStateStore(WAITING),
                context.taskId().partition(),
                settings.connection().partitions(),
                Gate.Limits.DEFAULT);
        reception =
            new Reception(
                memory,
                new Examiner(settings.status(), policies),
                new Canon(theatres, actors, policies));
        // only when what is too much for one transaction goes on, never what
        context.schedule(REST, PunctuationType.WALL_CLOCK_TIME, now -> pass(gate.more()));
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
          pass(gate.seen(origin.offset()));
        }
      }

      private void onTick(Record<String, Arrival> record, Tick tick) {
        var origin = Origin.of(context().recordMetadata());
        var fault = Gate.fault(tick, settings.status(), record.timestamp());
        if (fault.isEmpty()) {
          pass(gate.arrive(tick, origin, record.timestamp()));
        } else if (context().taskId().partition() == 0) { // every partition has a copy
          context().forward(record.withValue(Rejections.of(tick, origin.toString(), fault.get())));
        }
      }

      private void pass(List<Gate.Out> outs) {
        outs.forEach(
            out -> context().forward(new Record<>(out.feed(), out.value(), out.timestamp())));
        if (!outs.isEmpty()) {
          reception.forget(gate.clock());
        }
      }
    };
  }
}
