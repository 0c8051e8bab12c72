package io.brinkwatch.cli;

/** A command cannot go on. The message says what is wrong and where, the advice what to do. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final String advice;

  Failure(ExitCode code, String message, String advice) {
    this(code, message, advice, null);
  }

  Failure(ExitCode code, String message, String advice, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.advice = advice;
  }

  ExitCode code() {
    return code;
  }

  /** What to do; empty if the message says it. */
  String advice() {
    return advice;
  }
}
