package io.brinkwatch.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right of one process to a directory. The file that stands for it stays behind: to delete it
 * would give a second process a lock of its own.
 */
public final class DirectoryLock implements AutoCloseable {
  /** Far beyond the file's end: some systems do not let others read what is locked. */
  private static final long LOCKED_POSITION = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the right that a file stands for, which is made if it is missing; empty if somebody has
   * it, perhaps this very process. A process that was killed has it no longer.
   */
  public static Optional<DirectoryLock> take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      writePid(channel);
      return Optional.of(new DirectoryLock(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_POSITION, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static void writePid(FileChannel channel) throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  /** Who has it, as in {@code another run (process 17)}. */
  public static String holder(Path file) throws IOException {
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "another run" : "another run (process " + pid + ")";
  }

  /** Gives it back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
