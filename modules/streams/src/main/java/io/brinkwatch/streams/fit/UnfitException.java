package io.brinkwatch.streams.fit;

/** Acts to which no model can be fitted that may be used. The message says why. */
public final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfitException(String message) {
    super(message);
  }
}
