package dev.assay.reference.op;

/**
 * Two-dimensional average pooling.
 *
 * <pre>
 *   y[n,c,p,q] = 1/d · Σ x[n,c,i,j] over the window  p·stride − top ≤ i &lt; p·stride − top + kernel.h  (j alike)
 *   ∂x[n,c,i,j] = Σ g[n,c,p,q]/d over the windows p, q that hold i, j
 * </pre>
 *
 * The divisor d of a window counts the elements of the window that lie inside the image or, if
 * padding counts, inside the padded image; what a partial last window (rounding up) covers beyond
 * the padding is never counted (the convention of Caffe and PyTorch). x and y are NCHW.
 *
 * @param n batch size
 * @param c channels
 * @param h input height
 * @param w input width
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad zeros added around the image, fewer than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param countPad whether the divisor counts padding
 * @param global whether the backend's global pooling is meant: the window is the whole image
 */
public record AveragePool2d(
    int n,
    int c,
    int h,
    int w,
    Extent kernel,
    @Default("1x1") Extent stride,
    @Default("0x0") Padding pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean countPad,
    @Default("false") boolean global)
    implements AveragePool {

  public AveragePool2d {
    Pooling.of(n, c, h, w, kernel, stride, pad, rounding, global);
  }

  @Override
  public Pooling windows() {
    return Pooling.of(n, c, h, w, kernel, stride, pad, rounding, global);
  }
}
