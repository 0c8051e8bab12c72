package io.brinkwatch.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and a Schema Registry, each in a process of its own, reachable from this machine
 * only. They end with {@link #close()}, when this process is told to stop, and also when it is
 * killed.
 */
public final class EmbeddedCluster implements AutoCloseable {
  /** The ids of both processes. */
  public record Processes(long broker, long registry) {}

  /** Where both write what they have to say; the run before the last start is kept in *.1. */
  public record Logs(Path broker, Path registry) {}

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

  private final EmbeddedSettings settings;
  private final Workspace workspace;
  private final Ports ports;
  private final Child broker;
  private final Child registry;
  private final Thread hook = new Thread(this::close, "embedded-cluster-close");
  private final Object closing = new Object();
  private final Deque<Runnable> beforeClose = new ArrayDeque<>();
  private boolean closed;

  private EmbeddedCluster(EmbeddedSettings settings, Workspace workspace, Path runner) {
    this.settings = settings;
    this.workspace = workspace;
    this.ports = Ports.choose(settings);
    this.broker = Broker.on(ports, workspace);
    this.registry = Registry.on(ports.registry(), workspace, runner, settings.keepData());
  }

  /**
   * Starts both, and returns when both serve.
   *
   * @throws EmbeddedException if they cannot; then nothing is left running
   */
  public static EmbeddedCluster start(EmbeddedSettings settings) {
    Path runner = Registry.runnerIn(settings.registryHome());
    Workspace workspace =
        Workspace.open(settings.directory(), settings.keepData(), Workspace.SPACE_FLOOR);
    EmbeddedCluster cluster;
    try {
      cluster = new EmbeddedCluster(settings, workspace, runner);
    } catch (RuntimeException e) {
      workspace.close();
      throw e;
    }
    cluster.launchOrClose();
    return cluster;
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return Ports.HOST + ":" + ports.broker();
  }

  /** For {@code schema.registry.url}. */
  public String registryUrl() {
    return Registry.url(ports.registry());
  }

  /** The ids of both processes; the broker has another one after a restart. */
  public Processes processes() {
    return new Processes(broker.pid(), registry.pid());
  }

  /** Where both write their logs. */
  public Logs logs() {
    return new Logs(broker.log(), registry.log());
  }

  /** Why one of them ended although nobody asked it to; empty as long as all is well. */
  public Optional<String> failure() {
    return Stream.of(broker, registry).map(Child::failure).filter(Objects::nonNull).findFirst();
  }

  /**
   * Runs this when the cluster is about to be closed, by whatever way, while both still serve. What
   * was added last runs first. Shutdown hooks run all at once: what must end before the broker
   * belongs here instead.
   */
  public void beforeClose(Runnable action) {
    synchronized (beforeClose) {
      beforeClose.push(action);
    }
  }

  /**
   * Stops the broker in order, unless it was killed before, and starts it again: same port, same
   * data.
   *
   * @throws EmbeddedException if it does not come up again
   */
  public synchronized void restartBroker() {
    broker.stop();
    broker.start();
    broker.awaitReady(deadline(), settings.startLimit());
  }

  /** Kills the broker without warning. {@link #restartBroker()} brings it back. */
  public synchronized void killBroker() {
    broker.kill();
  }

  /**
   * Stops both and waits until they have ended; a process that takes too long is killed. A second
   * call waits for the first, and does nothing.
   */
  @Override
  public void close() {
    synchronized (closing) {
      if (closed) {
        return;
      }
      closed = true;
      dropHook();
      runBeforeClose();
      try (workspace) {
        stopBoth();
      }
    }
  }

  private void launchOrClose() {
    try {
      launch();
    } catch (RuntimeException e) {
      try (this) {
        throw e;
      }
    }
  }

  private void launch() {
    Runtime.getRuntime().addShutdownHook(hook);
    broker.start();
    registry.start();
    long deadline = deadline();
    broker.awaitReady(deadline, settings.startLimit());
    registry.awaitReady(deadline, settings.startLimit());
  }

  private long deadline() {
    Duration limit = settings.startLimit();
    return System.nanoTime() + limit.toNanos();
  }

  private void runBeforeClose() {
    for (Runnable action : drained(beforeClose)) {
      try {
        action.run();
      } catch (RuntimeException e) {
        // neither the other actions nor the end of the processes may depend on it
        LOG.warn("an action before the end of the embedded cluster failed", e);
      }
    }
  }

  private void stopBoth() {
    List<Child> children = List.of(registry, broker);
    children.forEach(Child::retire);
    children.forEach(Child::hangUp);
    children.forEach(Child::awaitEnd);
  }

  private static List<Runnable> drained(Deque<Runnable> actions) {
    synchronized (actions) {
      List<Runnable> all = List.copyOf(actions);
      actions.clear();
      return all;
    }
  }

  private void dropHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it is the hook that runs this
    }
  }
}
