package io.brinkwatch.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topologies, running in this process. When one fails for good, all stop. */
public final class PipelineRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);
  private static final Duration CLOSING = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 1_000;

  private final List<KafkaStreams> streams = new ArrayList<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final Map<String, Throwable> lastThrown = new ConcurrentHashMap<>();
  private final CountDownLatch running = new CountDownLatch(Pipeline.TOPOLOGIES.size());

  private PipelineRun() {}

  /** Starts every topology; returns before they are running. */
  public static PipelineRun start(StreamsSettings settings) {
    var run = new PipelineRun();
    Pipeline.TOPOLOGIES.forEach(topology -> run.add(topology, settings));
    run.streams.forEach(KafkaStreams::start);
    return run;
  }

  private void add(PipelineTopology topology, StreamsSettings settings) {
    var one =
        new KafkaStreams(Pipeline.build(topology, settings), settings.streams(topology.name()));
    var first = new CountDownLatch(1);
    one.setStateListener((now, before) -> onState(topology, now, first));
    one.setUncaughtExceptionHandler(thrown -> onThrown(topology, thrown));
    streams.add(one);
  }

  private void onState(PipelineTopology topology, State now, CountDownLatch first) {
    if (now == State.RUNNING && first.getCount() > 0) {
      first.countDown();
      running.countDown();
    }
    if (now == State.ERROR) {
      failure.complete(
          new IllegalStateException(
              topology.name() + " stopped with an error", lastThrown.get(topology.name())));
    }
  }

  private StreamThreadExceptionResponse onThrown(PipelineTopology topology, Throwable thrown) {
    lastThrown.put(topology.name(), thrown);
    if (Outages.isOutage(thrown)) {
      LOG.warn("{}: broker or registry is away, trying again: {}", topology.name(), "" + thrown);
      pause();
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("{}: stops", topology.name(), thrown);
    failure.complete(thrown);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  // on the dying thread: without it, a registry that is away would be asked without pause
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until every topology is processing.
   *
   * @return false if one failed or the limit passed
   */
  public boolean awaitRunning(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!failure.isDone() && System.nanoTime() < end) {
      if (running.await(100, TimeUnit.MILLISECONDS)) {
        return !failure.isDone();
      }
    }
    return false;
  }

  /** Completes with the cause when a topology fails for good; never otherwise. */
  public CompletableFuture<Throwable> failure() {
    return failure.copy();
  }

  /** Stops all topologies, leaving their groups so that another instance takes over at once. */
  @Override
  public void close() {
    var options =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSING);
    streams.parallelStream().forEach(one -> one.close(options));
  }
}
