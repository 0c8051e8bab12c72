package io.brinkwatch.ingest.input;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5, which sources publish to tell a whole download from a broken one. */
public final class Md5 {
  private Md5() {}

  /** Of some bytes: 32 lower-case hexadecimal digits. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** A digest of which nothing is known yet. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have MD5", e);
    }
  }
}
