package dev.assay.adapters.libtorch;

import dev.assay.adapters.pytorch.PoolingPadding;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Windows of a pooling.
 *
 * @param kernel their size along each axis
 * @param stride distance between neighbours
 * @param pad what is put around
 * @param rounding whether last, partial ones count
 * @param input the operand's shape
 * @param output the result's shape
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Windows(
    long[] kernel, long[] stride, Surround pad, Rounding rounding, Shape input, Shape output) {

  private static final int VOLUMES = 3;
  private static final int BATCH_AND_CHANNELS = 2;

  static Windows of(MaxPool1d pool) {
    return of(
        pool, Axes.of(pool.kernel()), Axes.of(pool.stride()), Axes.of(pool.pad()), pool.rounding());
  }

  static Windows of(MaxPool2d pool) {
    return of(
        pool, Axes.of(pool.kernel()), Axes.of(pool.stride()), Axes.of(pool.pad()), pool.rounding());
  }

  static Windows of(MaxPool3d pool) {
    return of(
        pool, Axes.of(pool.kernel()), Axes.of(pool.stride()), Axes.of(pool.pad()), pool.rounding());
  }

  static Windows of(AveragePool1d pool) {
    return of(
        pool, Axes.of(pool.kernel()), Axes.of(pool.stride()), Axes.of(pool.pad()), pool.rounding());
  }

  static Windows of(AveragePool2d pool) {
    return of(
        pool, Axes.of(pool.kernel()), Axes.of(pool.stride()), Axes.of(pool.pad()), pool.rounding());
  }

  static Windows of(AveragePool3d pool) {
    return of(
        pool, Axes.of(pool.kernel()), Axes.of(pool.stride()), Axes.of(pool.pad()), pool.rounding());
  }

  private static Windows of(
      Operation pool, long[] kernel, long[] stride, Surround pad, Rounding rounding) {
    return new Windows(
        kernel, stride, pad, rounding, pool.operands().get(0).shape(), pool.outputShape());
  }

  /** Whether PyTorch takes the padding as an argument. */
  boolean takePadding() {
    return IntStream.range(0, kernel.length).allMatch(this::takePadding);
  }

  private boolean takePadding(int axis) {
    Sides sides = pad.axes().get(axis);
    return kernel.length == VOLUMES
        ? PoolingPadding.isTakenInVolume(
            kernel[axis], sides, input.dimension(BATCH_AND_CHANNELS + axis))
        : PoolingPadding.isTaken(kernel[axis], sides);
  }

  boolean roundUp() {
    return rounding == Rounding.UP;
  }

  /** Neighbouring elements. */
  long[] undilated() {
    long[] ones = new long[kernel.length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
