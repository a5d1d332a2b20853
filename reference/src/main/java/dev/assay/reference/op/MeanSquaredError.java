package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Mean squared error over all elements: E = 1/N · Σ (x_i − t_i)²; ∂x_i = 2·g/N · (x_i − t_i). E has
 * shape [1].
 *
 * <p>Error gauge: the difference is rounded before it is squared, relative to itself. A running
 * mean divides each square by N before it adds it, so even integer sums are not exact.
 *
 * @param shape of prediction and target, any rank; N is its size
 */
public record MeanSquaredError(Shape shape) implements Loss {

  /** Two differences in a square, and two for the division. */
  private static final int ROUNDINGS = 4;

  public MeanSquaredError {
    Check.require(
        shape.size() <= Integer.MAX_VALUE / 4, "shape=%s has more than 2^29-1 elements", shape);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", shape, Role.DATA), new Operand("target", shape, Role.TARGET));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(1);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    return (index, gauge) -> {
      for (int i = 0; i < x.length; i++) {
        gauge.add(x[i] - t[i], x[i] - t[i]);
      }
      gauge.scale(1.0 / shape.size());
      gauge.set(gauge.value(), gauge.magnitude(), ROUNDINGS + gauge.terms());
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] t = inputs.get(1).values();
    double factor = 2 * outputGradient.get(0) / shape.size();
    return (index, gauge) -> {
      double value = factor * (x[index] - t[index]);
      gauge.set(value, Math.abs(value), 5);
    };
  }

  /** The square of a difference of two integers up to r is at most 4·r². */
  @Override
  public int longestSum() {
    return 4 * shape.size();
  }

  /** Difference, square and sum: three operations per element. */
  @Override
  public double forwardFlops() {
    return 3.0 * shape.size();
  }
}
