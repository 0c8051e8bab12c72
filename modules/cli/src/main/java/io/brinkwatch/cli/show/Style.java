package io.brinkwatch.cli.show;

/** How a piece of text looks, if the terminal shows colours. */
public enum Style {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("32"),
  WARN("33"),
  BAD("31"),
  WORST("1;31");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** The style of a level, 0 to 6. */
  public static Style ofLevel(int level) {
    return switch (level) {
      case 0, 1 -> GOOD;
      case 2, 3 -> WARN;
      case 4 -> BAD;
      default -> WORST;
    };
  }
}
