package dev.assay.verify.suite;

import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.verify.OracleBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of a problem, with all that a faulty backend may get wrong about it.
 *
 * @param run the first or a later run of the same prepared problem, from 1
 * @param threads the backend was opened with
 * @param rounding of factors of products: what the backend does and declares
 * @param kept what the backend remembers from one run to the next, by whatever name
 */
record Call(
    Problem problem,
    List<Tensor> inputs,
    int run,
    int threads,
    FactorRounding rounding,
    Map<String, float[]> kept) {

  /** More than there are of one prepared problem, whose masks differ. */
  private static final long RUNS = 1000;

  /** The right results, rounded to float32, to be spoiled in place. */
  List<float[]> honest() {
    List<float[]> results = ShortFactors.results(problem, inputs, rounding);
    if (problem.operation() instanceof RandomDropout dropout) {
      OracleBackend.drop(dropout, results.get(0), mask());
    }
    return results;
  }

  /** The seed of the mask of a dropout that draws its own. */
  long mask() {
    return RUNS * problem.seed() + run;
  }

  /** The same in another run. */
  Call inRun(int other) {
    return new Call(problem, inputs, other, threads, rounding, kept);
  }

  /** The same, had the problem been another one. */
  Call with(Operation other) {
    return new Call(problem.with(other, problem.direction()), inputs, run, threads, rounding, kept);
  }

  /** The same, had one input been another one. */
  Call with(int position, double[] values) {
    List<Tensor> changed = new ArrayList<>(inputs);
    changed.set(position, new Tensor(inputs.get(position).shape(), values));
    return new Call(problem, changed, run, threads, rounding, kept);
  }

  boolean backward() {
    return problem.direction().isBackward();
  }

  Tensor x() {
    return inputs.get(0);
  }

  /** The output's gradient. */
  Tensor g() {
    return inputs.get(inputs.size() - 1);
  }
}
