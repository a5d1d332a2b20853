package dev.assay.adapters.pytorch;

import dev.assay.reference.op.Sides;

/**
 * Which padding PyTorch's poolings take as an argument, axis by axis (<a
 * href="https://github.com/pytorch/pytorch/blob/v2.7.1/aten/src/ATen/native/Pool.h">Pool.h</a>).
 */
public final class PoolingPadding {
  private PoolingPadding() {}

  /** Of sequences and images: the same on both sides, and half a window at most. */
  public static boolean isTaken(long kernel, Sides padding) {
    return padding.isSymmetric() && 2L * padding.before() <= kernel;
  }

  /**
   * Of volumes, which may not be smaller than the window either, even if padding makes up for it.
   *
   * @param size of the volume along the axis
   */
  public static boolean isTakenInVolume(long kernel, Sides padding, long size) {
    return isTaken(kernel, padding) && kernel <= size;
  }
}
