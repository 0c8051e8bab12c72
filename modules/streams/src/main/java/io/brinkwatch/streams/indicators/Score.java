package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.Batches;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.corroboration.Corroboration;
import io.brinkwatch.streams.reference.ActorIndex;
import io.brinkwatch.streams.reference.PairModels;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.TheatreMap;
import io.brinkwatch.streams.reference.Versions;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Joins reports into incidents, accounts for them, and reads theatres as the clock moves. */
record Score(StreamsSettings settings)
    implements ProcessorSupplier<String, TheatreInput, String, Object> {

  static final String THEATRES = "theatres-for-indicators";
  static final String ACTORS = "actors-for-indicators";
  static final String POLICIES = "policies-for-indicators";
  static final String PAIRS = "pairs-for-indicators";

  @Override
  public Set<StoreBuilder<?>> stores() {
    // in this order: it shows in the topology
    Set<StoreBuilder<?>> stores = new LinkedHashSet<>();
    Kept.ALL.forEach(kept -> stores.add(kept.builder()));
    return stores;
  }

  @Override
  public Processor<String, TheatreInput, String, Object> get() {
    return new ContextualProcessor<>() {
      private Evaluation evaluation;

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
        var pairs =
            new Versions<HawkesParameters, PairModels>(
                context.getStateStore(PAIRS),
                HawkesParameters::getEffectiveFrom,
                all -> Optional.of(PairModels.of(all.values())));
        int partition = context.taskId().partition();
        evaluation =
            Evaluation.on(
                context::getStateStore,
                policies,
                theatres,
                actors,
                pairs,
                (theatre, partitions) -> SubjectPartition.of(theatre, partitions) == partition,
                settings.status());
      }

      @Override
      public void process(Record<String, TheatreInput> record) {
        if (record.value().getBody() instanceof IncidentChange) {
          requireOwn(record.key());
        }
        evaluation.take(record.key(), record.value(), new Sink(record));
      }

      private void requireOwn(String theatre) {
        int partitions = settings.connection().partitions();
        int own = context().taskId().partition();
        if (SubjectPartition.of(theatre, partitions) != own) {
          throw new IllegalStateException(
              "%s came to partition %d, but belongs to another of %d: topic.partitions differs from the topics"
                  .formatted(theatre, own, partitions));
        }
      }

      /**
       * Forwards with the time of evaluation, but none that the broker would take for the future.
       */
      private final class Sink implements Evaluation.Sink {
        private final Record<String, TheatreInput> cause;

        Sink(Record<String, TheatreInput> cause) {
          this.cause = cause;
        }

        @Override
        public void incident(Incident incident, boolean arrived) {
          Record<String, Object> out =
              cause
                  .<Object>withValue(Corroboration.listed(incident))
                  .withKey(incident.getIncidentId());
          context().forward(Homes.mark(out, arrived));
        }

        @Override
        public void reading(IndicatorReading reading, boolean moreFollow) {
          long time = Math.min(reading.getEvaluatedAt().toEpochMilli(), cause.timestamp());
          Record<String, Object> out =
              cause.<Object>withValue(reading).withKey(reading.getSubject()).withTimestamp(time);
          context().forward(Batches.mark(out, moreFollow));
        }

        @Override
        public void audit(String key, Object rejection) {
          context().forward(cause.withKey(key).withValue(rejection));
        }
      }
    };
  }
}
