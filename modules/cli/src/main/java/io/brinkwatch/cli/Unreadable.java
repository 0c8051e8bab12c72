package io.brinkwatch.cli;

import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.input.Locations;
import java.util.List;

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

  /** What is meant by a word; nothing if it is not there, which is told. */
  List<Location> located(String word, Locations locations) {
    try {
      return locations.of(word);
    } catch (SourceException e) {
      tell(e);
      return List.of();
    }
  }

  /** What the first of them comes to, or else refused rows. */
  ExitCode code(long refused) {
    if (code != ExitCode.OK) {
      return code;
    }
    return refused == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }
}
