package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The zip in which GDELT serves a file: one entry, whose name ends in {@code .csv}. What is not
 * that is told by name: a page in place of the file, a file that ends early, a zip that swells.
 */
public final class GdeltZip {
  /** A full year of GDELT 1.0, the largest file there is, stays below it. */
  static final long MAX_BYTES = 4L << 30;

  /** Event files deflate to about a seventh. */
  static final int MAX_RATIO = 100;

  static final int SIGNATURE_BYTES = 2;
  private static final int FREE_BYTES = 1 << 20;
  private static final int SHOWN_BYTES = 200;

  private GdeltZip() {}

  /**
   * The text in a zip, as a stream that goes bad with a message once the zip turns out to be
   * truncated, damaged, longer than 4 GiB or more than 100 times as long as its zip.
   *
   * @param origin what to call the zip in messages
   * @throws SourceException if it is no zip, or does not begin with an event file
   * @throws IOException if it cannot be read
   */
  public static InputStream open(InputStream in, String origin) throws IOException {
    var start = new PushbackInputStream(in, SIGNATURE_BYTES);
    if (!isZip(start)) {
      throw new SourceException(notZip(start.readNBytes(SHOWN_BYTES), origin));
    }
    var counted = new Counted(start);
    var zip = new ZipInputStream(counted);
    ZipEntry entry = first(zip, origin);
    if (entry == null) {
      throw new ZipException("%s ends before its first file: fetch it again".formatted(origin));
    }
    if (!entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      throw new SourceException(
          "%s holds %s; expected one file whose name ends in .csv"
              .formatted(origin, Shown.of(entry.getName())));
    }
    return new Bounded(zip, counted, origin);
  }

  private static ZipEntry first(ZipInputStream zip, String origin) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (EOFException e) {
      throw truncated(origin, e);
    }
  }

  /** Whether a stream goes on with a zip; nothing of it is used up. */
  static boolean isZip(PushbackInputStream in) throws IOException {
    byte[] start = in.readNBytes(SIGNATURE_BYTES);
    in.unread(start);
    return start.length == SIGNATURE_BYTES && start[0] == 'P' && start[1] == 'K';
  }

  private static String notZip(byte[] start, String origin) {
    String text = new String(start, StandardCharsets.UTF_8).strip();
    if (start.length == 0) {
      return "%s is empty; expected a zip".formatted(origin);
    }
    String what = text.startsWith("<") ? "a web page, likely an error of the server" : "no zip";
    return "%s is %s; it begins with %s".formatted(origin, what, Shown.of(text));
  }

  private static ZipException truncated(String origin, Exception cause) {
    var exception = new ZipException("%s ends early: fetch it again".formatted(origin));
    exception.initCause(cause);
    return exception;
  }

  /** Counts what is taken from the zip. */
  private static final class Counted extends FilterInputStream {
    private long taken;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      taken += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int read = super.read(to, from, length);
      taken += Math.max(0, read);
      return read;
    }
  }

  /** The text, as long as it stays in bounds. */
  private static final class Bounded extends InputStream {
    private final ZipInputStream zip;
    private final Counted taken;
    private final String origin;
    private long given;

    Bounded(ZipInputStream zip, Counted taken, String origin) {
      this.zip = zip;
      this.taken = taken;
      this.origin = origin;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int read = inflate(to, from, length);
      if (read < 0) {
        checkEnd();
      }
      given += Math.max(0, read);
      checkBounds();
      return read;
    }

    private int inflate(byte[] to, int from, int length) throws IOException {
      try {
        return zip.read(to, from, length);
      } catch (EOFException e) {
        throw truncated(origin, e);
      } catch (ZipException e) {
        throw damaged(e);
      }
    }

    private ZipException damaged(ZipException cause) {
      var exception =
          new ZipException(
              "%s is damaged (%s): fetch it again".formatted(origin, cause.getMessage()));
      exception.initCause(cause);
      return exception;
    }

    private void checkEnd() throws IOException {
      if (zip.getNextEntry() != null) {
        throw new ZipException("%s holds more than one file; expected one".formatted(origin));
      }
    }

    private void checkBounds() throws ZipException {
      if (given > MAX_BYTES || given - FREE_BYTES > MAX_RATIO * taken.taken) {
        throw new ZipException(
            "%s swells to more than %s its size; it is not read on"
                .formatted(origin, given > MAX_BYTES ? "4 GiB from" : MAX_RATIO + " times"));
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
