package dev.assay.reports.render;

import java.util.Map;

/** A run as Markdown (GitHub's flavour). */
final class MarkdownReport {
  /** Templates of Markdown. */
  static final Templates TEMPLATES =
      new Templates(
          MarkdownReport::escape, Map.of("fenced", new TextFilter(MarkdownReport::fenced)));

  private MarkdownReport() {}

  /** The text of a run, however far it got. */
  static String render(Report report) {
    return TEMPLATES.fill(
        "report.md.peb",
        Map.of(
            "report", report,
            "glossary", Sign.glossary(),
            "reading", Guide.sections(),
            "command", Printable.line(report.run().command())));
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
