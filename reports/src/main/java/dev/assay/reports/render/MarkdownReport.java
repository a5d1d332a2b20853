package dev.assay.reports.render;

import java.util.Map;

/** A run as Markdown. */
final class MarkdownReport {
  private MarkdownReport() {}

  /** The text of a run, however far it got. */
  static String render(Report report) {
    return Markdown.fill(
        "report.md.peb",
        Map.of(
            "report", report,
            "glossary", Sign.glossary(),
            "reading", Guide.sections(),
            "command", Printable.line(report.run().command())));
  }
}
