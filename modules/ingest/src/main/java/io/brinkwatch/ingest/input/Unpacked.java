package io.brinkwatch.ingest.input;

import io.brinkwatch.ingest.SourceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The contents of a file that may be packed, which its first bytes tell and not its name: plain,
 * gzip, or a zip archive with one entry. Bytes are counted as they come out; what an archive says
 * of itself is not believed.
 */
final class Unpacked {
  private static final int MAGIC = 4;
  private static final int BUFFER = 64 * 1024;
  // below this, headers alone make any ratio
  private static final long FREE_OF_RATIO = 1024 * 1024;

  private Unpacked() {}

  /**
   * The contents.
   *
   * @param in packed or not; closed with the result
   * @param name for messages
   * @throws SourceException if it is an archive without an entry
   */
  static InputStream of(InputStream in, String name, Limits limits) throws IOException {
    var packed = new CountedInput(in, Long.MAX_VALUE, name);
    var buffered = new BufferedInputStream(packed, BUFFER);
    byte[] head = head(buffered);
    if (head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
      return bounded(new GZIPInputStream(buffered, BUFFER), packed, name, limits);
    }
    if (head.length == MAGIC && head[0] == 'P' && head[1] == 'K') {
      return bounded(zip(buffered, name), packed, name, limits);
    }
    return new CountedInput(buffered, limits.maxBytes(), name);
  }

  private static byte[] head(BufferedInputStream in) throws IOException {
    in.mark(MAGIC);
    byte[] head = in.readNBytes(MAGIC);
    in.reset();
    return head;
  }

  private static InputStream bounded(
      InputStream out, CountedInput packed, String name, Limits limits) {
    return new CountedInput(out, limits.maxBytes(), name) {
      @Override
      void check(long unpacked) throws IOException {
        super.check(unpacked);
        if (unpacked > FREE_OF_RATIO && unpacked / limits.maxRatio() > packed.count()) {
          throw new IOException(
              "%s unpacks to more than %d times its size; that is no data"
                  .formatted(name, limits.maxRatio()));
        }
      }
    };
  }

  private static InputStream zip(InputStream in, String name) throws IOException {
    var zip = new SingleEntry(in, name);
    if (!zip.findFile()) {
      throw new SourceException(name + " is a zip archive without a file in it, or cut off");
    }
    return zip;
  }

  /** At the end of the entry it looks whether the archive ends too. */
  private static final class SingleEntry extends ZipInputStream {
    private final String name;
    private boolean inFile;

    SingleEntry(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    /** Goes to the next entry that is no directory; false if there is none. */
    private boolean findFile() throws IOException {
      ZipEntry entry = getNextEntry();
      while (entry != null && entry.isDirectory()) {
        entry = getNextEntry();
      }
      inFile = entry != null;
      return inFile;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      if (read < 0 && inFile) {
        inFile = false; // to look for the next one reads, too
        if (findFile()) {
          throw new IOException(
              "%s is a zip archive with several files; expected one: unpack it and give the directory"
                  .formatted(name));
        }
      }
      return read;
    }
  }
}
