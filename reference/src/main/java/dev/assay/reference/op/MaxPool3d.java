package dev.assay.reference.op;

/**
 * Three-dimensional max pooling: y is the largest element of each window of the volume; a NaN
 * counts as the largest, and the gradient goes to the first of equals. x and y are NCDHW; windows
 * and output size as in {@link MaxPool2d}, along three axes.
 *
 * @param n batch size
 * @param c channels
 * @param d input depth
 * @param h input height
 * @param w input width
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad elements added around the volume, fewer than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param global whether the backend's global pooling is meant: the window is the whole volume
 */
public record MaxPool3d(
    int n,
    int c,
    int d,
    int h,
    int w,
    Extent3d kernel,
    @Default("1x1x1") Extent3d stride,
    @Default("0x0x0") Padding3d pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean global)
    implements MaxPool {

  public MaxPool3d {
    Pooling.of(n, c, d, h, w, kernel, stride, pad, rounding, global);
  }

  @Override
  public Pooling windows() {
    return Pooling.of(n, c, d, h, w, kernel, stride, pad, rounding, global);
  }
}
