package dev.assay.reports.render;

import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes recommendations beside the run that they are made from. */
public final class RecommendationFiles {
  private RecommendationFiles() {}

  /**
   * Writes {@code recommendation.json}, {@code recommendation.md} and {@code recommendation.html}.
   *
   * @return where the page is
   * @throws dev.assay.reports.record.RunFolderException if the folder cannot be written
   */
  public static Path write(RunFolder folder, RunRecord run, List<Recommendation> recommendations) {
    List<RecommendationView> views = recommendations.stream().map(RecommendationView::new).toList();
    folder.write("recommendation.json", PlainJson.print(recommendations));
    folder.write(
        "recommendation.md",
        MarkdownReport.TEMPLATES.fill("recommendation.md.peb", values(run, views)));
    return folder.write(
        "recommendation.html",
        HtmlReport.TEMPLATES.fill("recommendation.html.peb", values(run, views)));
  }

  private static Map<String, Object> values(RunRecord run, List<RecommendationView> views) {
    return Map.of(
        "run",
        run,
        "views",
        views,
        "machine",
        MachineFacts.of(run.machine()),
        "basis",
        RecommendationView.basis(),
        "css",
        HtmlReport.resource("report.css") + HtmlReport.resource("recommendation.css"));
  }
}
