package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The windows of poolings over volumes, NCDHW: in each slice of a few the window of an image. */
final class VolumePooling implements PoolWindows {
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

  @Override
  public Shape inputShape() {
    return Shape.of(n, c, d, h, w);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, c, depthCount, slicesOutput.dimension(2), slicesOutput.dimension(3));
  }

  @Override
  public int kernelSize() {
    return kernel.d() * kernel.h() * kernel.w();
  }

  @Override
  public int windowsPerElement() {
    return -Math.floorDiv(-kernel.d(), stride.d()) * slices.windowsPerElement();
  }

  /** The depth at which an output's window begins, padding included. */
  private int front(int output) {
    return depths.input(output / plane % depthCount, 0);
  }

  /** The output of the slices that is an output's part of one slice. */
  private int part(int output, int slice) {
    int volume = output / (plane * depthCount);
    return (volume * d + slice) * plane + output % plane;
  }

  @Override
  public int[] window(int output) {
    int first = Math.max(0, front(output));
    int end = Math.min(d, front(output) + kernel.d());
    return IntStream.range(first, end)
        .flatMap(slice -> Arrays.stream(slices.window(part(output, slice))))
        .toArray();
  }

  @Override
  public int paddedSize(int output) {
    int front = front(output);
    int back = Math.min(front + kernel.d(), d + pad.d().after());
    return (back - front) * slices.paddedSize(part(output, Math.max(0, front)));
  }

  @Override
  public void forEachOutputOf(int input, IntConsumer visitor) {
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
