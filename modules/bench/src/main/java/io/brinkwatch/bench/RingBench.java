package io.brinkwatch.bench;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Sourcing;
import io.brinkwatch.indicators.theatre.Traits;
import io.brinkwatch.streams.indicators.Ring;
import io.brinkwatch.streams.state.DayRing;
import io.brinkwatch.streams.state.TheatreRing;
import io.brinkwatch.streams.store.StateSerde;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  private final Serde<DayRing> serde = StateSerde.of(DayRing.class);
  private final Stored shelf = new Stored();
  private Ring ring;
  private Map<Long, byte[]> before;
  private Accounted last;

  @Setup
  public void fill() {
    ring = Ring.of(null, shelf);
    for (int i = 0; i < days * PER_DAY; i++) {
      ring.add(incident(i));
    }
    last = incident(days * PER_DAY - 2);
    ring.store();
    before = Map.copyOf(shelf.bytes);
  }

  private static final Traits PLAIN =
      new Traits(
          1, List.of(), List.of(), true, "", "", "", "", false, Optional.empty(), Optional.empty());

  private static Accounted incident(int number) {
    long to = (1 + number) * DAY / PER_DAY;
    long micros = 1_000_000L + number;
    return new Accounted(
        "i" + number,
        1,
        "WIRE",
        to - 1_000,
        to,
        micros,
        true,
        0.8,
        0,
        Set.of(),
        "",
        true,
        Sourcing.NONE,
        PLAIN);
  }

  /** Days as bytes, as a store keeps them. */
  private final class Stored implements Ring.Shelf {
    private final TreeMap<Long, byte[]> bytes = new TreeMap<>();

    @Override
    public DayRing get(long day) {
      byte[] kept = bytes.get(day);
      return kept == null ? null : serde.deserializer().deserialize("", kept);
    }

    @Override
    public Map<Long, DayRing> between(long from, long to) {
      var found = new TreeMap<Long, DayRing>();
      bytes.subMap(from, to).keySet().forEach(day -> found.put(day, get(day)));
      return found;
    }

    @Override
    public void put(long day, DayRing ring) {
      bytes.put(day, serde.serializer().serialize("", ring));
    }
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
  public TheatreRing kept() {
    Ring read = Ring.of(null, shelf);
    read.subtract(last);
    read.add(last);
    return read.store();
  }

  /** Integers leave no trace: after any number of updates it is what it was. */
  @TearDown
  public void judge() {
    ring.store();
    Verdicts.same("days", before.keySet(), shelf.bytes.keySet());
    before.forEach(
        (day, was) ->
            Verdicts.same(
                "day " + day,
                HexFormat.of().formatHex(was),
                HexFormat.of().formatHex(shelf.bytes.get(day))));
  }
}
