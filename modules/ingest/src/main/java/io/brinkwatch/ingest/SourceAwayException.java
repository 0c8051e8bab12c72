package io.brinkwatch.ingest;

import java.time.Duration;
import java.util.Optional;

/**
 * A source does not answer, or says that it cannot now. Nothing is said against what was asked for:
 * it may come later.
 */
public final class SourceAwayException extends SourceException {
  private static final long serialVersionUID = 1L;

  private final Duration after;

  /**
   * A source that is away.
   *
   * @param after for how long it wants to be left alone; null if it does not say
   */
  public SourceAwayException(String message, Duration after, Throwable cause) {
    super(message, cause);
    this.after = after;
  }

  /** For how long it wants to be left alone. */
  public Optional<Duration> after() {
    return Optional.ofNullable(after);
  }
}
