package dev.assay.reports.render;

/** What is printed in a terminal: lines and tables one below the other. */
final class Printout {
  private static final String INDENT = "  ";

  private final boolean styled;
  private final StringBuilder text = new StringBuilder();

  /**
   * Nothing yet.
   *
   * @param styled whether to use ANSI colours
   */
  Printout(boolean styled) {
    this.styled = styled;
  }

  void blank() {
    text.append('\n');
  }

  /** Text of whatever origin in a line; two spaces before it are kept. */
  void line(String line) {
    line(Text.plain((line.startsWith(INDENT) ? INDENT : "") + Printable.line(line)));
  }

  /** Pieces beside each other, each as it is. */
  void line(Text... pieces) {
    for (Text piece : pieces) {
      text.append(piece.print(styled));
    }
    text.append('\n');
  }

  void table(TextTable table) {
    text.append(table.print(styled));
  }

  /** All of it. */
  String print() {
    return text.toString();
  }
}
