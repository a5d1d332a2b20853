package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Rounding;
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

  /** Those of a pooling, along its axes. */
  static Windows of(Operation pool, long[] kernel, long[] stride, Surround pad, Rounding rounding) {
    return new Windows(
        kernel, stride, pad, rounding, pool.operands().get(0).shape(), pool.outputShape());
  }

  /**
   * Whether PyTorch takes the padding as an argument: at most half a window, on both sides; and if
   * windows of volumes are not larger than the volume, whatever padding would make up for.
   */
  boolean takePadding() {
    boolean volumes = kernel.length == VOLUMES;
    long[] before = pad.before();
    return pad.isSymmetric()
        && IntStream.range(0, kernel.length).allMatch(axis -> 2 * before[axis] <= kernel[axis])
        && (!volumes
            || IntStream.range(0, VOLUMES)
                .allMatch(axis -> kernel[axis] <= input.dimension(BATCH_AND_CHANNELS + axis)));
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
