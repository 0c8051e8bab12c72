package io.brinkwatch.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to run, and where.
 *
 * @param directory holds logs and data; made if missing; belongs to one cluster at a time
 * @param brokerPort on 127.0.0.1; 0 takes a free one
 * @param registryPort on 127.0.0.1; 0 takes a free one
 * @param registryHome where the registry was unpacked: its runner jar, and lib beside it
 * @param startLimit how long both may take until they are ready
 * @param keepData whether topics and schemas outlive {@link EmbeddedCluster#close()}; if not, what
 *     an earlier cluster kept in the same directory is neither seen nor touched
 */
public record EmbeddedSettings(
    Path directory,
    int brokerPort,
    int registryPort,
    Path registryHome,
    Duration startLimit,
    boolean keepData) {

  // messages reach users as they are, and users know these settings as options
  static final String BROKER_PORT = "--broker-port";
  static final String REGISTRY_PORT = "--registry-port";

  /**
   * @throws IllegalArgumentException if a port is not between 0 and 65535, both are the same, or
   *     the limit is not positive
   */
  public EmbeddedSettings {
    requirePort(BROKER_PORT, brokerPort);
    requirePort(REGISTRY_PORT, registryPort);
    if (brokerPort == registryPort && brokerPort != 0) {
      throw new IllegalArgumentException(
          "%s and %s are both %d".formatted(BROKER_PORT, REGISTRY_PORT, brokerPort));
    }
    if (startLimit.isZero() || startLimit.isNegative()) {
      throw new IllegalArgumentException("startLimit is " + startLimit + "; it must be positive");
    }
    directory = directory.toAbsolutePath().normalize();
    registryHome = registryHome.toAbsolutePath().normalize();
  }

  /** Free ports, 60 seconds, nothing kept. */
  public static EmbeddedSettings in(Path directory, Path registryHome) {
    return new EmbeddedSettings(directory, 0, 0, registryHome, Duration.ofSeconds(60), false);
  }

  /** The same with these ports; 0 takes a free one. */
  public EmbeddedSettings withPorts(int broker, int registry) {
    return new EmbeddedSettings(directory, broker, registry, registryHome, startLimit, keepData);
  }

  /** The same with this limit. */
  public EmbeddedSettings withStartLimit(Duration limit) {
    return new EmbeddedSettings(directory, brokerPort, registryPort, registryHome, limit, keepData);
  }

  /** The same, with topics and schemas kept. */
  public EmbeddedSettings keepingData() {
    return new EmbeddedSettings(
        directory, brokerPort, registryPort, registryHome, startLimit, true);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + " is " + port + "; it must be 0 to 65535");
    }
  }
}
