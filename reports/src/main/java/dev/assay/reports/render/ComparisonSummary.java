package dev.assay.reports.render;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.render.TextTable.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A comparison in a terminal: what changed, and what to make of it. */
public final class ComparisonSummary {
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String RED = "1;31";
  private static final String BLUE = "34";
  private static final int MOST_ROWS = 12;

  private final ComparisonReport report;
  private final boolean styled;
  private final StringBuilder text = new StringBuilder();

  private ComparisonSummary(ComparisonReport report, boolean styled) {
    this.report = report;
    this.styled = styled;
  }

  /**
   * The summary; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  public static String render(Comparison comparison, boolean styled) {
    ComparisonSummary summary = new ComparisonSummary(ComparisonReport.of(comparison), styled);
    summary.differences();
    summary.verdicts(summary.report.bad());
    summary.verdicts(summary.report.otherwise());
    summary.speeds();
    summary.conclusion();
    // Terminals' fonts often lack the narrow space.
    return summary.text.toString().replace('\u202f', ' ');
  }

  private void differences() {
    Comparison comparison = report.comparison();
    line("base " + comparison.base() + ", head " + comparison.head());
    Stream.of(comparison.differences().machine(), comparison.differences().software())
        .flatMap(List::stream)
        .map(Difference::toString)
        .forEach(difference -> line("  " + difference));
  }

  private void verdicts(List<VerdictChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    text.append('\n');
    for (VerdictChange change : changes.subList(0, Math.min(MOST_ROWS, changes.size()))) {
      text.append(
              new Text(change.kind().word(), change.kind().isBad() ? RED : DIM)
                  .padded(change.kind().word().length(), styled))
          .append("  ");
      line(
          change.backend()
              + " "
              + change.subject()
              + ": "
              + change.before()
              + " → "
              + change.after());
      if (change.kind().isBad() && !change.reproduce().isEmpty()) {
        line("  " + change.reproduce());
      }
    }
    if (changes.size() > MOST_ROWS) {
      line(changes.size() - MOST_ROWS + " more in the report");
    }
  }

  private void speeds() {
    if (report.totals().isEmpty()) {
      return;
    }
    TextTable table = new TextTable();
    table.row(
        Stream.of("time, head / base", "ratio", "95 % interval", "noise", "")
            .map(name -> new Text(name, BOLD))
            .toList());
    report.totals().forEach(row -> table.row(cells(row)));
    add(table, report.families());
    add(table, report.problems());
    text.append('\n').append(table.print(styled));
    line("problems: " + report.counts(report.problems()));
  }

  private static void add(TextTable table, List<SpeedRow> rows) {
    rows.stream().filter(SpeedRow::isChanged).limit(MOST_ROWS).forEach(r -> table.row(cells(r)));
  }

  private static List<Text> cells(SpeedRow row) {
    List<Text> cells = new ArrayList<>();
    cells.add(Text.plain(row.change().scope().backend() + " " + row.label()));
    cells.add(Text.plain(row.ratio()));
    cells.add(Text.plain(row.interval()));
    cells.add(Text.plain(row.floor()));
    cells.add(new Text(row.change().judgement().mark() + " " + row.words(), colour(row)));
    return cells;
  }

  private static String colour(SpeedRow row) {
    return switch (row.change().judgement()) {
      case SLOWER -> RED;
      case FASTER -> BLUE;
      case SAME -> "";
      case INCONCLUSIVE -> DIM;
    };
  }

  private void conclusion() {
    text.append('\n');
    report.caveats().forEach(this::line);
    if (!report.alone().isEmpty()) {
      line(report.alone());
    }
    String colour =
        switch (report.comparison().conclusion()) {
          case FINE -> BLUE;
          case INCONCLUSIVE -> DIM;
          case REGRESSED, WRONG -> RED;
        };
    text.append(new Text(report.verdict(), colour).padded(report.verdict().length(), styled))
        .append('\n');
  }

  private void line(String line) {
    text.append(Printable.line(line).indent(line.startsWith("  ") ? 2 : 0));
  }
}
