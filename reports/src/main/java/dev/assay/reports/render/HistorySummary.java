package dev.assay.reports.render;

import dev.assay.reports.history.History;
import dev.assay.reports.render.MachineView.News;
import dev.assay.reports.render.TextTable.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A history in a terminal: what happened last, and how each backend stands. */
public final class HistorySummary {
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String RED = "1;31";
  private static final String BLUE = "34";

  private final boolean styled;
  private final StringBuilder text = new StringBuilder();

  private HistorySummary(boolean styled) {
    this.styled = styled;
  }

  /**
   * The summary; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  public static String render(History history, boolean styled) {
    HistoryReport report = HistoryReport.of(history, Path.of(""));
    HistorySummary summary = new HistorySummary(styled);
    report.machines().forEach(summary::machine);
    // Terminals' fonts often lack the narrow space.
    return summary.text.toString().replace('\u202f', ' ');
  }

  private void machine(MachineView machine) {
    if (machine.number() > 1) {
      text.append('\n');
    }
    line(new Text(Printable.line(machine.title()), BOLD));
    line(
        Text.plain(
            machine.runs() + ", " + machine.oldest().date() + " to " + machine.newest().date()));
    text.append('\n');
    TextTable table = new TextTable();
    table.row(
        Stream.of("backend", "place", "runs", "newest run", "time", "since")
            .map(name -> new Text(name, BOLD))
            .toList());
    machine.tracks().forEach(view -> table.row(cells(view)));
    text.append(table.print(styled));
    if (!machine.news().isEmpty()) {
      text.append('\n');
    }
    machine.news().forEach(this::news);
    if (machine.older() > 0) {
      line(new Text(machine.older() + " earlier changes in the report", DIM));
    }
  }

  private static List<Text> cells(TrackView view) {
    return List.of(
        Text.plain(Printable.line(view.track().backend())),
        Text.plain(Printable.line(view.track().place())),
        Text.plain(String.valueOf(view.track().runs().size())),
        new Text(view.correctness(), colour(view.style())),
        new Text(view.speed(), colour(view.speedStyle())),
        Text.plain(view.speedSince()));
  }

  private void news(News news) {
    line(
        Text.plain(news.run().date() + "  " + news.view().track().backend() + "  "),
        new Text(news.event().word(), colour(news.event().style())),
        Text.plain("  " + Printable.line(news.event().text())));
    if (!news.event().note().isEmpty()) {
      line(new Text("  " + Printable.line(news.event().note()), DIM));
    }
    if (!news.event().reproduce().isEmpty()) {
      line(Text.plain("  " + Printable.line(news.event().reproduce())));
    }
  }

  private static String colour(String style) {
    return switch (style) {
      case "failed" -> RED;
      case "passed" -> BLUE;
      default -> DIM;
    };
  }

  private void line(Text... parts) {
    for (Text part : parts) {
      text.append(part.padded(part.text().length(), styled));
    }
    text.append('\n');
  }
}
