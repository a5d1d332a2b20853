package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Logistic sigmoid: y = 1 / (1 + e^−x), in [0, 1]; ∂x = g·y·(1 − y).
 *
 * <p>Error gauge: e^−x is off by a few ulp, relatively, and the sum and the quotient round once
 * each. The gradient subtracts from 1 a y that was rounded, so it is gauged by g·y alone: that is
 * what one rounding of y moves it by.
 *
 * @param shape of x and y, any rank
 */
public record Sigmoid(Shape shape) implements Elementwise {

  private static final int FORWARD_ROUNDINGS = EXPONENTIAL + 2;

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    return (index, gauge) -> {
      double y = sigmoid(x[index]);
      gauge.set(y, y, FORWARD_ROUNDINGS);
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    return (index, gauge) -> {
      double y = sigmoid(x[index]);
      // 1 - y as the sigmoid of -x, because in the difference a y near 1 would cancel.
      gauge.set(g[index] * y * sigmoid(-x[index]), Math.abs(g[index]) * y, FORWARD_ROUNDINGS + 3);
      gauge.flush(g[index]);
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
