package dev.assay.reports.render;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.history.History;
import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;
import java.util.List;

/**
 * What was found, as people and machines read it. It is prepared when it is made, which takes
 * seconds for a large run, and shown as often as one likes.
 */
public interface Presentation {

  /** Of a run, however far it got. */
  static Presentation of(RunRecord run) {
    return Report.of(run);
  }

  /** Of two runs that were compared. */
  static Presentation of(Comparison comparison) {
    return ComparisonReport.of(comparison);
  }

  /**
   * Of many runs.
   *
   * @param folder where the pages will be, from where they lead to those of the runs
   */
  static Presentation of(History history, Path folder) {
    return HistoryReport.of(history, folder);
  }

  /** Of what a run recommends. */
  static Presentation of(RunRecord run, List<Recommendation> recommendations) {
    return RecommendationReport.of(run, recommendations);
  }

  /**
   * Writes everything that is read elsewhere than in a terminal.
   *
   * @return where the first page is
   * @throws dev.assay.reports.record.FolderException if the folder cannot be written
   */
  Path write(OutputFolder folder);

  /**
   * What is read in a terminal; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  String summary(boolean styled);
}
