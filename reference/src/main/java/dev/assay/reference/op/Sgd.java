package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * One step of stochastic gradient descent (Robbins &amp; Monro 1951) with weight decay: w' = w −
 * α·(g + decay·w).
 *
 * <p>Error gauge: α and decay are rounded to float32; then the products and sums round. (1 −
 * α·decay)·w − α·g is as good.
 *
 * @param size of weights, gradient and result
 * @param learningRate α
 * @param decay weight of the penalty ½·|w|²
 */
public record Sgd(int size, double learningRate, @Default("0.0") double decay)
    implements ForwardOnly {

  private static final int ROUNDINGS = 7;

  public Sgd {
    Check.atLeast(1, "size", size);
    Check.positive("learning-rate", learningRate);
    Check.notNegative("decay", decay);
  }

  @Override
  public List<Operand> operands() {
    Shape shape = Shape.of(size);
    return List.of(
        new Operand("weights", shape, Role.CONSTANT),
        new Operand("gradient", shape, Role.CONSTANT));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(size);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] w = inputs.get(0).values();
    double[] g = inputs.get(1).values();
    return (index, gauge) -> {
      double penalty = decay * w[index];
      gauge.set(
          w[index] - learningRate * (g[index] + penalty),
          Math.abs(w[index]) + learningRate * (Math.abs(g[index]) + Math.abs(penalty)),
          ROUNDINGS);
    };
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public int longestSum() {
    return 3;
  }

  /** Two products and two sums: four operations per weight. */
  @Override
  public double forwardFlops() {
    return 4.0 * size;
  }
}
