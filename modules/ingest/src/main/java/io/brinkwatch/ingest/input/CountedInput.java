package io.brinkwatch.ingest.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and refuses to read more than a limit. */
class CountedInput extends FilterInputStream {
  private final long limit;
  private final String name;
  private long count;

  CountedInput(InputStream in, long limit, String name) {
    super(in);
    this.limit = limit;
    this.name = name;
  }

  /** Bytes read by now. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = in.read(bytes, from, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = in.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long more) throws IOException {
    count += more;
    check(count);
  }

  /** Throws if that is too much. */
  void check(long bytes) throws IOException {
    if (bytes > limit) {
      throw new IOException("%s has more than %d bytes".formatted(name, limit));
    }
  }
}
