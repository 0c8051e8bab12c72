package io.brinkwatch.streams.whatif;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.indicators.Scoring;
import io.brinkwatch.streams.levels.Ladders;
import io.brinkwatch.streams.reference.Reference;
import io.brinkwatch.streams.region.Moments;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The topologies over recorded inputs once more. Left as they are, the FINAL readings and levels
 * are those that were published, to the last bit, as long as the reference data is what it was.
 *
 * <p>What can be different:
 *
 * <ul>
 *   <li>Reports are left out: nothing they ever said counts, in any theatre to which they were
 *       told. Those that remain are joined as if these had never been there. What feeds and ticks
 *       vouch for stays, and so do official counts.
 *   <li>Other reference data. Reports have passed the intake already: what it refused stays
 *       refused, and the theatre in which it saw something stays the theatre.
 * </ul>
 *
 * <p>It remembers what tasks of the topologies would, and no results.
 */
public final class Rerun {
  private final Map<Integer, Scoring> lanes = new HashMap<>();
  private final Reference reference;
  private final Predicate<String> subjects;
  private final Set<String> without;
  private final MessageStatus status;
  private final Listener listener;
  private final Ladders ladders;
  private final Moments region;

  /**
   * A run that begins before the first input.
   *
   * @param subjects theatres to be read, and the region or not; it needs all theatres. What is told
   *     of others is passed over
   * @param without ids of the reports to leave out
   * @param status that readings and levels are to have
   */
  public Rerun(
      Reference reference,
      Predicate<String> subjects,
      Set<String> without,
      MessageStatus status,
      Listener listener) {
    this.reference = reference;
    this.subjects = subjects;
    this.without = Set.copyOf(without);
    this.status = status;
    this.listener = listener;
    ladders = Ladders.inMemory(reference.policyVersions());
    region = Moments.inMemory(reference.theatreVersions(), reference.policyVersions());
  }

  /** Where results go; who does not want some need not take them. */
  public interface Listener {
    /** An incident as it is now, or withdrawn, with every report that tells of it. */
    default void incident(Incident incident) {}

    /** A reading of a theatre, a dyad or the region, FINAL or not. */
    default void reading(IndicatorReading reading) {}

    /** A level of a theatre or of the region, FINAL or not. */
    default void level(EscalationLevel level) {}
  }

  /**
   * Takes the next input of a partition. Those of one partition come in their order. If the region
   * is read, the partitions must keep pace, as {@link #clock} tells: it does not wait for ever.
   */
  public void take(int partition, String key, TheatreInput input) {
    if (!(input.getBody() instanceof IncidentChange change)
        || (subjects.test(key) && !without.contains(change.getReportId()))) {
      lane(partition).take(key, input, new Readings());
    }
  }

  /**
   * How far event time has come in a partition, in milliseconds; {@link Long#MIN_VALUE} before its
   * first tick.
   */
  public long clock(int partition) {
    return lane(partition).clock();
  }

  private Scoring lane(int partition) {
    return lanes.computeIfAbsent(
        partition, which -> new Scoring(reference, which, subjects, status));
  }

  private void index(IndicatorReading index, boolean moreFollow) {
    for (Object result : ladders.take(index, moreFollow)) {
      if (result instanceof EscalationLevel level) {
        listener.level(level);
        join(level, moreFollow);
      }
    }
  }

  private void join(EscalationLevel level, boolean moreFollow) {
    String joint = SubjectKind.REGION.name();
    if (subjects.test(joint) && level.getRegion() == null) {
      for (IndicatorReading reading : region.take(level)) {
        listener.reading(reading);
        index(reading, moreFollow);
      }
    }
  }

  private final class Readings implements Scoring.Listener {
    @Override
    public void incident(Incident incident) {
      listener.incident(incident);
    }

    @Override
    public void reading(IndicatorReading reading, boolean moreFollow) {
      listener.reading(reading);
      if (reading.getIndicator() == Indicator.INDEX) {
        index(reading, moreFollow);
      }
    }
  }
}
