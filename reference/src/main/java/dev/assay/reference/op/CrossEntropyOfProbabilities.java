package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Cross entropy from probabilities, averaged over the mini-batch:
 *
 * <pre>
 *   E = −1/n · Σ_n Σ_i t[n,i]·log p[n,i]        ∂p[n,i] = −g/n · t[n,i] / p[n,i]
 * </pre>
 *
 * The target t holds a probability distribution per row: a one-hot label or a soft one. p is taken
 * as it is: it is not normalised, and no epsilon is added to it. 0·log 0 is 0. E has shape [1].
 *
 * <p>Error gauge: a float32 logarithm is off by a few ulp; the terms all have one sign, and every
 * order of their n·classes sums is allowed for.
 *
 * @param n mini-batch size
 * @param classes number of classes
 */
public record CrossEntropyOfProbabilities(int n, int classes) implements Loss {

  /** The reciprocals of n and of p, and three products. */
  private static final int GRADIENT_ROUNDINGS = 5;

  public CrossEntropyOfProbabilities {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "classes", classes);
    Check.elements("probabilities", n, classes);
  }

  @Override
  public List<Operand> operands() {
    return List.of(
        new Operand("probabilities", Shape.of(n, classes), Role.PROBABILITY),
        new Operand("target", Shape.of(n, classes), Role.DISTRIBUTION));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(1);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] p = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    return (index, gauge) -> {
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        sum -= weighted(t[i], Math.log(p[i]));
      }
      gauge.set(sum / n, sum / n, Elementwise.EXPONENTIAL + p.length + 3);
    };
  }

  /** The product, but 0·log 0 is 0, its limit; a logarithm that is NaN stays NaN. */
  static double weighted(double weight, double logarithm) {
    return weight == 0 && !Double.isNaN(logarithm) ? 0 : weight * logarithm;
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] p = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    double g = outputGradient.get(0) / n;
    return (index, gauge) -> {
      double value = -g * t[index] / p[index];
      gauge.set(value, Math.abs(value), GRADIENT_ROUNDINGS);
    };
  }

  @Override
  public int longestSum() {
    return classes;
  }

  /** Logarithm, product and sum: three operations per probability. */
  @Override
  public double forwardFlops() {
    return 3.0 * n * classes;
  }
}
