package io.brinkwatch.streams.indicators;

import io.brinkwatch.streams.state.PipelineClock;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far evaluation has come; kept in the store, so that a restart goes on where it was. */
final class EvaluationClock {
  /** Before anything. */
  static final long NEVER = Long.MIN_VALUE;

  private static final String KEY = "clock";
  private static final PipelineClock START = new PipelineClock(NEVER, NEVER, NEVER, NEVER);
  private final KeyValueStore<String, PipelineClock> store;

  EvaluationClock(KeyValueStore<String, PipelineClock> store) {
    this.store = store;
  }

  PipelineClock read() {
    PipelineClock clock = store.get(KEY);
    return clock == null ? START : clock;
  }

  void set(PipelineClock clock) {
    store.put(KEY, clock);
  }
}
