package dev.assay.reports.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table for a terminal: columns as wide as their widest cell, two spaces between them. */
public final class TextTable {
  private final List<List<Text>> rows = new ArrayList<>();
  private IntPredicate right = column -> false;

  /** An empty table without names above its columns. */
  public TextTable() {}

  /** An empty table with names above its columns. */
  public TextTable(Stream<String> columns) {
    row(columns.map(Text::bold).toList());
  }

  /** The same with these columns, counted from 0, aligned to the right, as numbers are. */
  public TextTable right(IntPredicate columns) {
    right = columns;
    return this;
  }

  /** Adds a row; the last cell of one that ends early may run on over the columns after it. */
  public void row(String... cells) {
    row(Stream.of(cells).map(Printable::line).map(Text::plain).toList());
  }

  void row(List<Text> cells) {
    rows.add(List.copyOf(cells));
  }

  /**
   * All of it; ends with a line break, if there are rows.
   *
   * @param styled whether to use ANSI codes
   */
  public String print(boolean styled) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<Text> row : rows) {
      int fixed = row.size() == columns ? columns : row.size() - 1;
      for (int i = 0; i < fixed; i++) {
        widths[i] = Math.max(widths[i], row.get(i).text().length());
      }
    }
    return rows.stream().map(row -> line(row, widths, styled)).collect(Collectors.joining());
  }

  private String line(List<Text> row, int[] widths, boolean styled) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      Text cell = row.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - cell.text().length()));
      String text = cell.print(styled);
      line.append(right.test(i) ? padding + text : text + padding).append("  ");
    }
    return line.toString().stripTrailing() + "\n";
  }
}
