package dev.assay.reports.render;

import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;

/** Writes every report of a run into its folder. */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes {@code report.md}, {@code junit.xml} and {@code index.html}.
   *
   * @return where the page is
   * @throws dev.assay.reports.record.RunFolderException if the folder cannot be written
   */
  public static Path write(RunFolder folder, RunRecord run) {
    Report report = Report.of(run);
    folder.write("report.md", MarkdownReport.render(report));
    folder.write("junit.xml", JUnitReport.render(run));
    return folder.write("index.html", HtmlReport.render(report));
  }
}
