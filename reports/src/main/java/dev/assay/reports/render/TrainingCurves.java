package dev.assay.reports.render;

import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the loss of a network comes down in one training, by the reference and by every backend.
 *
 * @param learningRate that of the first step
 * @param reference its losses: as many as it went along
 * @param curves one for each backend
 * @param listed how many steps have a row; of later ones there are checkpoints
 */
public record TrainingCurves(
    double learningRate, List<Expected> reference, List<Curve> curves, int listed) {

  /** Whom a line or a column is about that is no backend's. */
  public static final String REFERENCE = "reference";

  public TrainingCurves {
    reference = List.copyOf(reference);
    curves = List.copyOf(curves);
  }

  /**
   * The loss of a step by the reference.
   *
   * @param bound how far the loss of a backend that starts from the same may be off
   */
  public record Expected(double loss, double bound) {}

  /**
   * How a step of a backend was, from where the reference stood.
   *
   * @param problem of the step's, the one with the worst result
   * @param worst the element that used most of its bound
   */
  public record Judged(Problem problem, Comparison.Worst worst) {
    public double share() {
      return worst.share();
    }
  }

  /**
   * A step of a backend.
   *
   * @param loss on its own way
   * @param judged empty where the reference did not go along
   */
  public record Step(double loss, Optional<Judged> judged) {
    public boolean isWrong() {
      return judged.isPresent() && judged.get().share() > 1;
    }
  }

  /**
   * Where a backend has come after some steps on its own way.
   *
   * @param steps which ones, in words: {@code epoch 3}
   * @param last of them, counted from 1
   * @param loss the mean of theirs
   * @param accuracy the share of test images whose class was named; empty without any
   */
  public record Checkpoint(String steps, int last, double loss, OptionalDouble accuracy) {
    @Override
    public String toString() {
      return TrainingCurves.loss(loss) + (accuracy.isPresent() ? ", " + percent() : "");
    }

    /** The accuracy; empty without any. */
    String percent() {
      return accuracy.isPresent()
          ? String.format(Locale.ROOT, "%.1f %%", 100 * accuracy.getAsDouble())
          : "";
    }
  }

  /**
   * A backend's training.
   *
   * @param obstacle why there are not more steps; empty if there are all
   */
  public record Curve(
      String backend, List<Step> steps, List<Checkpoint> checkpoints, String obstacle) {
    public Curve {
      steps = List.copyOf(steps);
      checkpoints = List.copyOf(checkpoints);
    }

    public boolean isWrong() {
      return steps.stream().anyMatch(Step::isWrong);
    }

    /** What it came to; it must have made a step. */
    Checkpoint end() {
      return checkpoints.isEmpty()
          ? new Checkpoint(
              "", steps.size(), steps.get(steps.size() - 1).loss, OptionalDouble.empty())
          : checkpoints.get(checkpoints.size() - 1);
    }

    /** What came of it, in a line. */
    public String verdict() {
      for (int i = 0; i < steps.size(); i++) {
        if (steps.get(i).isWrong()) {
          return wrong(i + 1, steps.get(i).judged.orElseThrow());
        }
      }
      return obstacle.isEmpty() ? course() : Printable.line(obstacle);
    }

    private static String wrong(int number, Judged judged) {
      Comparison.Worst worst = judged.worst;
      return "wrong in step %d: %s has %s where %s ± %s is expected"
          .formatted(
              number,
              judged.problem.results().get(worst.result()).name(),
              Numbers.element(worst.actual()),
              Numbers.element(worst.expected()),
              Numbers.measured(worst.bound()));
    }

    private String course() {
      String course =
          "loss from %s to %s"
              .formatted(TrainingCurves.loss(steps.get(0).loss), TrainingCurves.loss(end().loss));
      List<Judged> judged = steps.stream().flatMap(step -> step.judged.stream()).toList();
      if (judged.isEmpty()) {
        return course;
      }
      double share = judged.stream().mapToDouble(Judged::share).max().orElseThrow();
      return course
          + (judged.size() == steps.size()
              ? "; every step right"
              : "; right in " + first(judged.size()))
          + ", with at most "
          + Numbers.share(share)
          + " of its bound";
    }
  }

  /** The learning rate as it is shown everywhere. */
  String rate() {
    return String.valueOf(learningRate);
  }

  /** A loss as it is shown everywhere. */
  public static String loss(double loss) {
    return String.format(Locale.ROOT, "%.5f", loss);
  }

  /** The losses one below the other. */
  TextTable losses() {
    Stream<String> expected = reference.isEmpty() ? Stream.of() : Stream.of(REFERENCE, "±");
    TextTable table =
        new TextTable(
                Stream.of(Stream.of("step"), expected, curves.stream().map(Curve::backend))
                    .flatMap(columns -> columns))
            .right(column -> true);
    int steps = curves.stream().mapToInt(curve -> curve.steps.size()).max().orElse(0);
    for (int i = 0; i < Math.max(reference.size(), Math.min(steps, listed)); i++) {
      int step = i;
      table.row(
          row(
              String.valueOf(i + 1),
              i < reference.size()
                  ? List.of(
                      loss(reference.get(i).loss()), Numbers.measured(reference.get(i).bound()))
                  : List.of(Numbers.NONE, Numbers.NONE),
              curve ->
                  step < curve.steps.size() ? cell(curve.steps.get(step), step) : Numbers.NONE));
    }
    List<Checkpoint> longest =
        curves.stream()
            .map(Curve::checkpoints)
            .max(Comparator.comparingInt(List::size))
            .orElse(List.of());
    for (int i = 0; i < longest.size(); i++) {
      int which = i;
      table.row(
          row(
              longest.get(i).steps,
              List.of(Numbers.NONE, Numbers.NONE),
              curve ->
                  which < curve.checkpoints.size()
                      ? curve.checkpoints.get(which).toString()
                      : Numbers.NONE));
    }
    return table;
  }

  private String[] row(String steps, List<String> expected, Function<Curve, String> cell) {
    List<String> cells = new ArrayList<>(List.of(steps));
    if (!reference.isEmpty()) {
      cells.addAll(expected);
    }
    curves.forEach(curve -> cells.add(cell.apply(curve)));
    return cells.toArray(String[]::new);
  }

  /** A loss and its deviation from the reference's. */
  private String cell(Step step, int number) {
    String deviation = "";
    if (number < reference.size()) {
      double more = step.loss - reference.get(number).loss();
      deviation = " (" + (more > 0 ? "+" : "") + Numbers.measured(more) + ")";
    }
    return loss(step.loss) + deviation + (step.isWrong() ? " !" : "");
  }

  private static String first(int steps) {
    return steps == 1 ? "the first step" : "the first " + steps + " steps";
  }

  /** Which of the numbers are proven. */
  String proven() {
    int longest = 0;
    int judged = 0;
    boolean tested = false;
    for (Curve curve : curves) {
      longest = Math.max(longest, curve.steps.size());
      judged =
          Math.max(judged, (int) curve.steps.stream().filter(s -> s.judged.isPresent()).count());
      tested |= curve.checkpoints.stream().anyMatch(point -> point.accuracy.isPresent());
    }
    if (judged == 0) {
      return "Nothing was verified: all numbers are the backends' own.";
    }
    return (judged < longest ? "Verified: " + first(judged) : "Verified: every step")
        + ", each by itself, from where the reference stood. All losses"
        + (tested ? " and accuracies" : "")
        + " of backends are those of their own ways.";
  }
}
