package dev.assay.verify.suite;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The right results of a problem, but for factors of products that are shorter than float32. */
final class ShortFactors {
  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private ShortFactors() {}

  /** Rounded to float32 in the end. */
  static List<float[]> results(Problem problem, List<Tensor> inputs, FactorRounding rounding) {
    if (rounding == FactorRounding.NONE || !(problem.operation() instanceof Contraction)) {
      return floats(problem, inputs);
    }
    List<Tensor> factors = new ArrayList<>(inputs);
    factors.set(X, rounded(inputs.get(X), rounding));
    factors.set(WEIGHTS, rounded(inputs.get(WEIGHTS), rounding));
    if (problem.direction().isBackward()) {
      int last = inputs.size() - 1;
      factors.set(last, rounded(inputs.get(last), rounding));
    }
    List<float[]> results = new ArrayList<>(floats(problem, factors));
    for (int r = 0; r < results.size(); r++) {
      // The gradient of a bias is a sum of no products.
      if (problem.results().get(r).operand() == BIAS) {
        results.set(r, floats(problem, inputs).get(r));
      }
    }
    return results;
  }

  private static List<float[]> floats(Problem problem, List<Tensor> inputs) {
    return new Oracle(problem, inputs).results().stream().map(Tensor::toFloats).toList();
  }

  private static Tensor rounded(Tensor tensor, FactorRounding rounding) {
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rounding.of((float) tensor.get(i));
    }
    return new Tensor(tensor.shape(), values);
  }
}
