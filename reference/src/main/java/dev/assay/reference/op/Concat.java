package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Two tensors one behind the other along an axis, as an inception block joins the channels of its
 * branches (Szegedy et al. 2015); each gradient is its part of g.
 *
 * @param shape of a, any rank
 * @param axis along which b follows a
 * @param other size of b along the axis; its other dimensions are those of a
 */
public record Concat(Shape shape, int axis, int other) implements Operation {

  private static final int A = 0;

  public Concat {
    new Rows(shape, axis);
    Check.atLeast(1, "other", other);
    int[] dimensions = shape.toArray();
    Check.require(
        (long) dimensions[axis] + other <= Integer.MAX_VALUE, "other=%s is too large", other);
    dimensions[axis] += other;
    Check.elements("output", dimensions);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("a", shape, Role.DATA), new Operand("b", with(other), Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return with(shape.dimension(axis) + other);
  }

  /** The shape with another size along the axis. */
  private Shape with(int size) {
    int[] dimensions = shape.toArray();
    dimensions[axis] = size;
    return Shape.of(dimensions);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] a = inputs.get(0).values();
    double[] b = inputs.get(1).values();
    int ofA = block(shape.dimension(axis));
    int ofB = block(other);
    return (index, gauge) -> {
      int row = index / (ofA + ofB);
      int rest = index % (ofA + ofB);
      gauge.select(rest < ofA ? a[row * ofA + rest] : b[row * ofB + rest - ofA]);
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    int own = block(operand == A ? shape.dimension(axis) : other);
    int before = operand == A ? 0 : block(shape.dimension(axis));
    int both = block(shape.dimension(axis) + other);
    return (index, gauge) -> gauge.select(g[index / own * both + before + index % own]);
  }

  /** Neighbouring elements that stay together when the axis has this size. */
  private int block(int size) {
    return size * shape.stride(axis);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Examples examples() {
    return axis == 0 ? Examples.MIXED : Examples.INDEPENDENT;
  }

  @Override
  public int longestSum() {
    return 1;
  }

  /** Counted as one operation per element, though it only moves them. */
  @Override
  public double forwardFlops() {
    return outputShape().size();
  }
}
