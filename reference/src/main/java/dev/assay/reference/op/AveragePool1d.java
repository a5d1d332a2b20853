package dev.assay.reference.op;

/**
 * One-dimensional average pooling: {@link AveragePool2d} of height 1.
 *
 * <pre>
 *   y[n,c,p] = 1/d · Σ x[n,c,i] over the window  p·stride − before ≤ i &lt; p·stride − before + kernel
 *   ∂x[n,c,i] = Σ g[n,c,p]/d over the windows p that hold i
 * </pre>
 *
 * The divisor d of a window counts the elements of the window that lie inside the sequence or, if
 * padding counts, inside the padded sequence. x and y are NCL.
 *
 * @param n batch size
 * @param c channels
 * @param l input length
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad zeros added at the ends, fewer than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param countPad whether the divisor counts padding
 * @param global whether the backend's global pooling is meant: the window is the whole sequence
 */
public record AveragePool1d(
    int n,
    int c,
    int l,
    int kernel,
    @Default("1") int stride,
    @Default("0") Sides pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean countPad,
    @Default("false") boolean global)
    implements OneDimensional {

  public AveragePool1d {
    Pooling.check(n, c, l, kernel, stride, pad, global);
    image(n, c, l, kernel, stride, pad, rounding, countPad, global);
  }

  @Override
  public AveragePool2d ofHeightOne() {
    return image(n, c, l, kernel, stride, pad, rounding, countPad, global);
  }

  private static AveragePool2d image(
      int n,
      int c,
      int l,
      int kernel,
      int stride,
      Sides pad,
      Rounding rounding,
      boolean countPad,
      boolean global) {
    return new AveragePool2d(
        n,
        c,
        1,
        l,
        new Extent(1, kernel),
        new Extent(1, stride),
        new Padding(0, 0, pad.before(), pad.after()),
        rounding,
        countPad,
        global);
  }
}
