package dev.assay.bench;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether the runs that are timed compute what was verified, by a sample of their results: of the
 * first run, before anything is timed, and of the last that was timed.
 *
 * <p>The oracle judges the first. After that results must be the same, bit by bit, or right by the
 * oracle again.
 *
 * <p>It would take minutes for a whole network, which was proved in another process, mostly in
 * small. There the first results must be finite, and those of later runs from the same beginning
 * close to them. A step that has updated the parameters before must give others, and finite ones;
 * whether it is right, nothing here can tell.
 */
final class ResultCheck {
  /**
   * Two runs of a network may round differently. The distance of their results, as a share of their
   * length, is far less than that unless one of them is something else.
   */
  private static final double CLOSE = 0.1;

  private final Problem problem;
  private final ProductPrecision precision;
  private final Sample sample;
  private List<float[]> first = List.of();

  /**
   * Of one problem.
   *
   * @param precision of products, as the backend declares
   */
  ResultCheck(Problem problem, ProductPrecision precision) {
    this.problem = problem;
    this.precision = precision;
    this.sample = Sample.some(problem);
  }

  /** What is looked at of results. */
  List<float[]> pick(List<float[]> results) {
    return sample.pick(problem, results);
  }

  /** Whether a run goes on from where the one before it ended. */
  boolean goesOn() {
    return problem.operation() instanceof TrainingStep step && step.until() == Stage.UPDATE;
  }

  /**
   * Judges the first run.
   *
   * @param picked of its results
   * @param inputs that it computed from
   */
  void first(List<float[]> picked, List<Tensor> inputs) throws WithheldException {
    if (isNetwork()) {
      finite("the first run", picked);
    } else {
      judge("the first run", picked, inputs);
    }
    first = picked;
  }

  /**
   * Judges a run that began as the first did.
   *
   * @param when which one, in words
   */
  void again(String when, List<float[]> picked) throws WithheldException {
    if (areFirst(picked)) {
      return;
    }
    if (isNetwork()) {
      close(when, picked);
    } else {
      judge(when, picked, problem.inputs());
    }
  }

  /** Judges the last of many runs that each went on from where the one before it ended. */
  void later(String when, List<float[]> picked) throws WithheldException {
    finite(when, picked);
    if (areFirst(picked)) {
      throw WithheldException.wrong(
          when + " gave what the first gave, as if no parameter had been updated since");
    }
  }

  private boolean isNetwork() {
    return problem.operation() instanceof Composite;
  }

  private boolean areFirst(List<float[]> picked) {
    return IntStream.range(0, picked.size())
        .allMatch(i -> Arrays.equals(picked.get(i), first.get(i)));
  }

  private void judge(String when, List<float[]> picked, List<Tensor> inputs)
      throws WithheldException {
    Comparison comparison = new Oracle(problem, inputs, precision).compare(sample, picked);
    if (!comparison.passed()) {
      throw WithheldException.wrong(when + ": " + comparison.worst().describe(problem));
    }
  }

  private void finite(String when, List<float[]> picked) throws WithheldException {
    for (int r = 0; r < picked.size(); r++) {
      for (float value : picked.get(r)) {
        if (!Float.isFinite(value)) {
          throw WithheldException.wrong(
              when + ": " + problem.results().get(r).name() + " has " + value + " in it");
        }
      }
    }
  }

  private void close(String when, List<float[]> picked) throws WithheldException {
    for (int r = 0; r < picked.size(); r++) {
      double distance = 0;
      double length = 0;
      for (int i = 0; i < picked.get(r).length; i++) {
        distance = Math.hypot(distance, picked.get(r)[i] - (double) first.get(r)[i]);
        length = Math.hypot(length, first.get(r)[i]);
      }
      if (!(distance <= CLOSE * length)) {
        throw WithheldException.wrong(
            when + ": " + problem.results().get(r).name() + " is not what it was in the first");
      }
    }
  }
}
