package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Where the windows of a convolution or pooling lie, axis by axis.
 *
 * @param axes height and width, or depth, height and width
 */
record Windows(List<Axis> axes) {
  /** Batch and channels come first. */
  private static final int FIRST_AXIS = 2;

  Windows {
    axes = List.copyOf(axes);
  }

  /**
   * Those over images.
   *
   * @param x NCHW
   * @param y NCHW, an element per window
   */
  static Windows overImages(
      Shape x, Shape y, Extent kernel, Extent stride, Padding pad, Extent dilation) {
    Sides rows = new Sides(pad.top(), pad.bottom());
    Sides columns = new Sides(pad.left(), pad.right());
    return new Windows(
        List.of(
            axis(x, y, 0, kernel.h(), dilation.h(), stride.h(), rows),
            axis(x, y, 1, kernel.w(), dilation.w(), stride.w(), columns)));
  }

  /**
   * Those over volumes.
   *
   * @param x NCDHW
   * @param y NCDHW, an element per window
   */
  static Windows overVolumes(
      Shape x, Shape y, Extent3d kernel, Extent3d stride, Padding3d pad, Extent3d dilation) {
    return new Windows(
        List.of(
            axis(x, y, 0, kernel.d(), dilation.d(), stride.d(), pad.d()),
            axis(x, y, 1, kernel.h(), dilation.h(), stride.h(), pad.h()),
            axis(x, y, 2, kernel.w(), dilation.w(), stride.w(), pad.w())));
  }

  private static Axis axis(
      Shape x, Shape y, int which, int taps, int dilation, int stride, Sides pad) {
    return new Axis(
        x.dimension(FIRST_AXIS + which),
        taps,
        dilation,
        stride,
        pad.before(),
        pad.after(),
        y.dimension(FIRST_AXIS + which));
  }

  /** Whether elements have to be put around the input. */
  boolean needBorder() {
    return !axes.stream().allMatch(Axis::isPaddedAlike);
  }

  int[] kernel() {
    return each(Axis::taps);
  }

  int[] strides() {
    return each(Axis::stride);
  }

  int[] dilations() {
    return each(Axis::dilation);
  }

  /** The padding that cuDNN is told. */
  int[] pads() {
    return each(Axis::pad);
  }

  private int[] each(ToIntFunction<Axis> size) {
    return axes.stream().mapToInt(size).toArray();
  }
}
