package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The windows of poolings over images, NCHW, or volumes, NCDHW: which elements each output looks
 * at. An image is a volume of one slice.
 */
final class Pooling {
  private static final Extent NOT_DILATED = new Extent(1, 1);
  private static final Extent3d VOLUME_NOT_DILATED = new Extent3d(1, 1, 1);

  private final int n;
  private final int c;
  private final Windows[] axes;
  private final int[] counts;
  private final Windows depths;
  private final Windows rows;
  private final Windows columns;
  private final int depthCount;
  private final int rowCount;
  private final int columnCount;

  /** Along two axes or three. */
  private Pooling(int n, int c, Rounding rounding, Windows... axes) {
    this.n = n;
    this.c = c;
    this.axes = axes;
    this.counts = Arrays.stream(axes).mapToInt(axis -> axis.outputSize(rounding)).toArray();
    int last = axes.length - 1;
    this.depths = last == 2 ? axes[0] : Windows.ONE_SLICE;
    this.rows = axes[last - 1];
    this.columns = axes[last];
    this.depthCount = last == 2 ? counts[0] : 1;
    this.rowCount = counts[last - 1];
    this.columnCount = counts[last];
    Check.elements("kernel", each(Windows::kernel));
    Check.elements("x", dimensions(each(Windows::input)));
    Check.elements("output", dimensions(counts));
  }

  /** Over images; refuses parameters that make no pooling. */
  static Pooling of(
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
    Windows.checkFits(kernel, NOT_DILATED, h, w, pad);
    Windows rows = Windows.rows(h, kernel, stride, pad, NOT_DILATED);
    Windows columns = Windows.columns(w, kernel, stride, pad, NOT_DILATED);
    check(kernel, pad, global, rows, columns);
    return new Pooling(n, c, rounding, rows, columns);
  }

  /** Over volumes; refuses parameters that make no pooling. */
  static Pooling of(
      int n,
      int c,
      int d,
      int h,
      int w,
      Extent3d kernel,
      Extent3d stride,
      Padding3d pad,
      Rounding rounding,
      boolean global) {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "h", h);
    Check.atLeast(1, "w", w);
    Windows.checkFits(d, kernel, stride, pad, VOLUME_NOT_DILATED);
    Windows.checkFits(kernel.plane(), NOT_DILATED, h, w, pad.plane());
    Windows depths = Windows.depths(d, kernel, stride, pad, VOLUME_NOT_DILATED);
    Windows rows = Windows.rows(h, kernel.plane(), stride.plane(), pad.plane(), NOT_DILATED);
    Windows columns = Windows.columns(w, kernel.plane(), stride.plane(), pad.plane(), NOT_DILATED);
    check(kernel, pad, global, depths, rows, columns);
    return new Pooling(n, c, rounding, depths, rows, columns);
  }

  /** Refuses parameters that make no pooling of sequences, by the names that they have there. */
  static void check(int n, int c, int l, int kernel, int stride, Sides pad, boolean global) {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    int notDilated = 1;
    Windows.checkFits(kernel, stride, notDilated, l, pad);
    check(
        kernel, pad, global, new Windows(l, kernel, stride, pad.before(), pad.after(), notDilated));
    Check.elements("x", n, c, l);
  }

  /**
   * Refuses windows without an element, and global ones that are not.
   *
   * @param kernel as it is written
   * @param pad as it is written
   */
  private static void check(Object kernel, Object pad, boolean global, Windows... axes) {
    Check.require(
        Arrays.stream(axes).allMatch(a -> Math.max(a.before(), a.after()) < a.kernel()),
        "pad=%s must be smaller than kernel=%s, or a window could lie wholly in the padding",
        pad,
        kernel);
    Check.require(
        !global
            || Arrays.stream(axes)
                .allMatch(a -> a.kernel() == a.input() && a.before() == 0 && a.after() == 0),
        "global=true needs kernel=%s and no padding, not kernel=%s pad=%s",
        Stream.of(axes).map(a -> String.valueOf(a.input())).collect(Collectors.joining("x")),
        kernel,
        pad);
  }

  private int[] each(ToIntFunction<Windows> size) {
    return Arrays.stream(axes).mapToInt(size).toArray();
  }

  private int[] dimensions(int[] sizes) {
    return IntStream.concat(IntStream.of(n, c), IntStream.of(sizes)).toArray();
  }

  Shape inputShape() {
    return Shape.of(dimensions(each(Windows::input)));
  }

  Shape outputShape() {
    return Shape.of(dimensions(counts));
  }

  /** Elements of a whole window. */
  int kernelSize() {
    return depths.kernel() * rows.kernel() * columns.kernel();
  }

  /** The most windows that look at one element. */
  int windowsPerElement() {
    return most(depths) * most(rows) * most(columns);
  }

  private static int most(Windows axis) {
    return ceilDiv(axis.kernel(), axis.stride());
  }

  private static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }

  /** The row-major positions of the elements in an output's window, in their order. */
  int[] window(int output) {
    int q = output % columnCount;
    int p = output / columnCount % rowCount;
    int o = depth(output);
    int volume = output / (columnCount * rowCount * depthCount);
    int endT = depths.endTap(o);
    int endR = rows.endTap(p);
    int firstS = columns.firstTap(q);
    int width = columns.endTap(q) - firstS;
    int[] positions = new int[(endT - depths.firstTap(o)) * (endR - rows.firstTap(p)) * width];
    int count = 0;
    for (int t = depths.firstTap(o); t < endT; t++) {
      int slice = volume * depths.input() + depths.input(o, t);
      for (int r = rows.firstTap(p); r < endR; r++) {
        int row = slice * rows.input() + rows.input(p, r);
        int first = row * columns.input() + columns.input(q, firstS);
        for (int s = 0; s < width; s++) {
          positions[count++] = first + s;
        }
      }
    }
    return positions;
  }

  /** Elements of an output's window inside the padded input. */
  int paddedSize(int output) {
    return depths.paddedTaps(depth(output))
        * rows.paddedTaps(output / columnCount % rowCount)
        * columns.paddedTaps(output % columnCount);
  }

  private int depth(int output) {
    return output / (columnCount * rowCount) % depthCount;
  }

  /** Visits the row-major position of every output whose window looks at an input element. */
  void forEachOutputOf(int input, IntConsumer visitor) {
    int column = input % columns.input();
    int row = input / columns.input() % rows.input();
    int slice = input / (columns.input() * rows.input()) % depths.input();
    int volume = input / (columns.input() * rows.input() * depths.input());
    int lastO = last(depths, depthCount, slice);
    int lastP = last(rows, rowCount, row);
    int firstP = first(rows, row);
    int lastQ = last(columns, columnCount, column);
    int firstQ = first(columns, column);
    for (int o = first(depths, slice); o <= lastO; o++) {
      for (int p = firstP; p <= lastP; p++) {
        for (int q = firstQ; q <= lastQ; q++) {
          visitor.accept(((volume * depthCount + o) * rowCount + p) * columnCount + q);
        }
      }
    }
  }

  private static int first(Windows axis, int position) {
    return Math.max(0, ceilDiv(position + axis.before() - axis.kernel() + 1, axis.stride()));
  }

  private static int last(Windows axis, int count, int position) {
    return Math.min(count - 1, (position + axis.before()) / axis.stride());
  }
}
