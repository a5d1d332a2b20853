package dev.assay.reports.render;

import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.TrainingCurves.Curve;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trainings of one network by the same backends, which differ in their learning rate, as far as
 * they have come.
 *
 * @param network its name
 * @param command the line that began them
 * @param trainings one or more
 */
public record TrainingReport(String network, String command, List<TrainingCurves> trainings) {
  private static final Page PAGE =
      new Page(
          "training.html.peb",
          List.of("tables.css", "training.css"),
          List.of(Page.CHART_LIBRARY, "charts.js", "training.js", "tables.js"));

  public TrainingReport {
    trainings = List.copyOf(trainings);
  }

  /** What became of one backend's training. */
  record Row(
      String rate,
      String backend,
      int steps,
      String first,
      String last,
      String accuracy,
      boolean wrong,
      String verdict) {
    private static Row of(TrainingCurves training, Curve curve) {
      boolean begun = !curve.steps().isEmpty();
      return new Row(
          training.rate(),
          curve.backend(),
          curve.steps().size(),
          begun ? TrainingCurves.loss(curve.steps().get(0).loss()) : Numbers.NONE,
          begun ? TrainingCurves.loss(curve.end().loss()) : Numbers.NONE,
          begun ? curve.end().percent() : "",
          curve.isWrong(),
          curve.verdict());
    }
  }

  /** A row for each backend and learning rate. */
  public List<Row> rows() {
    return trainings.stream()
        .flatMap(training -> training.curves().stream().map(curve -> Row.of(training, curve)))
        .toList();
  }

  /** The backends that have begun. */
  public List<String> backends() {
    return trainings.stream()
        .flatMap(training -> training.curves().stream().map(Curve::backend))
        .distinct()
        .toList();
  }

  public List<String> rates() {
    return trainings.stream().map(TrainingCurves::rate).toList();
  }

  public TrainingChart losses() {
    return TrainingChart.ofLosses(trainings);
  }

  public TrainingChart accuracies() {
    return TrainingChart.ofAccuracies(trainings);
  }

  /** Which of the numbers are proven. */
  public String proven() {
    return trainings.get(0).proven();
  }

  /** Writes {@code training.html}; says where it is. */
  public Path write(OutputFolder folder) {
    return folder.write("training.html", PAGE.fill(Map.of("report", this)));
  }

  /**
   * The losses of each training, then what they came to beside each other.
   *
   * @param styled whether to use ANSI codes
   */
  public String print(boolean styled) {
    Printout out = new Printout(styled);
    for (TrainingCurves training : trainings) {
      if (trainings.size() > 1) {
        out.line(Text.bold("learning rate " + training.rate()));
      }
      out.table(training.losses());
      out.blank();
    }
    if (trainings.size() > 1) {
      out.table(besideEachOther());
      out.blank();
    }
    out.line(proven());
    return out.print();
  }

  /** A row for each backend, a column for each learning rate. */
  private TextTable besideEachOther() {
    TextTable table =
        new TextTable(Stream.concat(Stream.of("learning rate"), rates().stream()))
            .right(column -> column > 0);
    for (String backend : backends()) {
      List<String> cells = new ArrayList<>(List.of(backend));
      trainings.forEach(training -> cells.add(end(training, backend)));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String end(TrainingCurves training, String backend) {
    return training.curves().stream()
        .filter(curve -> curve.backend().equals(backend) && curve.obstacle().isEmpty())
        .map(curve -> curve.end().toString())
        .findFirst()
        .orElse(Numbers.NONE);
  }
}
