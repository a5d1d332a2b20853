package dev.assay.reports.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trainings of one network by the same backends, which differ in their learning rate.
 *
 * @param trainings one or more
 */
public record TrainingSummary(List<TrainingCurves> trainings) {

  public TrainingSummary {
    trainings = List.copyOf(trainings);
  }

  /**
   * Each training, then what they came to beside each other.
   *
   * @param styled whether to use ANSI codes
   */
  public String print(boolean styled) {
    Printout out = new Printout(styled);
    for (TrainingCurves training : trainings) {
      if (trainings.size() > 1) {
        out.line(Text.bold("learning rate " + training.learningRate()));
      }
      training.print(out);
      out.blank();
    }
    if (trainings.size() > 1) {
      out.table(besideEachOther());
      out.blank();
    }
    out.line(trainings.get(0).proven());
    return out.print();
  }

  /** A row for each backend, a column for each learning rate. */
  private TextTable besideEachOther() {
    TextTable table =
        new TextTable(
                Stream.concat(
                    Stream.of("learning rate"),
                    trainings.stream().map(training -> String.valueOf(training.learningRate()))))
            .right(column -> column > 0);
    for (TrainingCurves.Curve first : trainings.get(0).curves()) {
      List<String> cells = new ArrayList<>(List.of(first.backend()));
      trainings.forEach(training -> cells.add(end(training, first.backend())));
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
