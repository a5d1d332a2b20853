package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Position of the largest element along an axis, counted from 0; of equal ones the first.
 *
 * <p>Hardware that takes subnormal numbers for zero finds more of them equal: the position that it
 * would answer is in order, too, and no other.
 *
 * @param shape of x, any rank; the output lacks the axis, or is [1] if there is no other
 * @param axis along which to look
 */
public record ArgMax(Shape shape, int axis) implements ForwardOnly {

  public ArgMax {
    new Rows(shape, axis);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", shape, Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return shape.rank() == 1
        ? Shape.of(1)
        : Shape.of(
            IntStream.range(0, shape.rank())
                .filter(i -> i != axis)
                .map(shape::dimension)
                .toArray());
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    Rows rows = new Rows(shape, axis);
    double[] x = inputs.get(0).values();
    return (index, gauge) -> {
      int first = rows.first(index);
      int largest = largest(rows, i -> x[first + i * rows.step()]);
      int flushed = largest(rows, i -> flushed(x[first + i * rows.step()]));
      gauge.select(largest);
      if (flushed != largest) {
        gauge.setOr(flushed);
      }
    };
  }

  /** The first of the largest; a NaN counts as the largest. */
  private static int largest(Rows rows, IntToDoubleFunction x) {
    int largest = 0;
    for (int i = 1; i < rows.length() && !Double.isNaN(x.applyAsDouble(largest)); i++) {
      if (!(x.applyAsDouble(i) <= x.applyAsDouble(largest))) {
        largest = i;
      }
    }
    return largest;
  }

  private static double flushed(double x) {
    return Math.abs(x) < DataType.F32.minNormal() ? 0 : x;
  }

  @Override
  public Examples examples() {
    return axis == 0 ? Examples.MIXED : Examples.INDEPENDENT;
  }

  @Override
  public int longestSum() {
    return 1;
  }

  /** One comparison per element. */
  @Override
  public double forwardFlops() {
    return shape.size();
  }
}
