package dev.assay.adapters.djl.mxnet;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;
import java.util.List;

/**
 * One axis of a pooling that rounds up, by MXNet's rule: ⌈(image + before + after − kernel) /
 * stride⌉ + 1 windows.
 *
 * @param image size of the axis
 * @param kernel size of the window
 * @param stride distance between neighbouring windows
 * @param before padding before the first element
 * @param after padding after the last element
 * @param argument padding on either side that is the pooling's argument; other padding is part of
 *     its input
 */
record PoolAxis(int image, int kernel, int stride, int before, int after, int argument) {

  /** The axes of an average pooling that rounds up; none if an operation is no such. */
  static List<PoolAxis> of(Operation operation) {
    if (operation instanceof AveragePool2d pool
        && pool.rounding() == Rounding.UP
        && !pool.global()) {
      Padding pad = pool.pad();
      boolean argument = pad.isSymmetric();
      return List.of(
          of(pool.h(), pool.kernel().h(), pool.stride().h(), pad.top(), pad.bottom(), argument),
          of(pool.w(), pool.kernel().w(), pool.stride().w(), pad.left(), pad.right(), argument));
    }
    if (operation instanceof AveragePool3d pool
        && pool.rounding() == Rounding.UP
        && !pool.global()) {
      Padding3d pad = pool.pad();
      boolean argument = pad.isSymmetric();
      return List.of(
          of(pool.d(), pool.kernel().d(), pool.stride().d(), pad.d(), argument),
          of(pool.h(), pool.kernel().h(), pool.stride().h(), pad.h(), argument),
          of(pool.w(), pool.kernel().w(), pool.stride().w(), pad.w(), argument));
    }
    return List.of();
  }

  private static PoolAxis of(int image, int kernel, int stride, Sides pad, boolean argument) {
    return of(image, kernel, stride, pad.before(), pad.after(), argument);
  }

  private static PoolAxis of(
      int image, int kernel, int stride, int before, int after, boolean argument) {
    return new PoolAxis(image, kernel, stride, before, after, argument ? before : 0);
  }

  /** Whether the last window reaches past the padded end. */
  boolean overhangs() {
    return overhang() > 0;
  }

  /** How far the last window reaches past the padded end. */
  int overhang() {
    return (windows() - 1) * stride - reach();
  }

  /** Whether the last window starts past the image, so that it holds nothing of it. */
  boolean endsEmpty() {
    return (windows() - 1) * stride - before >= image;
  }

  /** What MXNet's gradient asks to learn whether windows overhang: it takes the output's size. */
  boolean outputFits() {
    return (windows() + 2 * argument - kernel) % stride == 0;
  }

  private int windows() {
    return -Math.floorDiv(-reach(), stride) + 1;
  }

  private int reach() {
    return image + before + after - kernel;
  }
}
