package io.brinkwatch.ingest;

/** A source cannot be read at all. The message names the source, what is wrong and what to do. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SourceException(String message) {
    super(message);
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
