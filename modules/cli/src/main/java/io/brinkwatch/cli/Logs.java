package io.brinkwatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where logs go: the console says nothing unless asked, a file has all. */
final class Logs {
  private static final String PATTERN =
      "%d{HH:mm:ss.SSS, UTC} %-5level [%thread] %logger{24} %msg%n";
  private static final String CONSOLE = "console";

  private Logs() {}

  /** Shows logs from this level on, on standard error. */
  static void toConsole(Level level) {
    Appender<ILoggingEvent> console = root().getAppender(CONSOLE);
    if (console == null) {
      return;
    }
    var filter = new ThresholdFilter();
    filter.setLevel(level.toString());
    filter.start();
    console.clearAllFilters();
    console.addFilter(filter);
  }

  /**
   * Shows warnings while topologies run, or all there is to say if that was asked for. That the
   * broker is away is told by {@link BrokerPulse}: each client warns of it several times a second.
   */
  static void whileRunning(boolean verbose) {
    toConsole(verbose ? Level.INFO : Level.WARN);
    Appender<ILoggingEvent> console = root().getAppender(CONSOLE);
    if (console != null && !verbose) {
      console.addFilter(new NoRepeats());
    }
  }

  /** Hands all that is logged to somebody else too. */
  static void to(Appender<ILoggingEvent> reader) {
    reader.setContext(root().getLoggerContext());
    reader.start();
    root().addAppender(reader);
  }

  /** Writes logs to a file from here on, anew. */
  static void toFile(Path file) {
    LoggerContext context = root().getLoggerContext();
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    var appender = new FileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setAppend(false);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    root().addAppender(appender);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
