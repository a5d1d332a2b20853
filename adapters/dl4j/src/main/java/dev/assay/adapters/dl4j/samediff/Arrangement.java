package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Layout;
import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How numbers lie in a graph: images in one layout, the weights of convolutions as [h, w, c, k] and
 * those of fully connected layers as [in, out], all else as in the operation.
 *
 * <p>SameDiff knows other orders of a convolution's weights, but not in gradients: the copy of a
 * convolution in the graph of the gradients has lost the order, and its gradient is refused. Of a
 * product with a transposed matrix that is one number it gives another gradient.
 *
 * @param layout of images
 */
record Arrangement(Layout layout) {
  static final int RANK_OF_IMAGES = 4;

  private static final int WEIGHTS = 1;

  /** Whether an array of this shape is a batch of images. */
  static boolean isImages(Shape shape) {
    return shape.rank() == RANK_OF_IMAGES;
  }

  /**
   * Copies an operand out of the heap.
   *
   * @throws dev.assay.spi.UnsupportedProblemException if no graph has such an operand
   */
  INDArray load(Plan arrays, Operation operation, int operand, Tensor tensor) {
    if (operand == WEIGHTS && operation instanceof Conv2d conv) {
      Convolutions.check(conv);
      return conv.groups() == 1
          ? arrays.load(tensor, 2, 3, 1, 0)
          : arrays.load(tensor.reshape(split(conv)), 2, 3, 0, 1);
    }
    if (operand == WEIGHTS && operation instanceof Linear) {
      return arrays.load(tensor, 1, 0);
    }
    return load(arrays, tensor);
  }

  /** Copies what is images, or has another rank, out of the heap. */
  INDArray load(Plan arrays, Tensor tensor) {
    return isImages(tensor.shape()) ? layout.load(arrays, tensor) : arrays.load(tensor);
  }

  /** An operand, or its gradient, with its axes in the operation's order. */
  INDArray natural(Operation operation, int operand, INDArray array) {
    if (operand == WEIGHTS && operation instanceof Conv2d conv) {
      return conv.groups() == 1 ? array.permute(3, 2, 0, 1) : array.permute(2, 3, 0, 1);
    }
    if (operand == WEIGHTS && operation instanceof Linear) {
      return array.permute(1, 0);
    }
    return natural(array, operation.operands().get(operand).shape());
  }

  /** An output, which has this shape in NCHW, with its axes in the operation's order. */
  INDArray natural(INDArray array, Shape shape) {
    return isImages(shape) ? layout.asNchw(array) : array;
  }

  /** Of a depthwise convolution: channels, and how many results each of them has. */
  private static Shape split(Conv2d conv) {
    return Shape.of(conv.c(), conv.k() / conv.c(), conv.kernel().h(), conv.kernel().w());
  }

  /** Where an axis of an array is that has this shape in NCHW. */
  int axis(int axis, Shape shape) {
    return isImages(shape) ? axes()[axis] : axis;
  }

  /** Where each axis of NCHW is. */
  int[] axes() {
    long[] plane = layout.plane();
    return new int[] {0, layout.channels(), (int) plane[0], (int) plane[1]};
  }

  /** The axes of rows and columns. */
  int[] plane() {
    int[] axes = axes();
    return new int[] {axes[2], axes[3]};
  }
}
