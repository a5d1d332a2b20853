package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/** The windows that the poolings share: which elements of an NCHW image each output looks at. */
record Pooling(
    int n, int c, int h, int w, Extent kernel, Extent stride, Padding pad, Rounding rounding) {

  /** Refuses parameters that make no pooling. */
  void check(boolean global) {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "h", h);
    Check.atLeast(1, "w", w);
    Check.atLeast(1, "kernel", kernel);
    Check.atLeast(1, "stride", stride);
    Check.notNegative("pad", pad);
    Check.require(
        Math.max(pad.top(), pad.bottom()) < kernel.h()
            && Math.max(pad.left(), pad.right()) < kernel.w(),
        "pad=%s must be smaller than kernel=%s, or a window could lie wholly in the padding",
        pad,
        kernel);
    Check.require(
        !global || (kernel.h() == h && kernel.w() == w && pad.equals(Padding.NONE)),
        "global=true needs kernel=%sx%s and no padding, not kernel=%s pad=%s",
        h,
        w,
        kernel,
        pad);
    Windows.checkFits("kernel", kernel, new Extent(1, 1), h, w, pad);
  }

  private Windows rows() {
    return new Windows(h, kernel.h(), stride.h(), pad.top(), pad.bottom(), 1);
  }

  private Windows columns() {
    return new Windows(w, kernel.w(), stride.w(), pad.left(), pad.right(), 1);
  }

  private int outputSize(Windows axis) {
    return rounding == Rounding.UP ? axis.outputSizeRoundedUp() : axis.outputSize();
  }

  Shape outputShape() {
    return Shape.of(n, c, outputSize(rows()), outputSize(columns()));
  }

  /** The most windows that look at one element. */
  int windowsPerElement() {
    return ceilDiv(kernel.h(), stride.h()) * ceilDiv(kernel.w(), stride.w());
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  /** The window of the output at a row-major position. */
  Window window(int output) {
    int columnCount = outputSize(columns());
    int rowCount = outputSize(rows());
    return window(
        output / (columnCount * rowCount), output / columnCount % rowCount, output % columnCount);
  }

  private Window window(int plane, int p, int q) {
    int top = rows().input(p, 0);
    int left = columns().input(q, 0);
    int bottom = Math.min(top + kernel.h(), h + pad.bottom());
    int right = Math.min(left + kernel.w(), w + pad.right());
    return new Window(
        plane * h * w,
        w,
        Math.max(top, 0),
        Math.min(bottom, h),
        Math.max(left, 0),
        Math.min(right, w),
        (bottom - top) * (right - left));
  }

  /**
   * The part of a window that lies inside the image.
   *
   * @param plane where the image's channel starts
   * @param width of the image
   * @param top first row
   * @param bottom first row no longer in the window
   * @param left first column
   * @param right first column no longer in the window
   * @param paddedSize elements of the window inside the padded image
   */
  record Window(int plane, int width, int top, int bottom, int left, int right, int paddedSize) {
    int size() {
      return (bottom - top) * (right - left);
    }

    int position(int row, int column) {
      return plane + row * width + column;
    }
  }

  /** Receives an output's row-major position and its window. */
  @FunctionalInterface
  interface WindowVisitor {
    void visit(int output, Window window);
  }

  /** Visits every window that looks at the input element at a row-major position. */
  void forEachWindowOf(int input, WindowVisitor visitor) {
    int column = input % w;
    int row = input / w % h;
    int plane = input / (w * h);
    int rowCount = outputSize(rows());
    int columnCount = outputSize(columns());
    int firstRow = Math.max(0, ceilDiv(row + pad.top() - kernel.h() + 1, stride.h()));
    int lastRow = Math.min(rowCount - 1, (row + pad.top()) / stride.h());
    int firstColumn = Math.max(0, ceilDiv(column + pad.left() - kernel.w() + 1, stride.w()));
    int lastColumn = Math.min(columnCount - 1, (column + pad.left()) / stride.w());
    for (int p = firstRow; p <= lastRow; p++) {
      for (int q = firstColumn; q <= lastColumn; q++) {
        visitor.visit((plane * rowCount + p) * columnCount + q, window(plane, p, q));
      }
    }
  }
}
