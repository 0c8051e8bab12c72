package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Item;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Downloads.Got;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Fetches the lists of GDELT's files, as much of them as is needed. */
final class GdeltLists {
  // three lines of about 110 bytes name the files of a quarter of an hour
  private static final long BYTES_PER_QUARTER = 512;
  private static final long SLACK = 64 * 1024;
  // beyond this the whole list costs little more
  private static final long LONGEST_TAIL = 32L << 20;

  private final GdeltFiles files;
  private final Downloads downloads;
  private final List<Boolean> editions;

  /**
   * @param editions whether translated, for each kind of list that is wanted
   */
  GdeltLists(GdeltFiles files, Downloads downloads, List<Boolean> editions) {
    this.files = files;
    this.downloads = downloads;
    this.editions = editions;
  }

  /**
   * The newest files.
   *
   * @param faults hears of each line that names no file
   * @throws SourceException if a list cannot be had, or names no event file at all
   */
  Listed newest(GdeltFiles.Faults faults) {
    var listed = new Listed();
    for (boolean translated : editions) {
      URI address = files.newest(translated);
      read(downloads.get(address, null).orElseThrow(), address, listed::add, faults);
      if (listed.end().isEmpty()) {
        throw new SourceException(address + " names no event file; expected the newest one");
      }
    }
    return listed;
  }

  /**
   * Adds all files from a time on and before another.
   *
   * @param newest end of the newest file there is: the further back, the more of the lists is
   *     fetched
   */
  void add(Listed to, Instant from, Instant before, Instant newest, GdeltFiles.Faults faults) {
    long bytes =
        SLACK + BYTES_PER_QUARTER * Duration.between(from, newest).dividedBy(GdeltFiles.SLOT);
    Consumer<Item> taking =
        item -> {
          if (!item.from().isBefore(from) && item.from().isBefore(before)) {
            to.add(item);
          }
        };
    for (boolean translated : editions) {
      URI address = files.all(translated);
      boolean enough = bytes < LONGEST_TAIL && reachesBack(address, bytes, from, taking, faults);
      if (!enough) {
        read(downloads.get(address, null).orElseThrow(), address, taking, faults);
      }
    }
  }

  /** Whether the end of a list was enough: it begins before what is looked for. */
  private boolean reachesBack(
      URI address, long bytes, Instant from, Consumer<Item> taking, GdeltFiles.Faults faults) {
    var first = new AtomicReference<Item>();
    Got tail = downloads.tail(address, bytes);
    read(
        tail,
        address,
        item -> {
          first.compareAndSet(null, item);
          taking.accept(item);
        },
        faults);
    return !tail.part() || (first.get() != null && first.get().from().isBefore(from));
  }

  private void read(Got got, URI address, Consumer<Item> items, GdeltFiles.Faults faults) {
    try {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(got.file()))) {
        if (got.part()) {
          skipLine(in); // it may have lost its beginning
        }
        files.list(in, address + (got.part() ? " (its end)" : ""), items, faults);
      } finally {
        Files.delete(got.file());
      }
    } catch (IOException e) {
      throw new SourceException("the copy of %s cannot be read: %s".formatted(address, e), e);
    }
  }

  private static void skipLine(InputStream in) throws IOException {
    int read = in.read();
    while (read >= 0 && read != '\n') {
      read = in.read();
    }
  }
}
