package dev.assay.reports.render;

import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the loss of a network comes down step by step, by the reference and by every backend.
 *
 * @param step every step as a problem
 * @param reference its losses; empty if it was left out
 * @param curves one for each backend
 */
public record TrainingCurves(Problem step, List<Expected> reference, List<Curve> curves) {

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
   * A step of a backend.
   *
   * @param loss on its own way
   * @param worst the element of its results that used most of its bound, from where the reference
   *     stood; empty without a reference
   */
  public record Step(double loss, Optional<Comparison.Worst> worst) {
    public boolean isWrong() {
      return worst.isPresent() && worst.get().share() > 1;
    }
  }

  /**
   * A backend's training.
   *
   * @param obstacle why there are not more steps; empty if there are all
   */
  public record Curve(String backend, List<Step> steps, String obstacle) {
    public Curve {
      steps = List.copyOf(steps);
    }

    public boolean isWrong() {
      return steps.stream().anyMatch(Step::isWrong);
    }
  }

  /** A loss as it is shown everywhere. */
  public static String loss(double loss) {
    return String.format(Locale.ROOT, "%.5f", loss);
  }

  /**
   * The losses one below the other, and a verdict on each backend.
   *
   * @param styled whether to use ANSI codes
   */
  public String print(boolean styled) {
    Printout out = new Printout(styled);
    out.table(losses());
    out.blank();
    TextTable verdicts = new TextTable();
    curves.forEach(curve -> verdicts.row(curve.backend, verdict(curve)));
    out.table(verdicts);
    return out.print();
  }

  private TextTable losses() {
    Stream<String> expected = reference.isEmpty() ? Stream.of() : Stream.of("reference", "±");
    TextTable table =
        new TextTable(
                Stream.of(Stream.of("step"), expected, curves.stream().map(Curve::backend))
                    .flatMap(columns -> columns))
            .right(column -> true);
    int steps =
        IntStream.concat(
                IntStream.of(reference.size()), curves.stream().mapToInt(c -> c.steps.size()))
            .max()
            .orElse(0);
    for (int i = 0; i < steps; i++) {
      List<String> cells = new ArrayList<>(List.of(String.valueOf(i + 1)));
      if (!reference.isEmpty()) {
        cells.add(loss(reference.get(i).loss()));
        cells.add(Numbers.measured(reference.get(i).bound()));
      }
      for (Curve curve : curves) {
        cells.add(i < curve.steps.size() ? cell(curve.steps.get(i), i) : Numbers.NONE);
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  /** A loss and its deviation from the reference's. */
  private String cell(Step step, int number) {
    String deviation = "";
    if (!reference.isEmpty()) {
      double more = step.loss - reference.get(number).loss();
      deviation = " (" + (more > 0 ? "+" : "") + Numbers.measured(more) + ")";
    }
    return loss(step.loss) + deviation + (step.isWrong() ? " !" : "");
  }

  private String verdict(Curve curve) {
    for (int i = 0; i < curve.steps.size(); i++) {
      if (curve.steps.get(i).isWrong()) {
        return wrong(i + 1, curve.steps.get(i).worst.orElseThrow());
      }
    }
    return curve.obstacle.isEmpty() ? course(curve.steps) : curve.obstacle;
  }

  private String wrong(int number, Comparison.Worst worst) {
    return "wrong in step %d: %s has %s where %s ± %s is expected"
        .formatted(
            number,
            step.results().get(worst.result()).name(),
            Numbers.element(worst.actual()),
            Numbers.element(worst.expected()),
            Numbers.measured(worst.bound()));
  }

  private static String course(List<Step> steps) {
    String course =
        "loss from %s to %s"
            .formatted(loss(steps.get(0).loss), loss(steps.get(steps.size() - 1).loss));
    double share =
        steps.stream()
            .flatMap(step -> step.worst.stream())
            .mapToDouble(Comparison.Worst::share)
            .max()
            .orElse(Double.NaN);
    return Double.isNaN(share)
        ? course
        : course + "; every step right, with at most " + Numbers.share(share) + " of its bound";
  }
}
