package io.brinkwatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leaves out what Kafka's clients warn of while they wait for a broker, and says any other warning
 * once a minute at most, whatever its details. Errors are never left out.
 */
final class NoRepeats extends Filter<ILoggingEvent> {
  private static final String CLIENTS = "org.apache.kafka.clients.";
  private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Map<String, Long> told = new ConcurrentHashMap<>();

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      return FilterReply.NEUTRAL;
    }
    return event.getLoggerName().startsWith(CLIENTS) || isRepeated(event)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  // the pattern, not the text: that differs by node, partition and attempt
  private boolean isRepeated(ILoggingEvent event) {
    String key = event.getLoggerName() + event.getMessage();
    long now = event.getTimeStamp();
    Long before = told.get(key);
    if (before != null && now - before < PAUSE_MILLIS) {
      return true;
    }
    told.put(key, now);
    return false;
  }
}
