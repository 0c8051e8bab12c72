package io.brinkwatch.streams.intake;

import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Progress;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.state.HeldTicks;
import io.brinkwatch.streams.store.AvroBytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Holds a tick back until the reports it vouches for have been seen. Ticks come by another topic
 * than reports, and one can overtake the other; a tick that did would close evaluations before
 * their reports arrive. Ticks pass in the order in which they came.
 */
final class Gate {
  private static final String KEY = "held";
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final long CLOCK_SKEW = Duration.ofMinutes(5).toMillis();
  private static final HeldTicks NOTHING = new HeldTicks(-1L, Long.MIN_VALUE, List.of());
  private static final AvroBytes<Tick> TICKS = new AvroBytes<>(Tick.class);

  private final KeyValueStore<String, HeldTicks> store;
  private final int partition;
  private final int partitions;

  Gate(KeyValueStore<String, HeldTicks> store, int partition, int partitions) {
    this.store = store;
    this.partition = partition;
    this.partitions = partitions;
  }

  /** A tick that may go on. */
  record Passed(String feed, TheatreInput input) {}

  /** Latest event time let pass, epoch milliseconds; {@link Long#MIN_VALUE} before the first. */
  long clock() {
    return held().getClock();
  }

  /** Notes that reports have been seen up to an offset. */
  List<Passed> seen(long offset) {
    HeldTicks held = held();
    return release(Math.max(offset, held.getSeenOffset()), held.getTicks(), held);
  }

  /** Takes a tick that {@link #fault} found none in. */
  List<Passed> arrive(Tick tick) {
    HeldTicks held = held();
    var ticks = new ArrayList<>(held.getTicks());
    ticks.add(ByteBuffer.wrap(TICKS.write(tick)));
    return release(held.getSeenOffset(), ticks, held);
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

  private static Optional<Examiner.Fault> fault(
      RejectionReason reason, String field, String detail) {
    return Optional.of(new Examiner.Fault(reason, field, "tick: " + field + " " + detail));
  }

  private List<Passed> release(long seen, List<ByteBuffer> waiting, HeldTicks before) {
    var passed = new ArrayList<Passed>();
    long clock = before.getClock();
    int next = 0;
    while (next < waiting.size()) {
      Tick tick = TICKS.read(waiting.get(next));
      if (tick.getReportsOffset() > seen) {
        break;
      }
      passed.add(new Passed(tick.getFeed(), new TheatreInput(progress(tick))));
      clock = Math.max(clock, tick.getTime().toEpochMilli());
      next++;
    }
    List<ByteBuffer> left = List.copyOf(waiting.subList(next, waiting.size()));
    store.put(KEY, new HeldTicks(seen, clock, left));
    return passed;
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

  private HeldTicks held() {
    HeldTicks held = store.get(KEY);
    return held == null ? NOTHING : held;
  }
}
