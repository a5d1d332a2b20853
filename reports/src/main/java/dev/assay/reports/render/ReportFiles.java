package dev.assay.reports.render;

import dev.assay.reports.record.OutputFolder;
import java.nio.file.Path;

/** Writes every report of a run into its folder. */
final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes {@code report.md}, {@code junit.xml} and {@code index.html}.
   *
   * @return where the page is
   * @throws dev.assay.reports.record.FolderException if the folder cannot be written
   */
  static Path write(OutputFolder folder, Report report) {
    folder.write("report.md", MarkdownReport.render(report));
    folder.write("junit.xml", JUnitReport.render(report.run()));
    return folder.write("index.html", HtmlReport.render(report));
  }
}
