package io.brinkwatch.cli.show;

import java.util.Locale;

/**
 * Makes foreign text harmless. A summary may hold escape sequences that rewrite the terminal, or
 * marks that reverse the order of what follows; every line that is printed passes here, and only
 * here.
 */
public final class Printable {
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /** One line of it: white space becomes a blank, whatever is not shown becomes U+FFFD. */
  public static String of(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints().map(Printable::harmless).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** JSON, whose own line breaks are kept; harmful characters, all inside strings, are escaped. */
  public static String json(String json) {
    var safe = new StringBuilder(json.length());
    json.codePoints().forEach(c -> appendJson(safe, c));
    return safe.toString();
  }

  private static void appendJson(StringBuilder safe, int c) {
    if (c == '\n' || !isHarmful(c)) {
      safe.appendCodePoint(c);
      return;
    }
    for (char unit : Character.toChars(c)) {
      safe.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
  }

  private static int harmless(int c) {
    if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) {
      return ' ';
    }
    return isHarmful(c) ? REPLACEMENT : c;
  }

  // control, format (bidi marks and overrides, zero width, tags), lone surrogates, private,
  // unassigned
  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** The text if it fits into so many columns, or its beginning with an ellipsis. */
  public static String cut(String text, int columns) {
    String line = of(text);
    if (width(line) <= columns) {
      return line;
    }
    var head = new StringBuilder();
    int used = 0;
    for (int c : line.codePoints().toArray()) {
      used += width(c);
      if (used > columns - 1) {
        break;
      }
      head.appendCodePoint(c);
    }
    return head.toString().stripTrailing() + "…";
  }

  /** The text filled with blanks to so many columns; longer text is cut. */
  public static String pad(String text, int columns) {
    String line = cut(text, columns);
    return line + " ".repeat(Math.max(0, columns - width(line)));
  }

  /** Columns that the text takes. */
  public static int width(String text) {
    return text.codePoints().map(Printable::width).sum();
  }

  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  // East Asian wide and emoji, coarsely: enough to keep columns straight
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
