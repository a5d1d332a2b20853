package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Position of the largest element along an axis, counted from 0; of equal ones the first.
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
      int largest = 0;
      for (int i = 1; i < rows.length(); i++) {
        if (Double.isNaN(x[first + largest * rows.step()])) {
          break;
        }
        if (!(x[first + i * rows.step()] <= x[first + largest * rows.step()])) {
          largest = i;
        }
      }
      gauge.select(largest);
    };
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
