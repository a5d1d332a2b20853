package dev.assay.reports.render;

import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;
import java.util.List;

/** What all reports say of recommendations, made once. */
record RecommendationReport(RunRecord run, List<RecommendationView> views) implements Presentation {

  static RecommendationReport of(RunRecord run, List<Recommendation> recommendations) {
    return new RecommendationReport(
        run, recommendations.stream().map(RecommendationView::new).toList());
  }

  List<Recommendation> recommendations() {
    return views.stream().map(RecommendationView::recommendation).toList();
  }

  @Override
  public Path write(OutputFolder folder) {
    return RecommendationFiles.write(folder, this);
  }

  @Override
  public String summary(boolean styled) {
    return RecommendationSummary.render(this, styled);
  }
}
