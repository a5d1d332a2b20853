package dev.assay.reports.render;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.render.Text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A comparison in a terminal: what changed, and what to make of it. */
final class ComparisonSummary {
  private static final int MOST_ROWS = 12;

  private final ComparisonReport report;
  private final Printout out;

  private ComparisonSummary(ComparisonReport report, boolean styled) {
    this.report = report;
    out = new Printout(styled);
  }

  /**
   * The summary; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  static String render(ComparisonReport report, boolean styled) {
    ComparisonSummary summary = new ComparisonSummary(report, styled);
    summary.differences();
    summary.verdicts(summary.report.bad());
    summary.verdicts(summary.report.otherwise());
    summary.speeds();
    summary.conclusion();
    return summary.out.print();
  }

  private void differences() {
    Comparison comparison = report.comparison();
    out.line(report.subject());
    Stream.of(comparison.differences().machine(), comparison.differences().software())
        .flatMap(List::stream)
        .map(Difference::toString)
        .forEach(difference -> out.line("  " + difference));
  }

  private void verdicts(List<VerdictChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    out.blank();
    for (VerdictChange change : changes.subList(0, Math.min(MOST_ROWS, changes.size()))) {
      String what = change.backend() + " " + change.subject();
      out.line(
          new Text(change.kind().word(), change.kind().isBad() ? Style.RED : Style.DIM),
          Text.plain(
              "  " + Printable.line(what + ": " + change.before() + " → " + change.after())));
      if (change.kind().isBad() && !change.reproduce().isEmpty()) {
        out.line("  " + change.reproduce());
      }
    }
    if (changes.size() > MOST_ROWS) {
      out.line(changes.size() - MOST_ROWS + " more in the report");
    }
  }

  private void speeds() {
    if (report.totals().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(Stream.of("time, head / base", "ratio", "95 % interval", "noise", ""));
    report.totals().forEach(row -> table.row(cells(row)));
    add(table, report.families());
    add(table, report.problems());
    out.blank();
    out.table(table);
    out.line("problems: " + report.counts(report.problems()));
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

  private static Style colour(SpeedRow row) {
    return switch (row.change().judgement()) {
      case SLOWER -> Style.RED;
      case FASTER -> Style.BLUE;
      case SAME -> Style.PLAIN;
      case INCONCLUSIVE -> Style.DIM;
    };
  }

  private void conclusion() {
    out.blank();
    report.caveats().forEach(out::line);
    if (!report.alone().isEmpty()) {
      out.line(report.alone());
    }
    out.line(new Text(report.verdict(), report.tone().colour()));
  }
}
