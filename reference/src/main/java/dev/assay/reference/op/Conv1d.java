package dev.assay.reference.op;

/**
 * One-dimensional convolution (cross-correlation, as every framework does it).
 *
 * <pre>
 *   y[n,k,p] = bias[k] + Σ_{c,s} x[n, g·C/G + c, i] · w[k,c,s]        i = p·stride − before + s·dilation
 *   ∂x[n, g·C/G + c, i] = Σ_{k,p,s} ∂y[n,k,p] · w[k,c,s], over the p and s that read i
 *   ∂w[k,c,s] = Σ_{n,p} ∂y[n,k,p] · x[n, g·C/G + c, i]
 *   ∂bias[k] = Σ_{n,p} ∂y[n,k,p]
 * </pre>
 *
 * with g = k / (K/G) the group of output channel k, and x zero outside the sequence: {@link Conv2d}
 * of height 1. Layouts: x and y NCL, weights [K, C/G, kernel], bias [K].
 *
 * @param n batch size
 * @param c input channels
 * @param l input length
 * @param k output channels
 * @param kernel kernel size
 * @param stride distance between neighbouring windows
 * @param pad zeros added at the ends of the sequence
 * @param dilation distance between neighbouring kernel taps
 * @param groups how many independent blocks the channels are split into; c for depthwise
 * @param bias whether a bias per output channel is added
 */
public record Conv1d(
    int n,
    int c,
    int l,
    int k,
    int kernel,
    @Default("1") int stride,
    @Default("0") Sides pad,
    @Default("1") int dilation,
    @Default("1") int groups,
    @Default("false") boolean bias)
    implements OneDimensional, Contraction {

  public Conv1d {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "k", k);
    Check.atLeast(1, "dilation", dilation);
    Check.atLeast(1, "groups", groups);
    Windows.checkFits(kernel, stride, dilation, l, pad);
    Check.elements("x", n, c, l);
    Check.elements("weights", k, c / groups, kernel);
    image(n, c, l, k, kernel, stride, pad, dilation, groups, bias);
  }

  @Override
  public Conv2d ofHeightOne() {
    return image(n, c, l, k, kernel, stride, pad, dilation, groups, bias);
  }

  private static Conv2d image(
      int n,
      int c,
      int l,
      int k,
      int kernel,
      int stride,
      Sides pad,
      int dilation,
      int groups,
      boolean bias) {
    return new Conv2d(
        n,
        c,
        1,
        l,
        k,
        new Extent(1, kernel),
        new Extent(1, stride),
        new Padding(0, 0, pad.before(), pad.after()),
        new Extent(1, dilation),
        groups,
        bias);
  }

  @Override
  public boolean isLinear() {
    return Contraction.super.isLinear();
  }
}
