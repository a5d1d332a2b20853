package dev.assay.reports.render;

import dev.assay.reports.render.TrainingCurves.Curve;
import dev.assay.reports.render.TrainingCurves.Expected;
import dev.assay.reports.render.TrainingCurves.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What is drawn of trainings: lines over their steps.
 *
 * @param unit of what goes up or down; empty for a loss
 * @param stretch a point is the mean of so many steps
 * @param rates the learning rates
 */
record TrainingChart(String unit, int stretch, List<String> rates, List<Line> lines) {
  /** More could not be told apart, and would make a page of many megabytes. */
  private static final int MOST_POINTS = 1000;

  /**
   * One training by one backend, or the reference.
   *
   * @param rate which of the rates
   * @param points step and value; what is not finite has none
   */
  record Line(String name, int rate, List<double[]> points) {}

  static TrainingChart ofLosses(List<TrainingCurves> trainings) {
    int longest =
        trainings.stream()
            .flatMap(training -> training.curves().stream())
            .mapToInt(curve -> curve.steps().size())
            .max()
            .orElse(0);
    int stretch = Math.max(1, (longest + MOST_POINTS - 1) / MOST_POINTS);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < trainings.size(); i++) {
      List<Double> expected = trainings.get(i).reference().stream().map(Expected::loss).toList();
      if (!expected.isEmpty()) {
        lines.add(new Line(TrainingCurves.REFERENCE, i, means(expected, stretch)));
      }
      for (Curve curve : trainings.get(i).curves()) {
        List<Double> losses = curve.steps().stream().map(Step::loss).toList();
        lines.add(new Line(curve.backend(), i, means(losses, stretch)));
      }
    }
    return new TrainingChart("", stretch, rates(trainings), lines);
  }

  private static List<String> rates(List<TrainingCurves> trainings) {
    return trainings.stream().map(TrainingCurves::rate).toList();
  }

  private static List<double[]> means(List<Double> losses, int stretch) {
    List<double[]> points = new ArrayList<>();
    for (int from = 0; from < losses.size(); from += stretch) {
      int to = Math.min(from + stretch, losses.size());
      double mean =
          losses.subList(from, to).stream().mapToDouble(loss -> loss).average().orElseThrow();
      if (Double.isFinite(mean)) {
        points.add(new double[] {to, mean});
      }
    }
    return points;
  }

  static TrainingChart ofAccuracies(List<TrainingCurves> trainings) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < trainings.size(); i++) {
      for (Curve curve : trainings.get(i).curves()) {
        List<double[]> points =
            curve.checkpoints().stream()
                .filter(point -> point.accuracy().isPresent())
                .map(point -> new double[] {point.last(), 100 * point.accuracy().getAsDouble()})
                .toList();
        if (!points.isEmpty()) {
          lines.add(new Line(curve.backend(), i, points));
        }
      }
    }
    return new TrainingChart("%", 1, rates(trainings), lines);
  }
}
