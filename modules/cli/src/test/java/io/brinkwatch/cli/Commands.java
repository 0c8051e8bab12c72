package io.brinkwatch.cli;

import io.brinkwatch.cli.docs.GeneratedDocs;
import java.nio.file.Path;

/** The commands, for tests of other packages. */
public final class Commands {
  private Commands() {}

  /** The directory of the sources. */
  public static Path home() {
    return Cli.home();
  }

  /** All generated pages. */
  public static GeneratedDocs docs() {
    return GeneratedDocs.of(Brinkwatch.commandLine(Cli.in(home()).context()), Version.current());
  }
}
