package dev.assay.reports.render;

import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunJson;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Writes every report of a history into a folder. */
final class HistoryFiles {
  private HistoryFiles() {}

  /**
   * Writes {@code history.json}, {@code index.html} and a page for each track.
   *
   * @return where the first page is
   * @throws dev.assay.reports.record.FolderException if the folder cannot be written
   */
  static Path write(OutputFolder folder, HistoryReport report) {
    folder.write("history.json", RunJson.print(HistoryJson.of(report.history())));
    report
        .tracks()
        .forEach(view -> folder.write(view.page(), page("track.html.peb", Map.of("view", view))));
    return folder.write("index.html", page("history.html.peb", Map.of("report", report)));
  }

  private static String page(String template, Map<String, Object> content) {
    Map<String, Object> values = new HashMap<>(content);
    values.put(
        "css",
        HtmlReport.resource("report.css")
            + HtmlReport.resource("tables.css")
            + HtmlReport.resource("history.css"));
    values.put(
        "script",
        HtmlReport.resource("tables.js")
            + HtmlReport.resource("page.js")
            + HtmlReport.resource("places.js"));
    return HtmlReport.TEMPLATES.fill(template, values);
  }
}
