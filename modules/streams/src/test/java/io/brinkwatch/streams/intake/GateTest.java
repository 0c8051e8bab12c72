package io.brinkwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Progress;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.state.GateState;
import io.brinkwatch.streams.state.WaitingTick;
import io.brinkwatch.streams.store.StateSerde;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Origin ORIGIN = new Origin("ticks", 0, 7);

  private final KeyValueStore<String, GateState> state =
      store("state", Serdes.String(), GateState.class);
  private final KeyValueStore<Long, WaitingTick> waiting =
      store("waiting", Serdes.Long(), WaitingTick.class);

  private static <K, V extends SpecificRecord> KeyValueStore<K, V> store(
      String name, Serde<K> keys, Class<V> type) {
    KeyValueStore<K, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, StateSerde.of(type))
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  private Gate gate(int waits, int ahead, int atOnce) {
    return new Gate(state, waiting, 0, 2, new Gate.Limits(waits, ahead, atOnce));
  }

  private static Tick tick(int hour, long reportsOffset) {
    return Tick.newBuilder(Ticks.wire(time(hour), HOUR)).setReportsOffset(reportsOffset).build();
  }

  private static Instant time(int hour) {
    return Cast.START.plus(Duration.ofHours(hour));
  }

  private static List<Gate.Out> arrive(Gate gate, Tick tick) {
    return gate.arrive(tick, ORIGIN, tick.getTime().toEpochMilli());
  }

  private static List<Instant> passed(List<Gate.Out> outs) {
    return outs.stream()
        .filter(out -> out.value() instanceof TheatreInput)
        .map(out -> ((Progress) ((TheatreInput) out.value()).getBody()).getTime())
        .toList();
  }

  private static List<Rejection> refused(List<Gate.Out> outs) {
    return outs.stream()
        .filter(out -> out.value() instanceof Rejection)
        .map(out -> (Rejection) out.value())
        .toList();
  }

  private int entries() {
    int entries = 0;
    try (KeyValueIterator<Long, WaitingTick> all = waiting.all()) {
      for (; all.hasNext(); all.next()) {
        entries++;
      }
    }
    return entries;
  }

  @Test
  void ticks_wait_one_by_one_and_pass_in_their_order_with_their_own_time() {
    Gate gate = gate(100, 100, 100);
    arrive(gate, tick(1, 4));
    arrive(gate, tick(2, 2));
    arrive(gate, tick(3, 9));
    assertThat(entries()).isEqualTo(3);
    assertThat(gate.seen(3)).isEmpty();

    List<Gate.Out> outs = gate.seen(4);

    assertThat(passed(outs)).containsExactly(time(1), time(2));
    assertThat(outs)
        .extracting(Gate.Out::timestamp)
        .containsExactly(time(1).toEpochMilli(), time(2).toEpochMilli());
    assertThat(gate.clock()).isEqualTo(time(2).toEpochMilli());
    assertThat(entries()).isEqualTo(1);
    assertThat(passed(gate.seen(9))).containsExactly(time(3));
    assertThat(entries()).isZero();
  }

  @Test
  void what_waits_survives_a_restart() {
    arrive(gate(100, 100, 100), tick(1, 4));
    assertThat(passed(gate(100, 100, 100).seen(4))).containsExactly(time(1));
  }

  @Test
  void many_ticks_are_small_entries_and_go_in_steps() {
    Gate gate = gate(100_000, 100_000, 1_000);
    int many = 20_500; // one record of so many would be larger than a broker takes
    for (int hour = 1; hour <= many; hour++) {
      arrive(gate, tick(hour, 4));
    }
    var passed = new ArrayList<>(passed(gate.seen(4)));
    assertThat(passed).hasSize(1_000);
    for (List<Gate.Out> more = gate.more(); !more.isEmpty(); more = gate.more()) {
      assertThat(more).hasSizeLessThanOrEqualTo(1_000);
      passed.addAll(passed(more));
    }
    assertThat(passed).hasSize(many).isSorted();
    assertThat(entries()).isZero();
  }

  @Test
  void a_tick_too_far_ahead_is_refused_as_it_comes_and_holds_nobody() {
    Gate gate = gate(100, 50, 100);
    List<Gate.Out> outs = arrive(gate, tick(1, 50));
    assertThat(outs).hasSize(1);
    assertThat(refused(outs).get(0))
        .satisfies(r -> assertThat(r.getReason()).isEqualTo(RejectionReason.UNKNOWN_OFFSET))
        .satisfies(r -> assertThat(r.getField()).isEqualTo("reportsOffset"))
        .satisfies(r -> assertThat(r.getRecordId()).isEqualTo(Cast.WIRE))
        .satisfies(r -> assertThat(r.getOrigin()).isEqualTo("ticks-0 offset 7"))
        .satisfies(r -> assertThat(r.getDetail()).contains("is 50 in partition 0", "up to -1"));
    assertThat(refused(arrive(gate, tick(1, Long.MAX_VALUE)))).hasSize(1);
    assertThat(passed(arrive(gate, tick(2, -1)))).containsExactly(time(2));
    assertThat(arrive(gate, tick(3, 49))).isEmpty();
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void an_offset_that_cannot_be_is_refused() {
    assertThat(refused(arrive(gate(100, 50, 100), tick(1, -2))))
        .extracting(Rejection::getReason)
        .containsExactly(RejectionReason.MALFORMED);
    assertThat(refused(arrive(gate(100, 50, 100), tick(1, Long.MIN_VALUE)))).hasSize(1);
  }

  @Test
  void a_tick_that_vouches_for_what_never_comes_gives_way_when_too_many_wait_behind_it() {
    Gate gate = gate(3, 100, 100);
    gate.seen(5);
    assertThat(arrive(gate, tick(1, 60))).isEmpty();
    assertThat(arrive(gate, tick(2, 5))).isEmpty();
    assertThat(arrive(gate, tick(3, 5))).isEmpty();

    List<Gate.Out> outs = arrive(gate, tick(4, 6));

    assertThat(refused(outs))
        .singleElement()
        .satisfies(r -> assertThat(r.getReason()).isEqualTo(RejectionReason.UNKNOWN_OFFSET))
        .satisfies(r -> assertThat(r.getOccurredFrom()).isEqualTo(time(0)))
        .satisfies(r -> assertThat(r.getDetail()).contains("3 ticks wait behind it"));
    assertThat(passed(outs)).containsExactly(time(2), time(3));
    assertThat(passed(gate.seen(6))).containsExactly(time(4));
  }

  @Test
  void no_more_wait_than_may() {
    Gate gate = gate(3, 100, 100);
    int refused = 0;
    for (int hour = 1; hour <= 20; hour++) {
      refused += refused(arrive(gate, tick(hour, 60))).size();
      assertThat(entries()).isLessThanOrEqualTo(3);
    }
    assertThat(refused).isEqualTo(17);
    assertThat(passed(gate.seen(60))).containsExactly(time(18), time(19), time(20));
  }
}
