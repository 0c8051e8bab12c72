package io.brinkwatch.bench;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Traits;
import io.brinkwatch.streams.indicators.Ring;
import io.brinkwatch.streams.state.TheatreRing;
import io.brinkwatch.streams.store.StateSerde;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One incident into the ring of a theatre, by the days it remembers: four incidents on each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class RingBench {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int PER_DAY = 4;

  /** Days that the ring remembers. */
  @Param({"40", "365", "1500"})
  public int days;

  private final Serde<TheatreRing> serde = StateSerde.of(TheatreRing.class);
  private Ring ring;
  private byte[] stored;
  private Accounted last;

  @Setup
  public void fill() {
    ring = Ring.of(null);
    for (int i = 0; i < days * PER_DAY; i++) {
      ring.add(incident(i));
    }
    last = incident(days * PER_DAY - 2);
    stored = bytes(ring);
  }

  private static final Traits PLAIN =
      new Traits(
          1, List.of(), List.of(), true, "", "", "", false, Optional.empty(), Optional.empty());

  private static Accounted incident(int number) {
    long to = (1 + number) * DAY / PER_DAY;
    long micros = 1_000_000L + number;
    return new Accounted(
        "i" + number, 1, "WIRE", to - 1_000, to, micros, true, 0.8, 0, Set.of(), "", true, PLAIN);
  }

  private byte[] bytes(Ring of) {
    return serde.serializer().serialize("", of.store());
  }

  /** Put in and taken out: what a report of an incident that is there already costs the ring. */
  @Benchmark
  public Ring added() {
    ring.subtract(last);
    ring.add(last);
    return ring;
  }

  /** The same as the pipeline does it: read from the store, changed, and written back. */
  @Benchmark
  public byte[] kept() {
    Ring read = Ring.of(serde.deserializer().deserialize("", stored));
    read.subtract(last);
    read.add(last);
    return bytes(read);
  }

  /** Integers leave no trace: after any number of updates it is what it was. */
  @TearDown
  public void judge() {
    Verdicts.same("ring", serde.deserializer().deserialize("", stored), ring.store());
  }
}
