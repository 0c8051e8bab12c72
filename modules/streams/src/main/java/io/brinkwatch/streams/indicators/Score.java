package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Progress;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.Batches;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.corroboration.Corroboration;
import io.brinkwatch.streams.corroboration.Sightings;
import io.brinkwatch.streams.reference.ActorIndex;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.TheatreMap;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.DayRing;
import io.brinkwatch.streams.state.FeedClock;
import io.brinkwatch.streams.state.HeardReport;
import io.brinkwatch.streams.state.IncidentRow;
import io.brinkwatch.streams.state.KnownCount;
import io.brinkwatch.streams.state.PipelineClock;
import io.brinkwatch.streams.state.Stretch;
import io.brinkwatch.streams.state.TheatreRing;
import io.brinkwatch.streams.store.StateSerde;
import io.brinkwatch.streams.store.TimeKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Joins reports into incidents, accounts for them, and reads theatres as the clock moves. */
record Score(StreamsSettings settings)
    implements ProcessorSupplier<String, TheatreInput, String, Object> {

  static final String THEATRES = "theatres-for-indicators";
  static final String ACTORS = "actors-for-indicators";
  static final String POLICIES = "policies-for-indicators";
  static final String FEEDS = "clock-by-feed";
  static final String PASSING = "passing-ticks";
  static final String CLOCK = "pipeline-clock";
  static final String RINGS = "ring-by-theatre";
  static final String DAYS = "counts-by-day";
  static final String INCIDENTS = "incidents-by-theatre";
  static final String HEARD = "reports-by-hearing";
  static final String SIGHTINGS = "reports-by-time";
  static final String COUNTS = "counts-by-hearing";

  @Override
  public Set<StoreBuilder<?>> stores() {
    // in this order: it shows in the topology
    return new LinkedHashSet<>(
        List.of(
            store(FEEDS, Serdes.String(), FeedClock.class),
            store(PASSING, TimeKey.serde(), Stretch.class),
            store(CLOCK, Serdes.String(), PipelineClock.class),
            store(RINGS, Serdes.String(), TheatreRing.class),
            store(DAYS, TimeKey.serde(), DayRing.class),
            store(INCIDENTS, TimeKey.serde(), IncidentRow.class),
            store(HEARD, TimeKey.serde(), HeardReport.class),
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SIGHTINGS), TimeKey.serde(), Serdes.ByteArray()),
            store(COUNTS, TimeKey.serde(), KnownCount.class)));
  }

  private static <K, V extends SpecificRecord> StoreBuilder<KeyValueStore<K, V>> store(
      String name, Serde<K> keys, Class<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), keys, StateSerde.of(values));
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
        var sightings = new Sightings(context.getStateStore(SIGHTINGS));
        evaluation =
            new Evaluation(
                new FeedClocks(context.getStateStore(FEEDS), context.getStateStore(PASSING)),
                new EvaluationClock(context.getStateStore(CLOCK)),
                new TheatreMemory(
                    context.getStateStore(RINGS),
                    context.getStateStore(DAYS),
                    context.getStateStore(INCIDENTS),
                    context.getStateStore(HEARD)),
                new Tallies(context.getStateStore(COUNTS)),
                sightings,
                new Corroboration(sightings),
                policies,
                theatres,
                actors,
                context.taskId().partition(),
                settings.status());
      }

      @Override
      public void process(Record<String, TheatreInput> record) {
        Evaluation.Sink sink = new Sink(record);
        if (record.value().getBody() instanceof Progress progress) {
          evaluation.advance(progress, sink);
        } else {
          requireOwn(record.key());
          change(record.key(), (IncidentChange) record.value().getBody(), sink);
        }
      }

      private void change(String theatre, IncidentChange change, Evaluation.Sink sink) {
        if (change.getCounts().isEmpty()) {
          evaluation.apply(theatre, change, sink);
        } else {
          evaluation.count(theatre, change, sink);
        }
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
              cause.<Object>withValue(incident).withKey(incident.getIncidentId());
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
