package dev.assay.reports.render;

import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunJson;
import java.nio.file.Path;
import java.util.Map;

/** Writes recommendations beside the run that they are made from. */
final class RecommendationFiles {
  private RecommendationFiles() {}

  /**
   * Writes {@code recommendation.json}, {@code recommendation.md} and {@code recommendation.html}.
   *
   * @return where the page is
   * @throws dev.assay.reports.record.FolderException if the folder cannot be written
   */
  static Path write(OutputFolder folder, RecommendationReport report) {
    folder.write("recommendation.json", RunJson.print(report.recommendations()));
    folder.write(
        "recommendation.md",
        MarkdownReport.TEMPLATES.fill("recommendation.md.peb", values(report)));
    return folder.write(
        "recommendation.html",
        HtmlReport.TEMPLATES.fill("recommendation.html.peb", values(report)));
  }

  private static Map<String, Object> values(RecommendationReport report) {
    return Map.of(
        "run",
        report.run(),
        "views",
        report.views(),
        "machine",
        MachineFacts.of(report.run().machine()),
        "basis",
        RecommendationView.basis(),
        "css",
        HtmlReport.resource("report.css") + HtmlReport.resource("recommendation.css"));
  }
}
