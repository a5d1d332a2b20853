package dev.assay.reports.render;

import java.util.Map;

/** Texts in Markdown (GitHub's flavour). */
final class Markdown {
  private static final Templates TEMPLATES =
      new Templates(Markdown::escape, Map.of("fenced", new TextFilter(Markdown::fenced)));

  private Markdown() {}

  static String fill(String template, Map<String, Object> values) {
    return TEMPLATES.fill(template, values);
  }

  /** Safe in a paragraph and in a table, where it must stay in its line. */
  private static String escape(String text) {
    return Printable.line(text)
        .replaceAll("([\\\\`*_|<>\\[\\]~#])", "\\\\$1")
        .replaceAll("&(?=\\w|#)", "&amp;");
  }

  /** A block of code; its fence is longer than any in the text. */
  private static String fenced(Object value) {
    String text = Printable.of(value.toString());
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence;
  }
}
