package dev.assay.reports.render;

import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunJson;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What all reports say of recommendations, made once. */
record RecommendationReport(RunRecord run, List<RecommendationView> views) implements Presentation {
  private static final Page PAGE = new Page("recommendation.html.peb", "recommendation.css");

  static RecommendationReport of(RunRecord run, List<Recommendation> recommendations) {
    return new RecommendationReport(
        run, recommendations.stream().map(RecommendationView::new).toList());
  }

  List<Recommendation> recommendations() {
    return views.stream().map(RecommendationView::recommendation).toList();
  }

  /**
   * Writes {@code recommendation.json}, {@code recommendation.md} and {@code recommendation.html}.
   */
  @Override
  public Path write(OutputFolder folder) {
    Map<String, Object> values =
        Map.of(
            "run",
            run,
            "views",
            views,
            "machine",
            MachineFacts.of(run.machine()),
            "basis",
            RecommendationView.basis());
    folder.write("recommendation.json", RunJson.print(recommendations()));
    folder.write("recommendation.md", Markdown.fill("recommendation.md.peb", values));
    return folder.write("recommendation.html", PAGE.fill(values));
  }

  @Override
  public String summary(boolean styled) {
    return RecommendationSummary.render(this, styled);
  }
}
