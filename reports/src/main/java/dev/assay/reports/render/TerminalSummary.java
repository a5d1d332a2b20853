package dev.assay.reports.render;

import dev.assay.reports.record.RunRecord;
import dev.assay.reports.render.TextTable.Text;
import dev.assay.reports.render.Throughput.Network;
import dev.assay.reports.render.Throughput.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run in a terminal: verdicts, outcomes, findings with their reproduce lines, times. */
public final class TerminalSummary {
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String RED = "1;31";
  private static final String BLUE = "34";
  private static final String YELLOW = "33";
  private static final int MOST_FINDINGS = 10;

  private final Report report;
  private final boolean styled;
  private final StringBuilder text = new StringBuilder();

  private TerminalSummary(Report report, boolean styled) {
    this.report = report;
    this.styled = styled;
  }

  /**
   * The summary of a run, however far it got; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  public static String render(RunRecord run, boolean styled) {
    TerminalSummary summary = new TerminalSummary(Report.of(run), styled);
    summary.operations();
    summary.laws();
    summary.contract();
    summary.matrix("network", summary.report.proofs());
    summary.times();
    summary.training();
    summary.findings();
    summary.verdicts();
    // Terminals' fonts often lack the narrow space.
    return summary.text.toString().replace('\u202f', ' ');
  }

  private void operations() {
    matrix("operation", report.operations());
    if (!report.operations().rows().isEmpty()) {
      line(
          Sign.glossary().stream()
              .map(sign -> sign.letter() + " " + sign.word())
              .collect(Collectors.joining(", ")));
      line("beside the letter: worst error as a share of its bound, and the tries");
    }
  }

  private void laws() {
    matrix("law", report.laws());
  }

  private void contract() {
    report.contract().forEach(this::line);
  }

  private void matrix(String subject, Matrix matrix) {
    if (matrix.rows().isEmpty()) {
      return;
    }
    TextTable table = new TextTable();
    table.row(header(Stream.concat(Stream.of(subject), matrix.backends().stream())));
    for (Matrix.Row row : matrix.rows()) {
      List<Text> cells = new ArrayList<>();
      cells.add(Text.plain(row.subject() + " " + row.detail()));
      row.cells().forEach(cell -> cells.add(cell(cell)));
      table.row(cells);
    }
    text.append('\n').append(table.print(styled));
  }

  private static Text cell(Cell cell) {
    Sign sign = cell.sign();
    return sign == null
        ? Text.plain(Numbers.NONE)
        : new Text("%s %6s  %s".formatted(sign.letter(), cell.share(), cell.note()), colour(sign));
  }

  private void times() {
    for (Network network : report.throughput().networks()) {
      TextTable table = new TextTable();
      List<String> backends =
          network.totals().get(0).backends().stream().map(b -> b.backend()).toList();
      table.row(
          header(Stream.concat(Stream.of(network.name() + ", all layers, ms"), backends.stream())));
      for (Total total : network.totals()) {
        List<Text> cells = new ArrayList<>();
        cells.add(Text.plain(total.direction()));
        total.backends().forEach(b -> cells.add(new Text(b.text(), b.best() ? BOLD : "")));
        table.row(cells);
      }
      text.append('\n').append(table.print(styled));
    }
  }

  private void training() {
    TrainingTable training = report.training();
    if (training.rows().isEmpty()) {
      return;
    }
    ThreadCounts threads = new ThreadCounts(training.sweep());
    TextTable table = new TextTable();
    table.row(header(Stream.concat(Stream.of("training, images/s"), training.backends().stream())));
    for (TrainingTable.Row row : training.rows()) {
      List<Text> cells = new ArrayList<>();
      cells.add(
          Text.plain(
              threads.with(
                  row.threads(), row.network() + " × " + row.batch() + ", " + row.step())));
      row.cells()
          .forEach(
              cell ->
                  cells.add(
                      cell.speed().isEmpty()
                          ? Text.plain(Numbers.NONE)
                          : new Text(speed(cell), cell.best() ? BOLD : "")));
      table.row(cells);
    }
    text.append('\n').append(table.print(styled));
  }

  private static String speed(TrainingTable.Cell cell) {
    return Stream.of(cell.speed(), cell.scaling(), cell.remark())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private void findings() {
    List<FindingView> findings = report.allFindings();
    if (findings.isEmpty()) {
      return;
    }
    text.append('\n');
    for (FindingView view : findings.subList(0, Math.min(findings.size(), MOST_FINDINGS))) {
      var finding = view.finding();
      String law = finding.law() == null ? "" : "law '" + finding.law() + "': ";
      text.append(new Text(view.sign().letter(), colour(view.sign())).padded(1, styled))
          .append(' ');
      line(
          String.join(" ", finding.backend(), finding.operation(), finding.direction())
              + ": "
              + law
              + finding.message());
      if (!view.element().isEmpty()) {
        line(
            "  "
                + view.element().stream()
                    .map(fact -> fact.name() + " " + fact.value())
                    .collect(Collectors.joining(", ")));
      }
      line("  " + finding.reproduce());
    }
    if (findings.size() > MOST_FINDINGS) {
      line(findings.size() - MOST_FINDINGS + " more findings in the report");
    }
  }

  private void verdicts() {
    boolean timed = !report.throughput().networks().isEmpty();
    TextTable table = new TextTable();
    Stream<String> speeds = timed ? Stream.of("forward", "gradients") : Stream.of();
    table.row(
        header(
            Stream.of(
                    Stream.of("backend", "verdict", "wrong", "worst/bound"),
                    speeds,
                    Stream.of("problems/s", "besides"))
                .flatMap(columns -> columns)));
    for (BackendSummary b : report.backends()) {
      List<Text> cells = new ArrayList<>();
      cells.add(Text.plain(b.backend().name()));
      cells.add(new Text(b.standing().word(), colour(b)));
      if (b.backend().error() != null) {
        cells.add(Text.plain(Printable.line(b.backend().error())));
      } else {
        cells.add(Text.plain(b.wrong()));
        cells.add(Text.plain(b.worstShare()));
        if (timed) {
          cells.add(Text.plain(b.forward().text()));
          cells.add(Text.plain(b.gradient().text()));
        }
        cells.add(Text.plain(b.pace()));
        cells.add(Text.plain(b.besides()));
      }
      table.row(cells);
    }
    text.append('\n').append(table.print(styled));
    report.choices().stream().map(RecommendationView::brief).forEach(this::line);
    if (!report.hardware().summary().isEmpty()) {
      line(report.hardware().summary());
    }
    if (!report.part().isEmpty()) {
      line(report.part());
    }
    if (!report.caveat().isEmpty()) {
      line(report.caveat());
    }
  }

  private void line(String line) {
    text.append(Printable.line(line).indent(line.startsWith("  ") ? 2 : 0));
  }

  private static List<Text> header(Stream<String> names) {
    return names.map(name -> new Text(name, BOLD)).toList();
  }

  private static String colour(BackendSummary backend) {
    return switch (backend.standing()) {
      case WRONG -> RED;
      case SOUND, LAYERS_ONLY -> BLUE;
      case UNAVAILABLE, UNVERIFIED -> DIM;
    };
  }

  private static String colour(Sign sign) {
    return switch (sign) {
      case FAILED, CRASHED, TIMED_OUT -> RED;
      case KNOWN, UNEXPECTED_PASS, ACCEPTED -> YELLOW;
      case PASSED -> BLUE;
      case REJECTED, MISTRUSTED, UNSUPPORTED -> DIM;
    };
  }
}
