package dev.assay.verify.suite;

import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
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

  /** The right results, rounded to float32, to be spoiled in place. */
  List<float[]> honest() {
    return ShortFactors.results(problem, inputs, rounding);
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
