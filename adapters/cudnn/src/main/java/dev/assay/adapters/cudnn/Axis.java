package dev.assay.adapters.cudnn;

/**
 * The windows of a convolution or pooling along one axis, and how cuDNN is told where they lie.
 *
 * <p>cuDNN pads both sides alike, and counts the windows that then fit. Where that gives other
 * windows than asked for, elements are put around the axis by a copy, and cuDNN is told of no
 * padding.
 *
 * @param input size of the axis
 * @param taps elements that a window reads
 * @param dilation distance between them
 * @param stride distance between neighbouring windows
 * @param before padding before the axis
 * @param after padding behind it
 * @param windows how many there are
 */
record Axis(int input, int taps, int dilation, int stride, int before, int after, int windows) {

  /** Elements from a window's first to its last tap. */
  private int reach() {
    return (taps - 1) * dilation + 1;
  }

  /** Whether cuDNN's own padding gives these windows. What makes no sense it is told as it is. */
  boolean isPaddedAlike() {
    if (stride < 1 || before < 0 || input + before - reach() >= windows * stride) {
      return true; // No padding makes fewer windows.
    }
    int room = input + 2 * before - reach();
    return room >= 0 && room / stride + 1 == windows;
  }

  /** The padding that cuDNN is told. */
  int pad() {
    return isPaddedAlike() ? before : 0;
  }

  /** Elements to be put before the axis. */
  int borderBefore() {
    return isPaddedAlike() ? 0 : before;
  }

  /** Elements to be put behind it: those that the last window reads. */
  int borderAfter() {
    return isPaddedAlike() ? 0 : Math.max(0, (windows - 1) * stride + reach() - before - input);
  }

  /** How many elements of a window lie on the axis, if it is not dilated. */
  int inside(int window) {
    return Math.min(start(window) + taps, input) - Math.max(start(window), 0);
  }

  /** How many lie on the axis or its padding. */
  int padded(int window) {
    return Math.min(start(window) + taps, input + after) - start(window);
  }

  private int start(int window) {
    return window * stride - before;
  }
}
