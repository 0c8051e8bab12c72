package io.brinkwatch.replay;

import io.brinkwatch.ingest.Feed.Played;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Publishes beside the thread that reads, so that a slow replay can be watched. */
final class Publishing implements AutoCloseable {
  private static final long FAREWELL_MILLIS = 5_000;

  private final FutureTask<Played> task;
  private final Thread thread;

  private Publishing(Callable<Played> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "replay-publisher");
    thread.setDaemon(true);
  }

  static Publishing start(Callable<Played> work) {
    var publishing = new Publishing(work);
    publishing.thread.start();
    return publishing;
  }

  boolean isDone() {
    return task.isDone();
  }

  /** What was played; throws what publishing threw. Only to be asked when it is done. */
  Played played() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new ReplayException("publishing failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayException("the replay was interrupted", e);
    }
  }

  /** Interrupts what is still going on, and gives it a moment to let go of the broker. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
