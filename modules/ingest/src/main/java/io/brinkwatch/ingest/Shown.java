package io.brinkwatch.ingest;

/** Foreign text made safe for a message: quoted, escaped, cut. */
public final class Shown {
  private static final int LONGEST = 80;

  private Shown() {}

  /** The text, fit for a message. */
  public static String of(String text) {
    var shown = new StringBuilder("'");
    text.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
    return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…'" : "'").toString();
  }

  private static void append(StringBuilder shown, int character) {
    if (isUnsafe(character)) {
      shown.append("\\u%04x".formatted(character));
    } else {
      shown.appendCodePoint(character);
    }
  }

  /** Control characters, and those that make text run the other way round for the reader. */
  public static boolean isUnsafe(int character) {
    return Character.isISOControl(character)
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
