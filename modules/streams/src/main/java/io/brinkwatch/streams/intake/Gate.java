package io.brinkwatch.streams.intake;

import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Progress;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.state.GateState;
import io.brinkwatch.streams.state.WaitingTick;
import io.brinkwatch.streams.store.AvroBytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Holds a tick back until the reports it vouches for have been seen. Ticks come by another topic
 * than reports, and one can overtake the other; a tick that did would close evaluations before
 * their reports arrive. Ticks pass in the order in which they came.
 *
 * <p>So a tick that vouches for reports which never come would hold all others for ever. One that
 * is too far ahead is refused as it comes. Another is refused when more ticks wait behind it than
 * {@link Limits} allow. What is refused counts as never sent: its stretch can be told of again.
 */
final class Gate {
  private static final String KEY = "gate";
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final long STRIDE = Duration.ofDays(2).toMillis();
  private static final long CLOCK_SKEW = Duration.ofMinutes(5).toMillis();
  private static final GateState START = new GateState(-1L, Long.MIN_VALUE, 0L, 0L);
  private static final AvroBytes<Tick> TICKS = new AvroBytes<>(Tick.class);

  /**
   * What bounds the gate.
   *
   * @param waiting ticks that wait at most
   * @param ahead reports that may lie between what was seen and what a tick vouches for
   * @param atOnce ticks that one step lets go: a transaction must end before its time is over
   */
  record Limits(long waiting, long ahead, int atOnce) {
    /** Thirty years of quarter hours, about 150 MB; far more reports than a partition will see. */
    static final Limits DEFAULT = new Limits(1_000_000, 1_000_000_000, 1_000);
  }

  private final KeyValueStore<String, GateState> state;
  private final KeyValueStore<Long, WaitingTick> waiting;
  private final int partition;
  private final int partitions;
  private final Limits limits;

  Gate(
      KeyValueStore<String, GateState> state,
      KeyValueStore<Long, WaitingTick> waiting,
      int partition,
      int partitions,
      Limits limits) {
    this.state = state;
    this.waiting = waiting;
    this.partition = partition;
    this.partitions = partitions;
    this.limits = limits;
  }

  /**
   * A tick that may go on, or why one may not.
   *
   * @param timestamp of the tick's own record, whatever let it go
   */
  record Out(String feed, Object value, long timestamp) {}

  /** Latest event time let pass, epoch milliseconds; {@link Long#MIN_VALUE} before the first. */
  long clock() {
    return state().getClock();
  }

  /** Notes that reports have been seen up to an offset. */
  List<Out> seen(long offset) {
    GateState now = state();
    return release(
        now,
        new GateState(
            Math.max(offset, now.getSeenOffset()), now.getClock(), now.getFirst(), now.getNext()));
  }

  /** Takes a tick that {@link #fault} found none in. */
  List<Out> arrive(Tick tick, Origin origin, long timestamp) {
    GateState now = state();
    Optional<Examiner.Fault> fault = offsetFault(tick, now.getSeenOffset());
    if (fault.isPresent()) {
      return List.of(refused(tick, origin.toString(), fault.get(), timestamp));
    }
    ByteBuffer bytes = ByteBuffer.wrap(TICKS.write(tick));
    waiting.put(now.getNext(), new WaitingTick(bytes, timestamp, origin.toString()));
    return release(
        now, new GateState(now.getSeenOffset(), now.getClock(), now.getFirst(), now.getNext() + 1));
  }

  /** Lets go what an earlier step left over. */
  List<Out> more() {
    GateState now = state();
    return release(now, now);
  }

  /** What makes a tick unusable: one from the future would close evaluations before their time. */
  static Optional<Examiner.Fault> fault(Tick tick, MessageStatus status, long recordTime) {
    Duration length = Duration.between(tick.getFrom(), tick.getTime());
    if (tick.getStatus() != status) {
      return fault(
          RejectionReason.WRONG_STATUS,
          "status",
          "is %s in a pipeline that runs %s".formatted(tick.getStatus(), status));
    }
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
      return fault(
          RejectionReason.BAD_INTERVAL,
          "time",
          "is %s, not within 366 days after from %s".formatted(tick.getTime(), tick.getFrom()));
    }
    return tick.getTime().toEpochMilli() > recordTime + CLOCK_SKEW
        ? fault(
            RejectionReason.FUTURE_DATED,
            "time",
            "is %s, but it was sent at %s"
                .formatted(tick.getTime(), Instant.ofEpochMilli(recordTime)))
        : Optional.empty();
  }

  private Optional<Examiner.Fault> offsetFault(Tick tick, long seen) {
    long offset = tick.getReportsOffset();
    if (offset < -1) {
      return fault(
          RejectionReason.MALFORMED, "reportsOffset", "is %d, not -1 or more".formatted(offset));
    }
    return offset - limits.ahead() > seen
        ? fault(
            RejectionReason.UNKNOWN_OFFSET,
            "reportsOffset",
            "is %d in partition %d, where reports were seen up to %d: more than %d lie between"
                .formatted(offset, partition, seen, limits.ahead()))
        : Optional.empty();
  }

  private Examiner.Fault neverSeen(Tick tick, long seen) {
    return fault(
            RejectionReason.UNKNOWN_OFFSET,
            "reportsOffset",
            "is %d in partition %d, where reports were seen up to %d, and %d ticks wait behind it"
                .formatted(tick.getReportsOffset(), partition, seen, limits.waiting()))
        .orElseThrow();
  }

  private static Optional<Examiner.Fault> fault(
      RejectionReason reason, String field, String detail) {
    return Optional.of(new Examiner.Fault(reason, field, "tick: " + field + " " + detail));
  }

  private List<Out> release(GateState before, GateState now) {
    var outs = new ArrayList<Out>();
    long clock = now.getClock();
    long first = now.getFirst();
    while (first < now.getNext() && outs.size() < limits.atOnce()) {
      WaitingTick oldest = waiting.get(first);
      Tick tick = TICKS.read(oldest.getTick());
      boolean seen = tick.getReportsOffset() <= now.getSeenOffset();
      if (!seen && now.getNext() - first <= limits.waiting()) {
        break;
      }
      if (seen) {
        steps(tick, clock)
            .forEach(
                time -> outs.add(new Out(tick.getFeed(), step(tick, time), oldest.getTimestamp())));
        outs.add(new Out(tick.getFeed(), new TheatreInput(progress(tick)), oldest.getTimestamp()));
        clock = Math.max(clock, tick.getTime().toEpochMilli());
      } else {
        Examiner.Fault fault = neverSeen(tick, now.getSeenOffset());
        outs.add(refused(tick, oldest.getOrigin(), fault, oldest.getTimestamp()));
      }
      waiting.delete(first);
      first++;
    }
    var after = new GateState(now.getSeenOffset(), clock, first, now.getNext());
    if (!after.equals(before)) { // it is also asked when nothing has come
      state.put(KEY, after);
    }
    return outs;
  }

  /**
   * Times on the way to a tick that leaps ahead, up to where what it vouches for begins.
   * Evaluations that its leap brings to an end come by and by then: all of a year at once would
   * outlast a transaction.
   */
  private static List<Long> steps(Tick tick, long clock) {
    return clock == START.getClock()
        ? List.of()
        : LongStream.iterate(
                clock + STRIDE, time -> time < tick.getFrom().toEpochMilli(), t -> t + STRIDE)
            .boxed()
            .toList();
  }

  /** Time goes on, and nobody vouches for anything. */
  private TheatreInput step(Tick tick, long time) {
    Instant at = Instant.ofEpochMilli(time);
    return new TheatreInput(
        new Progress(
            tick.getFeed(), tick.getFamily(), at, at, FeedHealth.UNKNOWN, partition, partitions));
  }

  private static Out refused(Tick tick, String origin, Examiner.Fault fault, long timestamp) {
    return new Out(tick.getFeed(), Rejections.of(tick, origin, fault), timestamp);
  }

  private Progress progress(Tick tick) {
    return new Progress(
        tick.getFeed(),
        tick.getFamily(),
        tick.getFrom(),
        tick.getTime(),
        tick.getHealth(),
        partition,
        partitions);
  }

  private GateState state() {
    GateState now = state.get(KEY);
    return now == null ? START : now;
  }
}
