package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/** The rows of a tensor along one of its axes: every element lies in exactly one of them. */
public record Rows(Shape shape, int axis) {

  /**
   * Refuses an axis that the shape does not have.
   *
   * @throws InvalidOperationException if it has none of that number
   */
  public Rows {
    Check.require(
        axis >= 0 && axis < shape.rank(),
        "axis=%s must be between 0 and %s for shape=%s",
        axis,
        shape.rank() - 1,
        shape);
  }

  public int count() {
    return shape.size() / length();
  }

  /** Elements of a row. */
  public int length() {
    return shape.dimension(axis);
  }

  /** Distance between two elements of a row. */
  public int step() {
    return shape.stride(axis);
  }

  /** Position of a row's first element. */
  public int first(int row) {
    return row / step() * step() * length() + row % step();
  }

  /** The row of an element. */
  public int of(int index) {
    return index / (step() * length()) * step() + index % step();
  }
}
