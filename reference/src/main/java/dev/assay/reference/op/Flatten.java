package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Flattens each example of a batch, between the feature maps and the fully connected layers: x [n,
 * c, h, w] becomes y [n, c·h·w], the values in the same order, and so does the gradient back.
 *
 * @param shape of x, the batch first; rank 2 or more
 */
public record Flatten(Shape shape) implements Operation {

  public Flatten {
    Check.require(shape.rank() >= 2, "shape=%s must have at least 2 dimensions", shape);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", shape, Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(shape.dimension(0), shape.size() / shape.dimension(0));
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    return (index, gauge) -> gauge.select(x[index]);
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    return (index, gauge) -> gauge.select(g[index]);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public int longestSum() {
    return 1;
  }

  /** Counted as one operation per element, though it only moves them, if that. */
  @Override
  public double forwardFlops() {
    return shape.size();
  }
}
