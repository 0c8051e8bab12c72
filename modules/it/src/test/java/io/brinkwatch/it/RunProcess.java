package io.brinkwatch.it;

import io.brinkwatch.cli.Brinkwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code brinkwatch run} as a process of its own, that can be killed. */
final class RunProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private RunProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static RunProcess start(Map<String, String> properties, Path log) throws IOException {
    var command = new ArrayList<String>(List.of("run", "--verbose"));
    properties.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
    return new RunProcess(brinkwatch(log, command), log);
  }

  /** Any command of the binary; both outputs go to the log. */
  static Process brinkwatch(Path log, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add(
        "-Dbrinkwatch.home=" + Path.of(System.getProperty("brinkwatch.home")).toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath())));
    command.add(Brinkwatch.class.getName());
    command.addAll(arguments);
    Files.createDirectories(log.toAbsolutePath().getParent());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  void awaitRunning() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              requireAlive();
              return Files.readString(log).contains("running:");
            });
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended by itself, see " + log.toAbsolutePath());
    }
  }

  /** As kill -9 does: no close, no farewell. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
