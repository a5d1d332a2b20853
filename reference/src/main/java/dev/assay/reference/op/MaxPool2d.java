package dev.assay.reference.op;

/**
 * Two-dimensional max pooling.
 *
 * <pre>
 *   y[n,c,p,q] = max x[n,c,i,j] over the window  p·stride − top ≤ i &lt; p·stride − top + kernel.h  (j alike)
 * </pre>
 *
 * Padding never wins: it stands for −∞. NaN wins over everything. The gradient goes to the first
 * maximum of the window in row-major order, as in PyTorch, cuDNN and oneDNN; where several elements
 * tie, that is a convention, not mathematics. x and y are NCHW.
 *
 * @param n batch size
 * @param c channels
 * @param h input height
 * @param w input width
 * @param kernel window size; the window overlaps its neighbour where the stride is smaller
 * @param stride distance between neighbouring windows
 * @param pad padding around the image, smaller than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param global whether the backend's global pooling is meant: the window is the whole image
 */
public record MaxPool2d(
    int n,
    int c,
    int h,
    int w,
    Extent kernel,
    @Default("1x1") Extent stride,
    @Default("0x0") Padding pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean global)
    implements MaxPool {

  public MaxPool2d {
    Pooling.of(n, c, h, w, kernel, stride, pad, rounding, global);
  }

  @Override
  public Pooling windows() {
    return Pooling.of(n, c, h, w, kernel, stride, pad, rounding, global);
  }
}
