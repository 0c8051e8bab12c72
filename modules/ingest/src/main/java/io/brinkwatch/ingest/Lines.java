package io.brinkwatch.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of strict UTF-8, one at a time. A line that is not UTF-8 or too long is handed out as a
 * fault, and reading goes on behind its line feed: that byte cannot be part of any other UTF-8
 * character.
 */
final class Lines {
  /** Longer lines are not kept in memory. */
  static final int MAX_BYTES = 256 * 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /**
   * One line.
   *
   * @param number from 1
   * @param text without its line end; empty if there is a fault
   * @param fault what is wrong; null if nothing is
   */
  record Line(long number, String text, String fault) {}

  private final InputStream in;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line, or null at the end. */
  Line next() throws IOException {
    var bytes = new ByteArrayOutputStream();
    long length = 0;
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      length++;
      if (length <= MAX_BYTES) {
        bytes.write(b);
      }
    }
    number++;
    return length > MAX_BYTES ? tooLong(length) : decoded(bytes.toByteArray());
  }

  private Line tooLong(long length) {
    String fault = "the line has %d bytes; at most %d are read".formatted(length, MAX_BYTES);
    return new Line(number, "", fault);
  }

  private Line decoded(byte[] bytes) {
    int from = number == 1 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    int to =
        bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      String text = decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
      return new Line(number, text, null);
    } catch (CharacterCodingException e) {
      return new Line(number, "", "the line is not valid UTF-8; save the file as UTF-8");
    }
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(Arrays.copyOf(bytes, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
  }
}
