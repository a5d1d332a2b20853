package dev.assay.adapters.cudnn;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;

/**
 * The sizes of an array's axes, as cuDNN is told them: batch and channels first, then at least two
 * more.
 */
final class Dimensions {
  /** Fewer than these, cuDNN does not take. */
  private static final int FEWEST = 4;

  /** More than these, most of its calls do not. */
  private static final int MOST = 5;

  private Dimensions() {}

  /**
   * Those of a shape; what lies beyond the fifth axis is counted with it. The only axis of a shape
   * is neither batch nor channels.
   */
  static int[] of(Shape shape) {
    if (shape.rank() == 1) {
      return new int[] {1, 1, 1, shape.dimension(0)};
    }
    int[] sizes = new int[Math.max(FEWEST, Math.min(shape.rank(), MOST))];
    Arrays.fill(sizes, 1);
    for (int axis = 0; axis < shape.rank(); axis++) {
      sizes[Math.min(axis, MOST - 1)] *= shape.dimension(axis);
    }
    return sizes;
  }

  /** The axis of a softmax in the place of the channels: all before it, it, all behind it. */
  static int[] around(Shape shape, int axis) {
    int behind = shape.stride(axis);
    int length = shape.dimension(axis);
    return new int[] {shape.size() / behind / length, length, behind, 1};
  }

  /** Of one number per channel: 1 on all other axes. */
  static int[] perChannel(int[] sizes) {
    int[] channels = ones(sizes);
    channels[1] = sizes[1];
    return channels;
  }

  /** As many axes of size 1. */
  static int[] ones(int[] sizes) {
    int[] ones = new int[sizes.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** How far apart neighbours along each axis lie in a row-major array. */
  static int[] strides(int[] sizes) {
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= sizes[axis];
    }
    return strides;
  }

  static int count(int[] sizes) {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }
}
