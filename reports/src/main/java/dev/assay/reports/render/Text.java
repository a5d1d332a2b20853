package dev.assay.reports.render;

/** A piece of text for a terminal, in one style. */
record Text(String text, Style style) {
  /** How it stands out. */
  enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    RED("1;31"),
    YELLOW("33"),
    BLUE("34");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  static Text plain(String text) {
    return new Text(text, Style.PLAIN);
  }

  static Text bold(String text) {
    return new Text(text, Style.BOLD);
  }

  /**
   * The text itself; terminals' fonts often lack the narrow space, so there is none in it.
   *
   * @param styled whether with ANSI codes
   */
  String print(boolean styled) {
    String plain = text.replace('\u202f', ' ');
    return styled && style != Style.PLAIN
        ? "\u001b[" + style.code + "m" + plain + "\u001b[0m"
        : plain;
  }
}
