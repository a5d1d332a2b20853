package dev.assay.reference.op;

import static dev.assay.reference.op.CrossEntropyOfProbabilities.weighted;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Binary cross entropy from probabilities, averaged over all N elements:
 *
 * <pre>
 *   E = −1/N · Σ t_i·log p_i + (1 − t_i)·log(1 − p_i)        ∂p_i = g/N · ((1 − t_i)/(1 − p_i) − t_i/p_i)
 * </pre>
 *
 * The target t holds a number from 0 to 1 per element. No epsilon is added to p. 0·log 0 is 0. E
 * has shape [1].
 *
 * <p>Error gauge: the logarithms are off by a few ulp, and the terms all have one sign; rounding 1
 * − p, relatively, moves its logarithm by u. The gradient rounds relative to its two terms.
 *
 * @param shape of probabilities and target, any rank
 */
public record BinaryCrossEntropyOfProbabilities(Shape shape) implements Loss {

  private static final int GRADIENT_ROUNDINGS = 7;

  @Override
  public List<Operand> operands() {
    return List.of(
        new Operand("probabilities", shape, Role.PROBABILITY),
        new Operand("target", shape, Role.FRACTION));
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
      double inherited = 0;
      for (int i = 0; i < p.length; i++) {
        sum -= weighted(t[i], Math.log(p[i])) + weighted(1 - t[i], Math.log1p(-p[i]));
        inherited += 1 - t[i];
      }
      gauge.set(sum / p.length, sum / p.length, Elementwise.EXPONENTIAL + p.length + 5);
      gauge.inherit(inherited / p.length);
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] p = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    double g = outputGradient.get(0) / shape.size();
    return (index, gauge) -> {
      double no = (1 - t[index]) / (1 - p[index]);
      double yes = t[index] / p[index];
      gauge.set(g * (no - yes), Math.abs(g) * (no + yes), GRADIENT_ROUNDINGS);
    };
  }

  @Override
  public int longestSum() {
    return shape.size();
  }

  /** Two differences, logarithms and products, and two sums: eight operations per element. */
  @Override
  public double forwardFlops() {
    return 8.0 * shape.size();
  }
}
