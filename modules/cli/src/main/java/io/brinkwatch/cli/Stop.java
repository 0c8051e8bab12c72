package io.brinkwatch.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wish to end, from Ctrl-C or SIGTERM. The process does not end before the command has put its
 * things in order, or before it has had its time.
 */
final class Stop {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Runnable atRequest = () -> {};
  private Thread interruptible;

  /** Thrown where a wish to end is noticed in the middle of something. */
  static final class Requested extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Requested() {
      super("stopped", null, false, false);
    }
  }

  /** Listens to signals from here on. */
  static Stop onSignals() {
    var stop = new Stop();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::requestAndWait, "stop"));
    return stop;
  }

  private void requestAndWait() {
    // a command that is done ends the process by itself: nobody asked it to stop
    if (finished.getCount() > 0) {
      request();
      awaitFinished();
    }
  }

  /** Does this as soon as the command should end; for those whose end takes a moment. */
  void whenRequested(Runnable action) {
    atRequest = action;
  }

  void request() {
    requested.countDown();
    atRequest.run();
    synchronized (this) {
      if (interruptible != null) {
        interruptible.interrupt();
      }
    }
  }

  /** Lets the process end: the command is done. */
  void finished() {
    finished.countDown();
  }

  /** Waits until the command is done; false if that took too long. */
  boolean awaitFinished() {
    try {
      return finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Throws if the command should end. */
  void check() {
    if (isRequested()) {
      throw new Requested();
    }
  }

  /** Waits; true if the command should end. */
  boolean await(Duration limit) {
    try {
      return requested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Does something that may block for long, and gives up on it when the command should end. */
  <T> T interruptibly(Callable<T> action) throws Exception {
    check();
    synchronized (this) {
      interruptible = Thread.currentThread();
    }
    try {
      return action.call();
    } finally {
      synchronized (this) {
        interruptible = null;
      }
    }
  }
}
