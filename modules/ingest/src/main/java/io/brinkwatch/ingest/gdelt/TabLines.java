package io.brinkwatch.ingest.gdelt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of tab-separated cells, one at a time, without any notion of quotes. A line is a view on
 * one buffer and gone with the next: only the cells that are asked for become strings.
 */
final class TabLines {
  /** Longer lines are not kept in memory. */
  static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_CELLS = 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  // so many digits and no more fit into a double exactly, and so does the division by a power
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer decoded = CharBuffer.allocate(MAX_BYTES);
  private byte[] buffer = new byte[64 * 1024];
  private int filled;
  private int next;

  private long number;
  private long length;
  private int start;
  private int end;
  private int cells;
  // the cell i reaches from starts[i] to just before starts[i + 1] - 1
  private final int[] starts = new int[MAX_CELLS + 1];
  private boolean ascii;

  TabLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    start = next;
    if (!find()) {
      return false;
    }
    number++;
    if (length <= MAX_BYTES) {
      end = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
      skipMark();
      split();
    }
    return true;
  }

  /** Finds the end of the line that begins at start; false if there is none. */
  private boolean find() throws IOException {
    long dropped = 0;
    int at = start;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      boolean more = at == filled;
      if (more && at - start > MAX_BYTES) {
        // of a line that is too long anyway only the length is kept
        dropped += at - start;
        start = at;
      }
      int scanned = at - start;
      if (!more || !fill()) {
        end = start + scanned;
        next = more ? end : end + 1;
        length = dropped + scanned;
        return !more || length > 0;
      }
      at = start + scanned;
    }
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    start = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read >= 0;
  }

  private void skipMark() {
    int after = start + BYTE_ORDER_MARK.length;
    if (number == 1
        && end >= after
        && Arrays.equals(buffer, start, after, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      start = after;
    }
  }

  private void split() {
    cells = 0;
    starts[0] = start;
    int bits = 0;
    for (int i = start; i < end; i++) {
      bits |= buffer[i];
      if (buffer[i] == '\t') {
        cells = Math.min(cells + 1, MAX_CELLS - 1);
        starts[cells] = i + 1;
      }
    }
    cells++;
    starts[cells] = end + 1;
    ascii = bits >= 0;
  }

  /** Number of the line, from 1. */
  long number() {
    return number;
  }

  /** Bytes of the line; beyond {@link #MAX_BYTES} nothing else of it can be asked for. */
  long length() {
    return length;
  }

  boolean isBlank() {
    return length <= MAX_BYTES && end == start;
  }

  int cells() {
    return cells;
  }

  boolean isUtf8() {
    if (ascii) {
      return true;
    }
    decoded.clear();
    return !decoder
        .reset()
        .decode(ByteBuffer.wrap(buffer, start, end - start), decoded, true)
        .isError();
  }

  boolean isEmpty(int cell) {
    return starts[cell + 1] - 1 == starts[cell];
  }

  String cell(int cell) {
    int from = starts[cell];
    return new String(buffer, from, starts[cell + 1] - 1 - from, StandardCharsets.UTF_8);
  }

  /** A cell of one character. */
  boolean is(int cell, char character) {
    return starts[cell + 1] - 2 == starts[cell] && buffer[starts[cell]] == character;
  }

  /** A cell of digits as a number; -1 if it is anything else or has more than 18 of them. */
  long digits(int cell) {
    int from = starts[cell];
    int to = starts[cell + 1] - 1;
    if (to == from || to - from > 18) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /** A cell such as {@code -33.8} as a number; NaN if it is anything else. */
  double decimal(int cell) {
    int from = starts[cell];
    int to = starts[cell + 1] - 1;
    boolean negative = from < to && buffer[from] == '-';
    long digits = 0;
    int count = 0;
    int fraction = -1;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit >= 0 && digit <= 9 && count < POWERS.length - 1) {
        digits = 10 * digits + digit;
        count++;
        fraction += fraction >= 0 ? 1 : 0;
      } else if (buffer[i] == '.' && fraction < 0 && count > 0) {
        fraction = 0;
      } else {
        return Double.NaN;
      }
    }
    double value = digits / POWERS[Math.max(0, fraction)];
    return count == 0 ? Double.NaN : negative ? -value : value;
  }

  /** The whole line, for a message. */
  String text() {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }
}
