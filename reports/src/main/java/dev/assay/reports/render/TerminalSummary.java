package dev.assay.reports.render;

import dev.assay.reports.render.Text.Style;
import dev.assay.reports.render.Throughput.Network;
import dev.assay.reports.render.Throughput.Total;
import dev.assay.reports.render.WholeNetworkTable.SpeedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run in a terminal: verdicts, outcomes, findings with their reproduce lines, times. */
final class TerminalSummary {
  private static final int MOST_FINDINGS = 10;

  private final Report report;
  private final Printout out;

  private TerminalSummary(Report report, boolean styled) {
    this.report = report;
    out = new Printout(styled);
  }

  /**
   * The summary of a run, however far it got; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  static String render(Report report, boolean styled) {
    TerminalSummary summary = new TerminalSummary(report, styled);
    summary.operations();
    summary.laws();
    summary.contract();
    summary.matrix("network", summary.report.proofs());
    summary.times();
    summary.training();
    summary.findings();
    summary.verdicts();
    return summary.out.print();
  }

  private void operations() {
    matrix("operation", report.operations());
    if (!report.operations().rows().isEmpty()) {
      out.line(
          Sign.glossary().stream()
              .map(sign -> sign.letter() + " " + sign.word())
              .collect(Collectors.joining(", ")));
      out.line(
          "beside the letter: worst error as a share of its bound, known divergences aside; tries");
    }
  }

  private void laws() {
    matrix("law", report.laws());
  }

  private void contract() {
    report.contract().forEach(out::line);
  }

  private void matrix(String subject, Matrix matrix) {
    if (matrix.rows().isEmpty()) {
      return;
    }
    TextTable table = new TextTable(Stream.concat(Stream.of(subject), matrix.backends().stream()));
    for (Matrix.Row row : matrix.rows()) {
      List<Text> cells = new ArrayList<>();
      cells.add(Text.plain(row.subject() + " " + row.detail()));
      row.cells().forEach(cell -> cells.add(cell(cell)));
      table.row(cells);
    }
    out.blank();
    out.table(table);
  }

  private static Text cell(Cell cell) {
    Sign sign = cell.sign();
    return sign == null
        ? Text.plain(Numbers.NONE)
        : new Text("%s %6s  %s".formatted(sign.letter(), cell.share(), cell.note()), colour(sign));
  }

  private void times() {
    for (Network network : report.throughput().networks()) {
      Stream<String> backends =
          network.totals().get(0).backends().stream().map(b -> report.column(b.backend()));
      TextTable table =
          new TextTable(Stream.concat(Stream.of(network.name() + ", all layers, ms"), backends));
      for (Total total : network.totals()) {
        List<Text> cells = new ArrayList<>();
        cells.add(Text.plain(total.direction()));
        total
            .backends()
            .forEach(b -> cells.add(b.best() ? Text.bold(b.text()) : Text.plain(b.text())));
        table.row(cells);
      }
      out.blank();
      out.table(table);
    }
  }

  private void training() {
    WholeNetworkTable training = report.training();
    if (training.rows().isEmpty()) {
      return;
    }
    ThreadCounts threads = new ThreadCounts(training.sweep());
    TextTable table =
        new TextTable(
            Stream.concat(Stream.of("images/s"), training.backends().stream().map(report::column)));
    for (WholeNetworkTable.Row row : training.rows()) {
      List<Text> cells = new ArrayList<>();
      cells.add(
          Text.plain(
              threads.with(
                  row.threads(), row.network() + " × " + row.batch() + ", " + row.step())));
      row.cells().forEach(cell -> cells.add(cell(cell)));
      table.row(cells);
    }
    out.blank();
    out.table(table);
  }

  private static Text cell(SpeedCell cell) {
    if (cell.speed().isEmpty()) {
      return Text.plain(Numbers.NONE);
    }
    String speed =
        Stream.of(cell.speed(), cell.scaling(), cell.remark())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return cell.best() ? Text.bold(speed) : Text.plain(speed);
  }

  private void findings() {
    List<FindingView> findings = report.allFindings();
    if (findings.isEmpty()) {
      return;
    }
    out.blank();
    for (FindingView view : findings.subList(0, Math.min(findings.size(), MOST_FINDINGS))) {
      var finding = view.finding();
      String law = finding.law() == null ? "" : "law '" + finding.law() + "': ";
      String subject =
          String.join(" ", finding.backend(), finding.operation(), finding.direction());
      out.line(
          new Text(view.sign().letter(), colour(view.sign())),
          Text.plain(" " + Printable.line(subject + ": " + law + finding.message())));
      if (!view.element().isEmpty()) {
        out.line(
            "  "
                + view.element().stream()
                    .map(fact -> fact.name() + " " + fact.value())
                    .collect(Collectors.joining(", ")));
      }
      out.line("  " + finding.reproduce());
    }
    if (findings.size() > MOST_FINDINGS) {
      out.line(findings.size() - MOST_FINDINGS + " more findings in the report");
    }
  }

  private void verdicts() {
    boolean timed = !report.throughput().networks().isEmpty();
    Stream<String> speeds = timed ? Stream.of("forward", "gradients") : Stream.of();
    TextTable table =
        new TextTable(
            Stream.of(
                    Stream.of("backend", "verdict", "errors beyond the known"),
                    speeds,
                    Stream.of("besides"))
                .flatMap(columns -> columns));
    report.backends().forEach(backend -> table.row(cells(backend, timed)));
    out.blank();
    out.table(table);
    remarks();
  }

  private static List<Text> cells(BackendSummary b, boolean timed) {
    List<Text> cells = new ArrayList<>();
    cells.add(Text.plain(b.backend().name()));
    cells.add(new Text(b.verdict(), b.tone().colour()));
    if (b.backend().error() != null) {
      cells.add(Text.plain(Printable.line(b.backend().error())));
      return cells;
    }
    cells.add(Text.plain(b.wrong()));
    if (timed) {
      cells.add(Text.plain(b.forward().text()));
      cells.add(Text.plain(b.gradient().text()));
    }
    cells.add(
        Text.plain(
            Stream.of(b.products(), b.besides(), b.invalid())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "))));
    return cells;
  }

  private void remarks() {
    report.choices().stream().map(RecommendationView::brief).forEach(out::line);
    if (!report.hardware().summary().isEmpty()) {
      out.line(report.hardware().summary());
    }
    if (!report.part().isEmpty()) {
      out.line(report.part());
    }
    if (!report.caveat().isEmpty()) {
      out.line(report.caveat());
    }
  }

  private static Style colour(Sign sign) {
    return switch (sign) {
      case FAILED, CRASHED, TIMED_OUT -> Style.RED;
      case KNOWN, UNEXPECTED_PASS, ACCEPTED -> Style.YELLOW;
      case PASSED -> Style.BLUE;
      case REJECTED, MISTRUSTED, UNSUPPORTED -> Style.DIM;
    };
  }
}
