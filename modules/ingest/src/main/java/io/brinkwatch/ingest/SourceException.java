package io.brinkwatch.ingest;

/** A source cannot be read at all. The message names the source, what is wrong and what to do. */
public class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A source that is not what it should be. */
  public SourceException(String message) {
    super(message);
  }

  /** A source that cannot be read on because something else failed. */
  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
