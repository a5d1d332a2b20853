package dev.assay.reports.render;

import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunJson;
import java.nio.file.Path;
import java.util.Map;

/** Writes every report of a comparison into a folder. */
final class ComparisonFiles {
  private ComparisonFiles() {}

  /**
   * Writes {@code comparison.json}, {@code comparison.md}, {@code junit.xml} and {@code
   * index.html}.
   *
   * @return where the page is
   * @throws dev.assay.reports.record.FolderException if the folder cannot be written
   */
  static Path write(OutputFolder folder, ComparisonReport report) {
    folder.write("comparison.json", RunJson.print(report.comparison()));
    folder.write("comparison.md", markdown(report));
    folder.write("junit.xml", ComparisonJUnit.print(report));
    return folder.write("index.html", page(report));
  }

  static String markdown(ComparisonReport report) {
    return MarkdownReport.TEMPLATES.fill("comparison.md.peb", Map.of("report", report));
  }

  static String page(ComparisonReport report) {
    return HtmlReport.TEMPLATES.fill(
        "comparison.html.peb",
        Map.of(
            "report",
            report,
            "css",
            HtmlReport.resource("report.css")
                + HtmlReport.resource("tables.css")
                + HtmlReport.resource("comparison.css"),
            "script",
            HtmlReport.resource("tables.js") + HtmlReport.resource("page.js")));
  }
}
