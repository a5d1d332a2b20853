package dev.assay.reference.op;

/**
 * Three-dimensional average pooling: y is the sum of each window of the volume, divided by d; ∂x of
 * an element is the sum of g/d over the windows that hold it. The divisor d of a window counts the
 * elements of the window inside the volume or, if padding counts, inside the padded volume. x and y
 * are NCDHW; windows, output size and divisor as in {@link AveragePool2d}, along three axes.
 *
 * @param n batch size
 * @param c channels
 * @param d input depth
 * @param h input height
 * @param w input width
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad zeros added around the volume, fewer than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param countPad whether the divisor counts padding
 * @param global whether the backend's global pooling is meant: the window is the whole volume
 */
public record AveragePool3d(
    int n,
    int c,
    int d,
    int h,
    int w,
    Extent3d kernel,
    @Default("1x1x1") Extent3d stride,
    @Default("0x0x0") Padding3d pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean countPad,
    @Default("false") boolean global)
    implements AveragePool {

  public AveragePool3d {
    Pooling.of(n, c, d, h, w, kernel, stride, pad, rounding, global);
  }

  @Override
  public Pooling windows() {
    return Pooling.of(n, c, d, h, w, kernel, stride, pad, rounding, global);
  }
}
