package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Printable;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Table;
import io.brinkwatch.cli.show.Text;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Standard output and standard error, in UTF-8 whatever the locale says. Below the lines there can
 * be a status, which is written over again and again; it needs a terminal.
 */
final class Terminal {
  /** Nobody reads the output any more, as behind {@code | head}: the command may end. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("output closed", null, false, false);
    }
  }

  private static final int USUAL_COLUMNS = 100;
  private static final int FEWEST_COLUMNS = 60;
  private static final String TO_LINE_START = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private final boolean colours;
  private final int columns;
  private String status = "";

  Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colours, int columns) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.colours = colours;
    this.columns = columns;
  }

  /**
   * The terminal of this process. The launcher knows best whether it is one, and how wide: only a
   * shell can ask.
   */
  static Terminal ofProcess(Map<String, String> environment) {
    boolean interactive = "true".equals(System.getProperty("brinkwatch.terminal"));
    String noColour = environment.getOrDefault("NO_COLOR", "");
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        interactive && !dumb,
        interactive && !dumb && noColour.isEmpty(),
        columns(System.getProperty("brinkwatch.columns", environment.getOrDefault("COLUMNS", ""))));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int columns(String text) {
    return text.matches("[1-9][0-9]{0,3}")
        ? Math.max(FEWEST_COLUMNS, Integer.parseInt(text))
        : USUAL_COLUMNS;
  }

  int columns() {
    return columns;
  }

  boolean isInteractive() {
    return interactive;
  }

  boolean hasColours() {
    return colours;
  }

  /** For what has to write by itself. */
  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** A line of our own; foreign text in it is made harmless. */
  void line(String text) {
    line(Text.of(text));
  }

  synchronized void line(Text text) {
    print(text.render(colours));
  }

  synchronized void table(Table table) {
    table.lines().forEach(row -> print(row.render(colours)));
  }

  /** JSON, over one line or many. */
  synchronized void json(String json) {
    print(Printable.json(json));
  }

  private void print(String safe) {
    if (!status.isEmpty()) {
      out.print(TO_LINE_START);
    }
    out.println(safe);
    out.print(status);
    if (out.checkError()) {
      throw new Closed();
    }
  }

  /** Replaces the status; empty removes it. */
  synchronized void status(String text) {
    if (interactive) {
      status = Printable.of(text).stripTrailing();
      out.print(TO_LINE_START + status);
      out.flush();
    }
  }

  /** A line on standard error. */
  synchronized void complaint(Text text) {
    if (!status.isEmpty()) {
      status("");
    }
    err.println(text.render(colours));
    err.flush();
  }

  /** One error: what is wrong, and what to do about it. */
  void error(String message, String advice) {
    var first = new boolean[] {true};
    message
        .lines()
        .forEach(
            line -> {
              complaint(Text.of(first[0] ? "error: " : "       ", Style.BAD).add(line));
              first[0] = false;
            });
    advice.lines().forEach(line -> complaint(Text.of("       ").add(line)));
  }
}
