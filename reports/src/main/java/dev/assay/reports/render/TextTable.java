package dev.assay.reports.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table for a terminal: columns as wide as their widest cell, two spaces between them. */
final class TextTable {
  private final List<List<Text>> rows = new ArrayList<>();

  /** An empty table with names above its columns. */
  TextTable(Stream<String> columns) {
    row(columns.map(Text::bold).toList());
  }

  void row(List<Text> cells) {
    rows.add(List.copyOf(cells));
  }

  String print(boolean styled) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<Text> row : rows) {
      // The last cell of a row that ends early may run on over the columns after it.
      int fixed = row.size() == columns ? columns : row.size() - 1;
      for (int i = 0; i < fixed; i++) {
        widths[i] = Math.max(widths[i], row.get(i).text().length());
      }
    }
    return rows.stream().map(row -> line(row, widths, styled)).collect(Collectors.joining());
  }

  private static String line(List<Text> row, int[] widths, boolean styled) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      Text cell = row.get(i);
      int padding = Math.max(0, widths[i] - cell.text().length());
      line.append(cell.print(styled)).append(" ".repeat(padding)).append("  ");
    }
    return line.toString().stripTrailing() + "\n";
  }
}
