package dev.assay.adapters.dl4j;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Elements of one value around an array, which ND4J's operations do not add themselves. */
final class Border {
  /** ND4J's code for padding with a constant. */
  private static final int CONSTANT = 0;

  private final int[][] widths;

  /**
   * A border.
   *
   * @param widths for each axis of the array the elements before and after
   */
  Border(int[][] widths) {
    this.widths = widths;
  }

  boolean isNone() {
    return Arrays.stream(widths).flatMapToInt(Arrays::stream).allMatch(width -> width == 0);
  }

  /** Adds the border by an operation of the plan. */
  INDArray around(Plan plan, INDArray array, double value) {
    if (isNone()) {
      return array;
    }
    INDArray bordered = plan.allocate(shapeAround(array));
    plan.call("pad", List.of(array, plan.integers(widths)), bordered)
        .integers(CONSTANT)
        .reals(value);
    return bordered;
  }

  /** The shape of the array with the border. */
  long[] shapeAround(INDArray array) {
    long[] shape = array.shape().clone();
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] += widths[axis][0] + widths[axis][1];
    }
    return shape;
  }

  /** What lies inside the border: a view. */
  INDArray inside(INDArray bordered) {
    if (isNone()) {
      return bordered;
    }
    INDArrayIndex[] inside = new INDArrayIndex[widths.length];
    for (int axis = 0; axis < inside.length; axis++) {
      inside[axis] = NDArrayIndex.interval(widths[axis][0], bordered.size(axis) - widths[axis][1]);
    }
    return bordered.get(inside);
  }
}
