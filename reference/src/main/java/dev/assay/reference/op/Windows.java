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

  /** Along the depth of an image, which has none. */
  static final Windows ONE_SLICE = new Windows(1, 1, 1, 0, 0, 1);

  /** Far beyond any image, and positions can still be added up in an int. */
  private static final int LARGEST_AXIS = 1 << 30;

  private static final Extent NOT_DILATED = new Extent(1, 1);

  static Windows rows(int h, Extent kernel, Extent stride, Padding pad, Extent dilation) {
    return new Windows(h, kernel.h(), stride.h(), pad.top(), pad.bottom(), dilation.h());
  }

  static Windows columns(int w, Extent kernel, Extent stride, Padding pad, Extent dilation) {
    return new Windows(w, kernel.w(), stride.w(), pad.left(), pad.right(), dilation.w());
  }

  /** Refuses a kernel that is larger than the padded image, and an image beyond all measure. */
  static void checkFits(Extent kernel, Extent dilation, int h, int w, Padding pad) {
    long height = (long) h + pad.top() + pad.bottom();
    long width = (long) w + pad.left() + pad.right();
    Check.require(
        Math.max(height, width) <= LARGEST_AXIS,
        "h=%s w=%s with pad=%s is too large: at most %s rows and columns",
        h,
        w,
        pad,
        LARGEST_AXIS);
    Check.require(
        extent(kernel.h(), dilation.h()) <= height && extent(kernel.w(), dilation.w()) <= width,
        "kernel=%s%s is larger than the padded input %sx%s",
        kernel,
        dilation.equals(NOT_DILATED) ? "" : " with dilation=" + dilation,
        height,
        width);
  }

  /** The same along one axis, whose parameters are numbers. */
  static void checkFits(int kernel, int stride, int dilation, int l, Sides pad) {
    Check.atLeast(1, "l", l);
    Check.atLeast(1, "kernel", kernel);
    Check.atLeast(1, "stride", stride);
    Check.notNegative("pad", pad);
    long length = (long) l + pad.before() + pad.after();
    Check.require(
        length <= LARGEST_AXIS,
        "l=%s with pad=%s is too large: at most %s elements",
        l,
        pad,
        LARGEST_AXIS);
    Check.require(
        extent(kernel, dilation) <= length,
        "kernel=%s%s is larger than the padded input %s",
        kernel,
        dilation == 1 ? "" : " with dilation=" + dilation,
        length);
  }

  /** The depth of a volume. */
  static Windows depths(int d, Extent3d kernel, Extent3d stride, Padding3d pad, Extent3d dilation) {
    return new Windows(d, kernel.d(), stride.d(), pad.d().before(), pad.d().after(), dilation.d());
  }

  /** Refuses a kernel deeper than the padded volume; the plane is checked on its own. */
  static void checkFits(int d, Extent3d kernel, Extent3d stride, Padding3d pad, Extent3d dilation) {
    Check.atLeast(1, "d", d);
    Check.atLeast(1, "kernel", kernel);
    Check.atLeast(1, "stride", stride);
    Check.notNegative("pad", pad);
    Check.atLeast(1, "dilation", dilation);
    long depth = (long) d + pad.d().before() + pad.d().after();
    Check.require(
        depth <= LARGEST_AXIS && extent(kernel.d(), dilation.d()) <= depth,
        "kernel=%s is deeper than the padded input, %s, or that beyond %s",
        kernel,
        depth,
        LARGEST_AXIS);
  }

  private static long extent(int kernel, int dilation) {
    return (kernel - 1L) * dilation + 1;
  }

  /** Windows that fit wholly into the padded axis; none if they do not advance. */
  int outputSize() {
    return stride == 0
        ? 0
        : (int) ((input + before + after - extent(kernel, dilation)) / stride + 1);
  }

  int outputSize(Rounding rounding) {
    return rounding == Rounding.UP ? outputSizeRoundedUp() : outputSize();
  }

  /**
   * Windows when the last may reach past the padded end, provided that it starts inside the input
   * or the padding before it.
   */
  private int outputSizeRoundedUp() {
    if (stride == 0) {
      return 0;
    }
    long reach = input + before + after - extent(kernel, dilation);
    int count = (int) ((reach + stride - 1) / stride + 1);
    return (count - 1L) * stride >= (long) input + before ? count - 1 : count;
  }

  /** The input position that a tap of a window reads; outside [0, input) it is padding. */
  int input(int window, int tap) {
    return window * stride - before + tap * dilation;
  }

  /** The first tap of a window that reads an element of the input; those before read padding. */
  int firstTap(int window) {
    return firstInside(input(window, 0), dilation);
  }

  /** The first tap that no longer does; not above {@link #firstTap} if none does. */
  int endTap(int window) {
    return endInside(input(window, 0), dilation, kernel);
  }

  /** Taps, not dilated, that read the input or its padding: all but those of a partial window. */
  int paddedTaps(int window) {
    return Math.min(kernel, input + after - input(window, 0));
  }

  /** The first window whose tap reads an element of the input. */
  int firstWindow(int tap) {
    return firstInside(input(0, tap), stride);
  }

  /** The first window whose tap no longer does; not above {@link #firstWindow} if none does. */
  int endWindow(int tap) {
    return endInside(input(0, tap), stride, outputSize());
  }

  /** The first i for which {@code start + i·step} is not negative. */
  private static int firstInside(int start, int step) {
    return start >= 0 ? 0 : -Math.floorDiv(start, step);
  }

  /**
   * The first i, but at most {@code count}, for which {@code start + i·step} is no longer inside.
   */
  private int endInside(int start, int step, int count) {
    int last = start + (count - 1) * step;
    return last < input ? count : Math.floorDiv(input - 1 - start, step) + 1;
  }

  /**
   * The window whose tap reads an input position, or -1 if none does: it must start at a multiple
   * of the stride and fit wholly into the padded axis.
   */
  int windowReading(int position, int tap) {
    int start = position + before - tap * dilation;
    long end = start + extent(kernel, dilation);
    return start >= 0 && end <= input + before + after && start % stride == 0 ? start / stride : -1;
  }
}
