package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.reference.Reference;
import io.brinkwatch.streams.store.MemoryStore;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.StateStore;

/**
 * What the topology does with the inputs of one partition, outside of it: the same code on stores
 * in memory. It remembers as much as a task of the topology does, which the horizon of the policy
 * bounds.
 */
public final class Scoring {
  private final Evaluation evaluation;

  /**
   * Begins before the first input.
   *
   * @param partition whose inputs are to come: the theatres that lie in it are read
   * @param theatres those of them to be read; what is told of others is joined into incidents and
   *     no more
   * @param status that readings are to have
   */
  public Scoring(
      Reference reference, int partition, Predicate<String> theatres, MessageStatus status) {
    Map<String, MemoryStore<?, ?>> stores =
        Kept.ALL.stream().collect(Collectors.toMap(Kept::name, Kept::inMemory));
    evaluation =
        Evaluation.on(
            new InMemory(stores),
            reference.policyVersions(),
            reference.theatreVersions(),
            reference.actorVersions(),
            reference.pairVersions(),
            (theatre, partitions) ->
                SubjectPartition.of(theatre, partitions) == partition && theatres.test(theatre),
            status);
  }

  private record InMemory(Map<String, MemoryStore<?, ?>> stores) implements Evaluation.Memory {
    // the caller knows what is in a store by its name, as with those of a topology
    @SuppressWarnings("unchecked")
    @Override
    public <S extends StateStore> S store(String name) {
      return (S) stores.get(name);
    }
  }

  /** Where results go. */
  public interface Listener {
    /** An incident as it is now, with every report that tells of it. */
    void incident(Incident incident);

    /**
     * A reading.
     *
     * @param moreFollow whether more of its batch follow: nothing is to be concluded before the
     *     last
     */
    void reading(IndicatorReading reading, boolean moreFollow);
  }

  /** Takes the next of the inputs, in the order in which they lie in their partition. */
  public void take(String key, TheatreInput input, Listener listener) {
    evaluation.take(key, input, new Sink(listener));
  }

  /** How far event time has come, in milliseconds; {@link Long#MIN_VALUE} before the first tick. */
  public long clock() {
    return evaluation.clock().read().getClock();
  }

  /** Who asks what would have been is not told what came too late. */
  private record Sink(Listener listener) implements Evaluation.Sink {
    @Override
    public void incident(Incident incident, boolean arrived) {
      listener.incident(incident);
    }

    @Override
    public void reading(IndicatorReading reading, boolean moreFollow) {
      listener.reading(reading, moreFollow);
    }

    @Override
    public void audit(String key, Object rejection) {}
  }
}
