package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Logistic sigmoid: y = 1 / (1 + e^−x), in [0, 1]; ∂x = g·y·(1 − y).
 *
 * <p>Error gauge: e^−x is off by a few ulp, relatively, and the sum and the quotient round once
 * each; as a power of two ({@link Exponentials#asPowerOfTwo}) it is off by 2·u·|x| more, of which
 * y·(1 − y) arrives at y. The gradient subtracts from 1 a y that was rounded, so it is gauged by
 * g·y alone: that is what one rounding of y moves it by.
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
      gauge.inherit(slope(x[index]) * Exponentials.asPowerOfTwo(x[index]));
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    return (index, gauge) -> {
      double y = sigmoid(x[index]);
      double slope = slope(x[index]);
      gauge.set(g[index] * slope, Math.abs(g[index]) * y, FORWARD_ROUNDINGS + 3);
      gauge.inherit(Math.abs(g[index]) * slope * Exponentials.asPowerOfTwo(x[index]));
      gauge.flush(g[index]);
    };
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * ∂y/∂x = y·(1 − y): 1 − y as the sigmoid of −x, because in the difference a y near 1 cancels.
   */
  static double slope(double x) {
    return sigmoid(x) * sigmoid(-x);
  }
}
