package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Hyperbolic tangent: y = (e^x − e^−x) / (e^x + e^−x), in [−1, 1]; ∂x = g·(1 − y²).
 *
 * <p>Error gauge: relative to y, as every libm keeps it down to the smallest x; the gradient
 * subtracts from 1 a rounded y², so it is gauged by g.
 *
 * @param shape of x and y, any rank
 */
public record Tanh(Shape shape) implements Elementwise {

  private static final int FORWARD_ROUNDINGS = EXPONENTIAL + 2;

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    return (index, gauge) -> {
      double y = Math.tanh(x[index]);
      gauge.set(y, Math.abs(y), FORWARD_ROUNDINGS);
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    return (index, gauge) -> {
      double y = Math.tanh(x[index]);
      // y² is wrong by twice what y is wrong by.
      gauge.set(g[index] * (1 - y * y), Math.abs(g[index]), 2 * FORWARD_ROUNDINGS + 3);
    };
  }
}
