package io.brinkwatch.cli.show;

import java.util.ArrayList;
import java.util.List;

/** One line, made of pieces that each have a style. What the pieces say is made harmless here. */
public final class Text {
  private record Piece(String text, Style style) {}

  private final List<Piece> pieces = new ArrayList<>();

  private Text() {}

  /** A line that says this. */
  public static Text of(String text) {
    return new Text().add(text);
  }

  /** A line that says this in a style. */
  public static Text of(String text, Style style) {
    return new Text().add(text, style);
  }

  /** A line with nothing in it. */
  public static Text empty() {
    return new Text();
  }

  /** Says more. */
  public Text add(String text) {
    return add(text, Style.PLAIN);
  }

  /** Says more in a style. */
  public Text add(String text, Style style) {
    pieces.add(new Piece(Printable.of(text), style));
    return this;
  }

  /** Columns it takes. */
  public int width() {
    return Printable.width(plain());
  }

  /** Without styles. */
  public String plain() {
    return render(false);
  }

  /** With styles or without. */
  public String render(boolean colours) {
    var line = new StringBuilder();
    pieces.forEach(p -> line.append(colours ? p.style().paint(p.text()) : p.text()));
    return line.toString().stripTrailing();
  }
}
