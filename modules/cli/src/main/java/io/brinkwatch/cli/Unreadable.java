package io.brinkwatch.cli;

import io.brinkwatch.ingest.SourceException;

/** Inputs that cannot be read, or not to their end: each is named, and those behind it are read. */
final class Unreadable {
  private final Terminal terminal;
  private ExitCode code = ExitCode.OK;

  Unreadable(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Names one, and why. */
  void tell(SourceException why) {
    Failure failure = Failures.of(why);
    terminal.error(failure.getMessage(), failure.advice());
    code = code == ExitCode.OK ? failure.code() : code;
  }

  /** What the first of them comes to, or else refused rows. */
  ExitCode code(long refused) {
    if (code != ExitCode.OK) {
      return code;
    }
    return refused == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }
}
