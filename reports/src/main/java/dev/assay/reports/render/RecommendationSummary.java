package dev.assay.reports.render;

import java.util.List;
import java.util.stream.Stream;

/** Recommendations in a terminal. */
final class RecommendationSummary {
  private RecommendationSummary() {}

  /**
   * The text; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  static String render(RecommendationReport report, boolean styled) {
    Printout out = new Printout(styled);
    report.views().forEach(view -> print(view, out));
    out.line(RecommendationView.basis());
    return out.print();
  }

  private static void print(RecommendationView view, Printout out) {
    out.line(Text.bold(view.title()));
    out.line(view.answer());
    if (!view.rows().isEmpty()) {
      TextTable table =
          new TextTable(
              Stream.of(
                  "",
                  "ms",
                  "95 % interval",
                  "times as long",
                  "fastest in",
                  "memory",
                  "worst/bound",
                  ""));
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
      out.table(table);
    }
    Stream.of(view.excluded(), view.recommendation().changes())
        .flatMap(List::stream)
        .forEach(out::line);
    out.blank();
  }
}
