package dev.assay.reference.op;

/**
 * One-dimensional max pooling: {@link MaxPool2d} of height 1.
 *
 * <pre>
 *   y[n,c,p] = max x[n,c,i] over the window  p·stride − before ≤ i &lt; p·stride − before + kernel
 * </pre>
 *
 * NaN wins, and the gradient goes to the first of equals, as in {@link MaxPool2d}. x and y are NCL.
 *
 * @param n batch size
 * @param c channels
 * @param l input length
 * @param kernel window size; the window overlaps its neighbour where the stride is smaller
 * @param stride distance between neighbouring windows
 * @param pad padding at the ends, smaller than the kernel, so that no window is empty
 * @param rounding whether a last, partial window counts
 * @param global whether the backend's global pooling is meant: the window is the whole sequence
 */
public record MaxPool1d(
    int n,
    int c,
    int l,
    int kernel,
    @Default("1") int stride,
    @Default("0") Sides pad,
    @Default("down") Rounding rounding,
    @Default("false") boolean global)
    implements OneDimensional {

  public MaxPool1d {
    Pooling.check(n, c, l, kernel, stride, pad, global);
    image(n, c, l, kernel, stride, pad, rounding, global);
  }

  @Override
  public MaxPool2d ofHeightOne() {
    return image(n, c, l, kernel, stride, pad, rounding, global);
  }

  private static MaxPool2d image(
      int n, int c, int l, int kernel, int stride, Sides pad, Rounding rounding, boolean global) {
    return new MaxPool2d(
        n,
        c,
        1,
        l,
        new Extent(1, kernel),
        new Extent(1, stride),
        new Padding(0, 0, pad.before(), pad.after()),
        rounding,
        global);
  }
}
