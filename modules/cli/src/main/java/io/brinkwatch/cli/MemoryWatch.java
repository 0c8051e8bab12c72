package io.brinkwatch.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Ends the process when a thread of a client, such as the one by which Kafka's sends, has no memory
 * left. It only logs that, and whoever waits for what it was to do would wait for ever.
 */
final class MemoryWatch extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final Terminal terminal;
  private final IntConsumer exit;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * A watch.
   *
   * @param exit ends the process with a code
   */
  MemoryWatch(Terminal terminal, IntConsumer exit) {
    this.terminal = terminal;
    this.exit = exit;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getThrowableProxy() instanceof ThrowableProxy proxy
        && Failures.isOfMemory(proxy.getThrowable())
        && told.compareAndSet(false, true)) {
      Failure failure = Failures.of(proxy.getThrowable());
      terminal.error(failure.getMessage(), failure.advice());
      exit.accept(failure.code().code());
    }
  }
}
