package dev.assay.adapters.djl.mxnet;

import dev.assay.reference.op.AveragePool2d;

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

  static PoolAxis rows(AveragePool2d pool) {
    int before = pool.pad().top();
    return new PoolAxis(
        pool.h(),
        pool.kernel().h(),
        pool.stride().h(),
        before,
        pool.pad().bottom(),
        pool.pad().isSymmetric() ? before : 0);
  }

  static PoolAxis columns(AveragePool2d pool) {
    int before = pool.pad().left();
    return new PoolAxis(
        pool.w(),
        pool.kernel().w(),
        pool.stride().w(),
        before,
        pool.pad().right(),
        pool.pad().isSymmetric() ? before : 0);
  }

  /** Whether the last window reaches past the padded end. */
  boolean overhangs() {
    return reach() % stride != 0;
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
