package io.brinkwatch.cli;

import io.brinkwatch.embedded.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of a demo. One that was not made by a demo is left alone, whatever is in it. */
final class DemoDirectory {
  private static final String MARKER = "made-by-brinkwatch-demo";

  private final Path directory;

  private DemoDirectory(Path directory) {
    this.directory = directory;
  }

  /** Takes or makes a directory; refuses one that others have put something into. */
  static DemoDirectory open(Path directory) {
    try {
      if (Files.exists(directory) && !Files.exists(directory.resolve(MARKER))) {
        requireEmpty(directory);
      }
      Files.createDirectories(directory.resolve("logs"));
      Files.writeString(
          directory.resolve(MARKER), "Everything in this directory may be deleted by a demo.\n");
      return new DemoDirectory(directory);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    try (Stream<Path> contents = Files.list(directory)) {
      if (contents.findAny().isPresent()) {
        throw new Failure(
            ExitCode.ENVIRONMENT,
            "%s is not empty, and was not made by a demo".formatted(directory),
            "Choose another one with --directory; nothing in it was touched.");
      }
    }
  }

  private static Failure unusable(Path directory, IOException e) {
    return new Failure(
        ExitCode.ENVIRONMENT,
        "the directory %s cannot be used: %s".formatted(directory, FileTrouble.inWords(e)),
        "Choose another one with --directory.",
        e);
  }

  Path path() {
    return directory;
  }

  Path log() {
    return directory.resolve("logs").resolve("brinkwatch.log");
  }

  Path state() {
    return directory.resolve("state");
  }

  /** Removes the state of the topologies. Links are removed, not followed. */
  void clean() {
    if (!Files.exists(state())) {
      return;
    }
    try (Stream<Path> files = Files.walk(state())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unusable(state(), e);
    }
  }
}
