package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Sides;

/**
 * The windows along one axis.
 *
 * @param image elements of the axis
 * @param kernel elements of a window
 * @param stride distance between neighbouring windows
 * @param dilation distance between neighbouring elements of a window
 * @param before elements of padding that the first window begins with
 * @param count how many windows there are
 */
record Window(int image, int kernel, int stride, int dilation, int before, int count) {

  /** Elements of padding that the last window ends with. */
  int after() {
    return Math.max(0, overlap() - before);
  }

  /**
   * By how much the windows together are longer than the image; less than 0 if they are shorter.
   */
  private int overlap() {
    return (count - 1) * stride + dilation * (kernel - 1) + 1 - image;
  }

  /** Whether the image needs no padding. */
  boolean isValid() {
    return before == 0 && after() == 0;
  }

  /** Whether these are the windows of TensorFlow's padding SAME. */
  boolean isSame() {
    return count == -Math.floorDiv(-image, stride) && before == Math.max(0, overlap()) / 2;
  }

  /** Whether the padded image would be large enough for a window with another dilation. */
  boolean fits(int other) {
    return before + image + after() >= other * (kernel - 1) + 1;
  }

  /** The same windows when the padding has become part of the image. */
  Window inside(Sides padding) {
    return new Window(
        padding.before() + image + padding.after(), kernel, stride, dilation, 0, count);
  }
}
