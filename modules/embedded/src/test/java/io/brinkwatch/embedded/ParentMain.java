package io.brinkwatch.embedded;

import java.nio.file.Path;

/** A parent to be ended: starts a cluster, says its processes' ids, and waits. */
final class ParentMain {
  private ParentMain() {}

  /** {@code <directory> <registry home>}. */
  public static void main(String[] args) throws InterruptedException {
    EmbeddedCluster cluster =
        EmbeddedCluster.start(EmbeddedSettings.in(Path.of(args[0]), Path.of(args[1])));
    cluster.beforeClose(() -> System.out.println(cluster.failure().orElse("both still serve")));
    var pids = cluster.processes();
    System.out.println(pids.broker() + " " + pids.registry());
    Thread.currentThread().join();
  }
}
