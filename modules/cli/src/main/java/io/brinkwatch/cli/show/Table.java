package io.brinkwatch.cli.show;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their contents; numbers to the right. */
public final class Table {
  /** Which way a column leans. */
  public enum Lean {
    LEFT,
    RIGHT
  }

  private static final String GAP = "  ";

  private final List<String> heads = new ArrayList<>();
  private final List<Lean> leans = new ArrayList<>();
  private final List<List<Text>> rows = new ArrayList<>();

  /** Adds a column. */
  public Table column(String head, Lean lean) {
    heads.add(head);
    leans.add(lean);
    return this;
  }

  /** Adds a row with as many cells as there are columns. */
  public Table row(List<Text> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException(cells.size() + " cells in " + heads.size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Columns of the terminal that are taken before a last column of unknown width. */
  public int widthBeforeLast() {
    int width = 0;
    for (int i = 0; i < heads.size() - 1; i++) {
      width += width(i) + GAP.length();
    }
    return width;
  }

  /** Head and rows, each cell rendered with or without colours, no line wider than the limit. */
  public List<Row> lines() {
    var lines = new ArrayList<Row>();
    lines.add(new Row(heads.stream().map(h -> Text.of(h, Style.FAINT)).toList(), this));
    rows.forEach(cells -> lines.add(new Row(cells, this)));
    return lines;
  }

  private int width(int column) {
    int widest = Printable.width(heads.get(column));
    for (List<Text> row : rows) {
      widest = Math.max(widest, row.get(column).width());
    }
    return widest;
  }

  /** One line of a table. */
  public record Row(List<Text> cells, Table table) {
    /** With styles or without. */
    public String render(boolean colours) {
      var line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        String blanks = " ".repeat(table.width(i) - cells.get(i).width());
        String cell = cells.get(i).render(colours);
        boolean right = table.leans.get(i) == Lean.RIGHT;
        line.append(i == 0 ? "" : GAP).append(right ? blanks + cell : cell + blanks);
      }
      return line.toString().stripTrailing();
    }
  }
}
