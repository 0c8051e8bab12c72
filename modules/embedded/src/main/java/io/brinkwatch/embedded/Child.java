package io.brinkwatch.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of ours, from one start to its end, and maybe to the next start. */
final class Child {
  /** Whether it serves. Asked again and again until it does. */
  interface Readiness {
    boolean isReady() throws IOException;
  }

  private static final int SHOWN_LINES = 10;
  private static final long POLL_MILLIS = 25;

  /** Longer than the guard's, which gives up first and is still orderly. */
  private static final Duration STOP_LIMIT = StdinGuard.GRACE.plusSeconds(2);

  /** What a process needs of its surroundings. The rest may hold secrets, or settings. */
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "SystemRoot");

  private final String name;
  private final Workspace workspace;
  private final JavaCommand command;
  private final Readiness readiness;
  private final Path log;
  private Process process;
  private boolean expectedToRun;
  private boolean over;

  Child(String name, Workspace workspace, JavaCommand command, Readiness readiness) {
    this.name = name;
    this.workspace = workspace;
    this.command = command;
    this.readiness = readiness;
    this.log = workspace.log(name);
  }

  /** Begins; {@link #awaitReady} waits until it serves. */
  synchronized void start() {
    if (over) {
      throw new EmbeddedException("The " + name + " was not started: the cluster is closed.");
    }
    try {
      keepLastLog();
      process = builder().start();
      expectedToRun = true;
    } catch (IOException e) {
      throw new EmbeddedException(
          "The %s could not be started from %s: %s"
              .formatted(name, workspace.directory(), e.getMessage()),
          e);
    }
  }

  /**
   * Not synchronized, so that it can be stopped meanwhile.
   *
   * @param deadline as {@link System#nanoTime()} counts
   */
  void awaitReady(long deadline, Duration limit) {
    Process started = process();
    try {
      while (!readiness.isReady()) {
        if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new EmbeddedException(
              isOver() ? "The cluster was closed while it started." : died("while starting"));
        }
        if (System.nanoTime() - deadline > 0) {
          throw new EmbeddedException(
              "The %s was not ready after %d s. Give it more time, or see why:%n%s"
                  .formatted(name, limit.toSeconds(), lastLines()));
        }
      }
    } catch (IOException e) {
      throw new EmbeddedException("Cannot tell whether the " + name + " is ready: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("Interrupted while the " + name + " was starting.", e);
    }
  }

  /** Asks it to end, and waits until it has; it may be started again. */
  void stop() {
    hangUp();
    awaitEnd();
  }

  /** As {@code kill -9}; it may be started again. */
  void kill() {
    synchronized (this) {
      expectedToRun = false;
      process.destroyForcibly();
    }
    awaitEnd();
  }

  /** Forbids any later start. */
  synchronized void retire() {
    over = true;
  }

  /** Asks it to end. */
  synchronized void hangUp() {
    expectedToRun = false;
    if (process == null) {
      return;
    }
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.flush();
    } catch (IOException e) {
      // it ended first
    }
  }

  /** Waits for the end of a child that was asked, and enforces it when it takes too long. */
  void awaitEnd() {
    Process ending = process();
    if (ending == null) {
      return;
    }
    try {
      if (!ending.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Why it does not run although it should; null as long as all is well. */
  synchronized String failure() {
    return expectedToRun && !process.isAlive() ? died("by itself") : null;
  }

  long pid() {
    return process().pid();
  }

  Path log() {
    return log;
  }

  private synchronized boolean isOver() {
    return over;
  }

  private synchronized Process process() {
    return process;
  }

  private ProcessBuilder builder() throws IOException {
    var builder =
        new ProcessBuilder(command.words(workspace.argumentFile(name)))
            .directory(workspace.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().retainAll(ENVIRONMENT);
    return builder;
  }

  private void keepLastLog() throws IOException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String died(String when) {
    String ended = "The %s ended %s (exit code %d)".formatted(name, when, process().exitValue());
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      if (lines.anyMatch(line -> line.contains("No space left on device"))) {
        return "%s: the disk of %s is full. Make room and start again."
            .formatted(ended, workspace.directory());
      }
    } catch (IOException e) {
      return "%s; its log %s cannot be read: %s".formatted(ended, log, e);
    }
    return "%s. %s".formatted(ended, lastLines());
  }

  /** Without the frames of stack traces, which push out what they are about. */
  private String lastLines() {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      List<String> told = lines.filter(line -> !line.startsWith("\tat ")).toList();
      List<String> shown = told.subList(Math.max(0, told.size() - SHOWN_LINES), told.size());
      return "The last lines of %s:%n%s".formatted(log, String.join(System.lineSeparator(), shown));
    } catch (IOException e) {
      return "Its log %s cannot be read: %s".formatted(log, e);
    }
  }
}
