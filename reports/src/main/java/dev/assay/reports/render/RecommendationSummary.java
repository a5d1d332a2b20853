package dev.assay.reports.render;

import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.render.TextTable.Text;
import java.util.List;
import java.util.stream.Stream;

/** Recommendations in a terminal. */
public final class RecommendationSummary {
  private static final String BOLD = "1";

  private RecommendationSummary() {}

  /**
   * The text; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  public static String render(List<Recommendation> recommendations, boolean styled) {
    StringBuilder text = new StringBuilder();
    for (Recommendation recommendation : recommendations) {
      add(new RecommendationView(recommendation), styled, text);
    }
    text.append(RecommendationView.basis()).append('\n');
    // Terminals' fonts often lack the narrow space.
    return text.toString().replace('\u202f', ' ');
  }

  private static void add(RecommendationView view, boolean styled, StringBuilder text) {
    text.append(new Text(view.title(), BOLD).padded(view.title().length(), styled)).append('\n');
    text.append(view.answer()).append('\n');
    if (!view.rows().isEmpty()) {
      TextTable table = new TextTable();
      table.row(
          Stream.of("", "ms", "95 % interval", "time", "fastest in", "memory", "worst/bound", "")
              .map(name -> new Text(name, BOLD))
              .toList());
      for (RecommendationView.Row row : view.rows()) {
        table.row(
            Stream.of(
                    row.ranked().backend(),
                    row.time(),
                    row.interval(),
                    row.ratio(),
                    row.chance(),
                    row.memory(),
                    row.error(),
                    row.remarks())
                .map(Text::plain)
                .toList());
      }
      text.append(table.print(styled));
    }
    Stream.of(view.excluded(), view.recommendation().changes())
        .flatMap(List::stream)
        .forEach(sentence -> text.append(Printable.line(sentence)).append('\n'));
    text.append('\n');
  }
}
