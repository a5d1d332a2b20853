package dev.assay.adapters.libtorch;

import dev.assay.reference.tensor.Shape;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** Parts of tensors. */
final class Slices {
  private static final int BATCH_AND_CHANNELS = 2;

  private Slices() {}

  /** Every step-th element of an axis from a position up to another, which is not included. */
  static Tensor slice(Tensor x, int axis, long from, long to, long step) {
    return x.slice(axis, new LongOptional(from), new LongOptional(to), step);
  }

  /** As many elements of each axis of an image or volume as a shape has, from a corner on. */
  static Tensor cut(Tensor x, long[] corner, Shape shape) {
    Tensor cut = x;
    for (int axis = 0; axis < corner.length; axis++) {
      int dimension = BATCH_AND_CHANNELS + axis;
      long size = shape.dimension(dimension);
      if (corner[axis] > 0 || cut.size(dimension) > size) {
        cut = slice(cut, dimension, corner[axis], corner[axis] + size, 1);
      }
    }
    return cut;
  }
}
