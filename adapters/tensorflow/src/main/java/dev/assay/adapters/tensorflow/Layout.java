package dev.assay.adapters.tensorflow;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The order in which a tensor's axes lie in TensorFlow's memory.
 *
 * @param axes the problem's axes, outermost first; none if they lie as in the problem
 */
record Layout(List<Integer> axes) {
  static final Layout AS_IS = new Layout(List.of());

  /** NHWC, the faster one on a processor. */
  static final Layout IMAGES = channelsLast(4);

  private static final int CHANNELS = 1;

  Layout {
    axes = List.copyOf(axes);
  }

  /** Of [n, channels, positions …]: NHWC and its like. */
  static Layout channelsLast(int rank) {
    return last(CHANNELS, rank);
  }

  /** With one axis moved behind all others. */
  static Layout last(int axis, int rank) {
    return new Layout(
        IntStream.concat(IntStream.range(0, rank).filter(i -> i != axis), IntStream.of(axis))
            .boxed()
            .toList());
  }

  /** Of the weights of a convolution: from OIHW to HWIO, or the like in three dimensions. */
  static Layout ofKernel(int rank) {
    return new Layout(
        IntStream.concat(IntStream.range(2, rank), IntStream.of(1, 0)).boxed().toList());
  }

  /** Of a tensor of this shape in a network, from one layer to the next. */
  static Layout inNetworks(Shape shape) {
    return isImages(shape) ? IMAGES : AS_IS;
  }

  /** Whether a tensor of this shape is a batch of images. */
  static boolean isImages(Shape shape) {
    return shape.rank() == IMAGES.axes.size();
  }

  /** Where an axis of the problem lies. */
  int position(int axis) {
    return axes.isEmpty() ? axis : axes.indexOf(axis);
  }

  /** Has a tensor that lies in another order brought into this one. */
  Operand<TFloat32> arrange(Ops tf, Operand<TFloat32> tensor, Layout from) {
    int rank = Math.max(axes.size(), from.axes.size());
    int[] moved =
        IntStream.range(0, rank)
            .map(i -> from.position(axes.isEmpty() ? i : axes.get(i)))
            .toArray();
    return Arrays.equals(moved, IntStream.range(0, rank).toArray())
        ? tensor
        : tf.linalg.transpose(tensor, tf.array(moved));
  }

  /** The shape in TensorFlow's memory. */
  org.tensorflow.ndarray.Shape shape(Shape shape) {
    return org.tensorflow.ndarray.Shape.of(
        axes.isEmpty() ? shape.toLongArray() : axes.stream().mapToLong(shape::dimension).toArray());
  }

  /** Brings row-major values into this order. */
  float[] arrange(float[] rowMajor, Shape shape) {
    if (axes.isEmpty()) {
      return rowMajor;
    }
    float[] arranged = new float[rowMajor.length];
    new Walk(shape).visit((here, there) -> arranged[here] = rowMajor[there]);
    return arranged;
  }

  /** Brings values in this order into row-major order. */
  float[] rowMajor(float[] arranged, Shape shape) {
    if (axes.isEmpty()) {
      return arranged;
    }
    float[] rowMajor = new float[arranged.length];
    new Walk(shape).visit((here, there) -> rowMajor[there] = arranged[here]);
    return rowMajor;
  }

  /** Told of each element where it lies in this order and where in row-major order. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int here, int there);
  }

  /** A walk over all elements of a tensor, in this order. */
  private final class Walk {
    private final int[] sizes;
    private final int[] strides;
    private int here;

    Walk(Shape shape) {
      sizes = axes.stream().mapToInt(shape::dimension).toArray();
      strides = axes.stream().mapToInt(shape::stride).toArray();
    }

    void visit(Visitor visitor) {
      visit(visitor, 0, 0);
    }

    private void visit(Visitor visitor, int axis, int start) {
      boolean innermost = axis == sizes.length - 1;
      for (int i = 0; i < sizes[axis]; i++) {
        int there = start + i * strides[axis];
        if (innermost) {
          visitor.visit(here++, there);
        } else {
          visit(visitor, axis + 1, there);
        }
      }
    }
  }
}
