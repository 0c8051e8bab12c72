package io.brinkwatch.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the broker is run. */
final class Broker {
  static final String NAME = "broker";

  private Broker() {}

  static Child on(Ports ports, Workspace workspace) {
    Path log = workspace.log(NAME);
    return new Child(NAME, workspace, command(ports, workspace), () -> saysReady(log));
  }

  private static JavaCommand command(Ports ports, Workspace workspace) {
    return new JavaCommand(
        "-Xmx384m",
        List.of(
            "-D" + StdinGuard.LOCK_PROPERTY + "=" + workspace.lockOf(NAME),
            "-Dlogback.configurationFile=io/brinkwatch/embedded/broker-logback.xml",
            // else it complains that nothing implements it, which is as it should be
            "-Dlog4j2.statusLoggerLevel=OFF",
            "-Dlog4j2.simplelogLevel=OFF"),
        JavaCommand.ownClassPath(),
        List.of(
            BrokerMain.class.getName(),
            Integer.toString(ports.broker()),
            Integer.toString(ports.controller()),
            workspace.brokerData()));
  }

  private static boolean saysReady(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(BrokerMain.READY::equals);
    }
  }
}
