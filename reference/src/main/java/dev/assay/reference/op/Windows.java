package dev.assay.reference.op;

/**
 * Sliding windows along one axis: which input each tap of each window reads.
 *
 * @param input size of the axis
 * @param kernel taps per window
 * @param stride distance between the starts of neighbouring windows
 * @param before padding before the first element
 * @param after padding after the last element
 * @param dilation distance between neighbouring taps
 */
record Windows(int input, int kernel, int stride, int before, int after, int dilation) {

  /** Refuses a kernel that is larger than the padded image. */
  static void checkFits(String name, Extent kernel, Extent dilation, int h, int w, Padding pad) {
    long height = (long) h + pad.top() + pad.bottom();
    long width = (long) w + pad.left() + pad.right();
    Check.require(
        extent(kernel.h(), dilation.h()) <= height && extent(kernel.w(), dilation.w()) <= width,
        "%s=%s with dilation=%s is larger than the padded input %sx%s",
        name,
        kernel,
        dilation,
        height,
        width);
  }

  private static long extent(int kernel, int dilation) {
    return (kernel - 1L) * dilation + 1;
  }

  /** Windows that fit wholly into the padded axis. */
  int outputSize() {
    return (int) ((input + before + after - extent(kernel, dilation)) / stride + 1);
  }

  /**
   * Windows when the last may reach past the padded end, provided that it starts inside the input
   * or the padding before it.
   */
  int outputSizeRoundedUp() {
    long reach = input + before + after - extent(kernel, dilation);
    int count = (int) ((reach + stride - 1) / stride + 1);
    return (count - 1L) * stride >= (long) input + before ? count - 1 : count;
  }

  /** The input position that a tap of a window reads; outside [0, input) it is padding. */
  int input(int window, int tap) {
    return window * stride - before + tap * dilation;
  }

  /** The window whose tap reads an input position, or -1 if none does. */
  int windowReading(int position, int tap) {
    int start = position + before - tap * dilation;
    return start >= 0 && start % stride == 0 && start / stride < outputSize() ? start / stride : -1;
  }
}
