package dev.assay.reports.render;

import dev.assay.reports.render.MachineView.News;
import dev.assay.reports.render.Text.Style;
import java.util.List;
import java.util.stream.Stream;

/** A history in a terminal: what happened last, and how each backend stands. */
final class HistorySummary {
  private final Printout out;

  private HistorySummary(boolean styled) {
    out = new Printout(styled);
  }

  /**
   * The summary; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  static String render(HistoryReport report, boolean styled) {
    HistorySummary summary = new HistorySummary(styled);
    report.machines().forEach(summary::machine);
    return summary.out.print();
  }

  private void machine(MachineView machine) {
    if (machine.number() > 1) {
      out.blank();
    }
    out.line(Text.bold(Printable.line(machine.title())));
    out.line(
        Text.plain(
            machine.runs() + ", " + machine.oldest().date() + " to " + machine.newest().date()));
    out.blank();
    TextTable table =
        new TextTable(Stream.of("backend", "place", "runs", "newest run", "time", "of", "since"));
    machine.tracks().forEach(view -> table.row(cells(view)));
    out.table(table);
    if (!machine.news().isEmpty()) {
      out.blank();
    }
    machine.news().forEach(this::news);
    if (machine.older() > 0) {
      out.line(new Text(machine.older() + " earlier changes in the report", Style.DIM));
    }
  }

  private static List<Text> cells(TrackView view) {
    return List.of(
        Text.plain(Printable.line(view.track().backend())),
        Text.plain(Printable.line(view.track().place())),
        Text.plain(String.valueOf(view.track().runs().size())),
        new Text(view.correctness(), view.tone().colour()),
        new Text(view.speed(), view.speedTone().colour()),
        Text.plain(Printable.line(view.speedSubject())),
        Text.plain(view.speedSince()));
  }

  private void news(News news) {
    out.line(
        Text.plain(news.run().date() + "  " + Printable.line(news.view().track().backend()) + "  "),
        new Text(news.event().word(), news.event().tone().colour()),
        Text.plain("  " + Printable.line(news.event().text())));
    if (!news.event().note().isEmpty()) {
      out.line(new Text("  " + Printable.line(news.event().note()), Style.DIM));
    }
    if (!news.event().reproduce().isEmpty()) {
      out.line("  " + news.event().reproduce());
    }
  }
}
