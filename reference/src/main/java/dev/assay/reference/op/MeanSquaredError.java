package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Mean squared error over all elements: E = 1/N · Σ (x_i − t_i)²; ∂x_i = 2·g/N · (x_i − t_i). E has
 * shape [1].
 *
 * <p>Error gauge: the difference is rounded before it is squared, relative to itself.
 *
 * @param shape of prediction and target, any rank; N is its size
 */
public record MeanSquaredError(Shape shape) implements Operation {

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", shape, Role.DATA), new Operand("target", shape, Role.TARGET));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(1);
  }

  @Override
  public void forward(List<Tensor> inputs, int index, Gauge gauge) {
    double[] x = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    for (int i = 0; i < x.length; i++) {
      gauge.add(x[i] - t[i], x[i] - t[i]);
    }
    // Two of the roundings belong to the two differences of a square, two to the division.
    gauge.scale(1.0 / shape.size(), 4);
  }

  @Override
  public void gradient(
      List<Tensor> inputs, Tensor outputGradient, int operand, int index, Gauge gauge) {
    double difference = inputs.get(0).get(index) - inputs.get(1).get(index);
    double value = 2 * outputGradient.get(0) / shape.size() * difference;
    gauge.set(value, Math.abs(value), 5);
  }

  /** The square of a difference of two integers up to r is at most 4·r². */
  @Override
  public int longestSum() {
    return Math.multiplyExact(4, shape.size());
  }

  /** Difference, square and sum: three operations per element. */
  @Override
  public double forwardFlops() {
    return 3.0 * shape.size();
  }
}
