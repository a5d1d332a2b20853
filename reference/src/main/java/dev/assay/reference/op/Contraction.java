package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation whose output and gradients are sums of products of two of x, the weights and the
 * output's gradient: a convolution or a matrix product. A bias is added to them.
 *
 * <p>Its operands are x, the weights and perhaps the bias, in this order.
 */
public sealed interface Contraction extends Operation
    permits Conv1d, Conv2d, Conv3d, ConvTranspose2d, Linear, LocallyConnected2d {
  int X = 0;
  int WEIGHTS = 1;
  int BIAS = 2;

  boolean bias();

  /** Without a bias. */
  @Override
  default boolean isLinear() {
    return !bias();
  }

  /**
   * Whether each output looks at a single place of x, as those of a matrix product do: then no
   * algorithm can save products by transforming tiles.
   */
  default boolean isPointwise() {
    Shape weights = operands().get(WEIGHTS).shape();
    return weights.size() == weights.dimension(0) * weights.dimension(1);
  }

  /** Whether an operand is multiplied, and its gradient a sum of products. */
  static boolean isFactor(int operand) {
    return operand != BIAS;
  }

  /**
   * The operands.
   *
   * @param biased whether the bias is one of them
   */
  static List<Operand> operands(Shape x, Shape weights, Shape bias, boolean biased) {
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand("x", x, Role.DATA));
    operands.add(new Operand("weights", weights, Role.PARAMETER));
    if (biased) {
      operands.add(new Operand("bias", bias, Role.PARAMETER));
    }
    return operands;
  }

  /**
   * ∂bias[k] = Σ_{n,o} g[n,k,o], whatever o stands for: the places of a channel, or nothing.
   *
   * @param outputGradient g
   * @param n batch size
   * @param k elements of the bias
   */
  static Formula biasGradient(double[] outputGradient, int n, int k) {
    int places = outputGradient.length / (n * k);
    return (index, gauge) -> {
      for (int image = 0; image < n; image++) {
        int first = (image * k + index) * places;
        for (int i = first; i < first + places; i++) {
          gauge.add(outputGradient[i]);
        }
      }
    };
  }
}
