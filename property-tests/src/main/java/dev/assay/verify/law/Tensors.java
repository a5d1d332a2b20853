package dev.assay.verify.law;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Tensors made of others. */
final class Tensors {
  private Tensors() {}

  /** A tensor of the same shape. */
  static Tensor like(Tensor tensor, IntToDoubleFunction value) {
    double[] values = new double[tensor.size()];
    Arrays.setAll(values, value);
    return new Tensor(tensor.shape(), values);
  }

  /** What lies from one position of an axis to before another one. */
  static Tensor slice(Tensor tensor, int axis, int from, int to) {
    Shape shape = resized(tensor.shape(), axis, to - from);
    int step = shape.stride(axis);
    int block = (to - from) * step;
    int whole = tensor.shape().dimension(axis) * step;
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length / block; i++) {
      System.arraycopy(tensor.values(), i * whole + from * step, values, i * block, block);
    }
    return new Tensor(shape, values);
  }

  static Shape resized(Shape shape, int axis, int size) {
    int[] dimensions = shape.toArray();
    dimensions[axis] = size;
    return Shape.of(dimensions);
  }

  /** One number at a place of an image. */
  @FunctionalInterface
  interface Pixel {
    double at(int plane, int row, int column);
  }

  /** Images of another size but as many, pixel by pixel. */
  static Tensor images(Tensor like, int h, int w, Pixel pixel) {
    Shape shape = resized(resized(like.shape(), 2, h), 3, w);
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> pixel.at(i / (h * w), i / w % h, i % w));
    return new Tensor(shape, values);
  }
}
