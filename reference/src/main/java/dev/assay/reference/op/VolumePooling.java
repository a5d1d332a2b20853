package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** The windows of poolings over volumes, NCDHW: in each slice of a few the window of an image. */
final class VolumePooling {
  private static final Extent3d NOT_DILATED = new Extent3d(1, 1, 1);

  private final int n;
  private final int c;
  private final int d;
  private final int h;
  private final int w;
  private final Extent3d kernel;
  private final Extent3d stride;
  private final Padding3d pad;
  private final Windows depths;
  private final int depthCount;

  /** The slices, as so many channels more. */
  private final Pooling slices;

  private final Shape slicesOutput;
  private final int plane;

  /** Refuses parameters that make no pooling. */
  VolumePooling(
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
    Check.atLeast(1, "c", c);
    Windows.checkFits(d, kernel, stride, pad, NOT_DILATED);
    Check.require(
        Math.max(pad.d().before(), pad.d().after()) < kernel.d(),
        "pad=%s must be smaller than kernel=%s, or a window could lie wholly in the padding",
        pad,
        kernel);
    Check.require(
        !global || (kernel.d() == d && pad.d().equals(Sides.NONE)),
        "global=true needs kernel=%sx%sx%s and no padding, not kernel=%s pad=%s",
        d,
        h,
        w,
        kernel,
        pad);
    Check.elements("x", n, c, d, h, w);
    this.n = n;
    this.c = c;
    this.d = d;
    this.h = h;
    this.w = w;
    this.kernel = kernel;
    this.stride = stride;
    this.pad = pad;
    slices =
        new Pooling(n, c * d, h, w, kernel.plane(), stride.plane(), pad.plane(), rounding, global);
    depths = Windows.depths(d, kernel, stride, pad, NOT_DILATED);
    depthCount = depths.outputSize(rounding);
    slicesOutput = slices.outputShape();
    plane = slicesOutput.dimension(2) * slicesOutput.dimension(3);
    Check.elements("kernel", kernel.d(), kernel.h(), kernel.w());
    Check.elements("output", n, c, depthCount, plane);
  }

  Shape outputShape() {
    return Shape.of(n, c, depthCount, slicesOutput.dimension(2), slicesOutput.dimension(3));
  }

  /** The most windows that look at one element. */
  int windowsPerElement() {
    return -Math.floorDiv(-kernel.d(), stride.d()) * slices.windowsPerElement();
  }

  private int firstSlice(int output) {
    return Math.max(0, depths.input(output / plane % depthCount, 0));
  }

  private int endSlice(int output) {
    return Math.min(d, depths.input(output / plane % depthCount, 0) + kernel.d());
  }

  private Pooling.Window window(int output, int slice) {
    int volume = output / (plane * depthCount);
    return slices.window((volume * d + slice) * plane + output % plane);
  }

  /** The row-major positions of the elements in an output's window, in their order. */
  int[] window(int output) {
    int[] positions = new int[size(output)];
    int count = 0;
    for (int slice = firstSlice(output); slice < endSlice(output); slice++) {
      Pooling.Window window = window(output, slice);
      for (int row = window.top(); row < window.bottom(); row++) {
        for (int column = window.left(); column < window.right(); column++) {
          positions[count++] = window.position(row, column);
        }
      }
    }
    return Arrays.copyOf(positions, count);
  }

  /** Elements of an output's window inside the volume. */
  int size(int output) {
    int first = firstSlice(output);
    return (endSlice(output) - first) * window(output, first).size();
  }

  /** Elements of an output's window inside the padded volume. */
  int paddedSize(int output) {
    int front = depths.input(output / plane % depthCount, 0);
    int back = Math.min(front + kernel.d(), d + pad.d().after());
    return (back - front) * window(output, firstSlice(output)).paddedSize();
  }

  /** Visits the row-major position of every output whose window looks at an input element. */
  void forEachOutputOf(int input, IntConsumer visitor) {
    int slice = input / (h * w);
    int depth = slice % d + pad.d().before();
    int first = Math.max(0, -Math.floorDiv(kernel.d() - 1 - depth, stride.d()));
    int last = Math.min(depthCount - 1, depth / stride.d());
    for (int o = first; o <= last; o++) {
      int outputSlice = slice / d * depthCount + o;
      slices.forEachOutputOf(input, output -> visitor.accept(outputSlice * plane + output % plane));
    }
  }
}
