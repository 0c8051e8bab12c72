package io.brinkwatch.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The directory of a cluster, owned by one process at a time. */
final class Workspace implements AutoCloseable {
  static final long SPACE_FLOOR = 200L * 1024 * 1024;

  private static final Duration FAREWELL = StdinGuard.GRACE.plusSeconds(5);
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final Path directory;
  private final boolean keepData;
  private final DirectoryLock owner;

  private Workspace(Path directory, boolean keepData, DirectoryLock owner) {
    this.directory = directory;
    this.keepData = keepData;
    this.owner = owner;
  }

  /**
   * Takes the directory, and makes it if it is missing.
   *
   * @throws EmbeddedException if it cannot be written, another process has it, its disk has less
   *     room than the floor, or its data is not ours
   */
  static Workspace open(Path directory, boolean keepData, long spaceFloor) {
    try {
      Files.createDirectories(directory);
      Workspace workspace = new Workspace(directory, keepData, own(directory));
      workspace.prepareOrClose(spaceFloor);
      return workspace;
    } catch (IOException | UncheckedIOException e) {
      throw new EmbeddedException(
          "The directory %s cannot be used: %s. Choose another one, or make it writable."
              .formatted(directory, FileTrouble.inWords(e)),
          e);
    }
  }

  Path directory() {
    return directory;
  }

  /** Of the broker's data, relative to the directory. */
  String brokerData() {
    return keepData ? "kafka" : "scratch/kafka";
  }

  Path log(String child) {
    return directory.resolve("logs").resolve(child + ".log");
  }

  Path argumentFile(String child) {
    return directory.resolve("run").resolve(child + ".args");
  }

  /** Held by the child as long as it lives. */
  Path lockOf(String child) {
    return directory.resolve("run").resolve(child + ".lock");
  }

  /** Gives the directory back; what was not to be kept is deleted. */
  @Override
  public void close() {
    try (owner) {
      deleteScratch();
    } catch (IOException | UncheckedIOException e) {
      throw new EmbeddedException(
          "Temporary data in %s could not be deleted: %s. Delete it by hand."
              .formatted(directory.resolve("scratch"), FileTrouble.inWords(e)),
          e);
    }
  }

  private static DirectoryLock own(Path directory) throws IOException {
    Path file = directory.resolve("owner.lock");
    Optional<DirectoryLock> lock = DirectoryLock.take(file);
    if (lock.isEmpty()) {
      throw new EmbeddedException(
          "The directory %s is in use by %s. Stop that one, or choose another directory."
              .formatted(directory, DirectoryLock.holder(file)));
    }
    return lock.get();
  }

  private void prepareOrClose(long spaceFloor) throws IOException {
    try {
      prepare(spaceFloor);
    } catch (IOException | RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  private void prepare(long spaceFloor) throws IOException {
    Files.createDirectories(directory.resolve("logs"));
    Files.createDirectories(directory.resolve("run"));
    for (String child : List.of(Broker.NAME, Registry.NAME)) {
      awaitEndOfPredecessor(child);
    }
    deleteScratch();
    requireSpace(spaceFloor);
    requireOwnData();
  }

  /** After a kill, the children of the last owner need a moment to notice that they are alone. */
  private void awaitEndOfPredecessor(String child) throws IOException {
    long deadline = System.nanoTime() + FAREWELL.toNanos();
    while (!isFree(lockOf(child))) {
      if (System.nanoTime() - deadline > 0) {
        throw new EmbeddedException(
            "The %s of an earlier run still uses %s. Find its process (its arguments are in %s), end it, and try again."
                .formatted(child, directory, argumentFile(child)));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean isFree(Path lock) throws IOException {
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock probe = channel.tryLock()) {
      return probe != null;
    }
  }

  private void requireSpace(long floor) throws IOException {
    long usable = Files.getFileStore(directory).getUsableSpace();
    if (usable < floor) {
      throw new EmbeddedException(
          "The disk of %s is full: %d MB are left, %d MB are needed. Make room, or choose another directory."
              .formatted(directory, usable >> 20, floor >> 20));
    }
  }

  private void requireOwnData() throws IOException {
    Path file = directory.resolve(brokerData()).resolve(BrokerMain.META_PROPERTIES);
    if (Files.exists(file)) {
      String cluster = clusterId(file);
      if (!BrokerMain.CLUSTER_ID.equals(cluster)) {
        throw new EmbeddedException(
            "%s was written by another Kafka cluster (%s). Choose another directory; nothing was changed."
                .formatted(file.getParent(), cluster));
      }
    }
  }

  private static String clusterId(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      properties.load(reader);
    }
    return properties.getProperty("cluster.id", "without an id");
  }

  private void deleteScratch() throws IOException {
    Path scratch = directory.resolve("scratch");
    if (!Files.exists(scratch)) {
      return;
    }
    try (Stream<Path> found = Files.walk(scratch)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
