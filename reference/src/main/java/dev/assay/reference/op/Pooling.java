package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.function.IntConsumer;

/** The windows of poolings over images, NCHW. */
final class Pooling implements PoolWindows {
  private static final Extent NOT_DILATED = new Extent(1, 1);

  private final int n;
  private final int c;
  private final int h;
  private final int w;
  private final Extent kernel;
  private final Extent stride;
  private final Padding pad;
  private final Windows rows;
  private final Windows columns;
  private final int rowCount;
  private final int columnCount;

  /** Refuses parameters that make no pooling. */
  Pooling(
      int n,
      int c,
      int h,
      int w,
      Extent kernel,
      Extent stride,
      Padding pad,
      Rounding rounding,
      boolean global) {
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
    Windows.checkFits(kernel, NOT_DILATED, h, w, pad);
    this.n = n;
    this.c = c;
    this.h = h;
    this.w = w;
    this.kernel = kernel;
    this.stride = stride;
    this.pad = pad;
    this.rows = Windows.rows(h, kernel, stride, pad, NOT_DILATED);
    this.columns = Windows.columns(w, kernel, stride, pad, NOT_DILATED);
    this.rowCount = rows.outputSize(rounding);
    this.columnCount = columns.outputSize(rounding);
    Check.elements("kernel", kernel.h(), kernel.w());
    Check.elements("x", n, c, h, w);
    Check.elements("output", n, c, rowCount, columnCount);
  }

  /** Refuses parameters that make no pooling of sequences, by the names that they have there. */
  static void check(int n, int c, int l, int kernel, int stride, Sides pad, boolean global) {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    int notDilated = 1;
    Windows.checkFits(kernel, stride, notDilated, l, pad);
    Check.require(
        Math.max(pad.before(), pad.after()) < kernel,
        "pad=%s must be smaller than kernel=%s, or a window could lie wholly in the padding",
        pad,
        kernel);
    Check.require(
        !global || (kernel == l && pad.equals(Sides.NONE)),
        "global=true needs kernel=%s and no padding, not kernel=%s pad=%s",
        l,
        kernel,
        pad);
    Check.elements("x", n, c, l);
  }

  @Override
  public Shape inputShape() {
    return Shape.of(n, c, h, w);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, c, rowCount, columnCount);
  }

  @Override
  public int kernelSize() {
    return kernel.h() * kernel.w();
  }

  @Override
  public int windowsPerElement() {
    return ceilDiv(kernel.h(), stride.h()) * ceilDiv(kernel.w(), stride.w());
  }

  private static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }

  @Override
  public int[] window(int output) {
    int top = rows.input(row(output), 0);
    int left = columns.input(column(output), 0);
    int firstColumn = Math.max(left, 0);
    int width = Math.min(left + kernel.w(), w) - firstColumn;
    int firstRow = Math.max(top, 0);
    int height = Math.min(top + kernel.h(), h) - firstRow;
    int plane = output / (columnCount * rowCount) * h;
    int[] positions = new int[height * width];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (plane + firstRow + i / width) * w + firstColumn + i % width;
    }
    return positions;
  }

  @Override
  public int paddedSize(int output) {
    int top = rows.input(row(output), 0);
    int left = columns.input(column(output), 0);
    int bottom = Math.min(top + kernel.h(), h + pad.bottom());
    int right = Math.min(left + kernel.w(), w + pad.right());
    return (bottom - top) * (right - left);
  }

  private int row(int output) {
    return output / columnCount % rowCount;
  }

  private int column(int output) {
    return output % columnCount;
  }

  @Override
  public void forEachOutputOf(int input, IntConsumer visitor) {
    int column = input % w + pad.left();
    int row = input / w % h + pad.top();
    int plane = input / (w * h);
    int firstRow = Math.max(0, ceilDiv(row - kernel.h() + 1, stride.h()));
    int lastRow = Math.min(rowCount - 1, row / stride.h());
    int firstColumn = Math.max(0, ceilDiv(column - kernel.w() + 1, stride.w()));
    int lastColumn = Math.min(columnCount - 1, column / stride.w());
    for (int p = firstRow; p <= lastRow; p++) {
      for (int q = firstColumn; q <= lastColumn; q++) {
        visitor.accept((plane * rowCount + p) * columnCount + q);
      }
    }
  }
}
