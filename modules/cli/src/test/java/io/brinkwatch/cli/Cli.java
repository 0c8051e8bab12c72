package io.brinkwatch.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The command line as its users meet it: words in, text and exit code out. */
final class Cli {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final Path directory;

  private Cli(Path directory) {
    this.directory = directory;
  }

  static Cli in(Path directory) {
    return new Cli(directory);
  }

  /** The directory of the sources, where the docs are. */
  static Path home() {
    return Path.of("").toAbsolutePath().getParent().getParent();
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  int run(String... words) {
    return Brinkwatch.commandLine(context()).execute(words);
  }

  Context context() {
    return new Context(
        new Terminal(stream(out), stream(err), false, false, 100),
        Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC),
        environment,
        directory,
        home(),
        new Stop());
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
