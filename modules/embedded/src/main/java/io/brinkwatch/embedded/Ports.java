package io.brinkwatch.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Three different ports, the same from the first start to the end of a cluster. */
record Ports(int broker, int registry, int controller) {
  static final String HOST = "127.0.0.1";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /**
   * Outgoing connections get their ports from 32768 on (Linux) or 49152 (elsewhere). A listener's
   * port from there could be taken while the broker restarts, even by a client's attempt to reach
   * it, which then talks to itself.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_767;
  private static final int ATTEMPTS = 200;

  /**
   * The wanted ones, and free ones for those that may be any.
   *
   * @throws EmbeddedException if a wanted one is in use
   */
  static Ports choose(EmbeddedSettings settings) {
    var taken = new HashSet<>(Arrays.asList(settings.brokerPort(), settings.registryPort()));
    return new Ports(
        choose(settings.brokerPort(), EmbeddedSettings.BROKER_PORT, taken),
        choose(settings.registryPort(), EmbeddedSettings.REGISTRY_PORT, taken),
        anyFree(taken));
  }

  private static int choose(int wanted, String setting, Set<Integer> taken) {
    if (wanted == 0) {
      return anyFree(taken);
    }
    if (!isFree(wanted)) {
      throw new EmbeddedException(
          "Port %d on %s is in use. Stop what listens there, or choose another %s (0 takes a free one)."
              .formatted(wanted, HOST, setting));
    }
    return wanted;
  }

  private static int anyFree(Set<Integer> taken) {
    int port =
        ThreadLocalRandom.current()
            .ints(ATTEMPTS, LOWEST, HIGHEST + 1)
            .filter(candidate -> !taken.contains(candidate) && isFree(candidate))
            .findFirst()
            .orElseThrow(Ports::noneFree);
    taken.add(port);
    return port;
  }

  private static EmbeddedException noneFree() {
    return new EmbeddedException(
        "No free port on %s in %d attempts between %d and %d. Stop what listens there."
            .formatted(HOST, ATTEMPTS, LOWEST, HIGHEST));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the servers do: closed connections do not count
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
