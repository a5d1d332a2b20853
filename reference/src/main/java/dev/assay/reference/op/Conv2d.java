package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Two-dimensional convolution (cross-correlation, as every framework does it).
 *
 * <pre>
 *   y[n,k,p,q] = bias[k] + Σ_{c,r,s} x[n, g·C/G + c, i, j] · w[k,c,r,s]
 *                with i = p·stride − top + r·dilation, j = q·stride − left + s·dilation
 *   ∂x[n, g·C/G + c, i, j] = Σ_{k,p,q,r,s} ∂y[n,k,p,q] · w[k,c,r,s], over the p, q, r, s that read i, j
 *   ∂w[k,c,r,s] = Σ_{n,p,q} ∂y[n,k,p,q] · x[n, g·C/G + c, i, j]
 *   ∂bias[k] = Σ_{n,p,q} ∂y[n,k,p,q]
 * </pre>
 *
 * with g = k / (K/G) the group of output channel k, and x zero outside the image. Layouts: x and y
 * NCHW, weights OIHW = [K, C/G, kernel.h, kernel.w], bias [K]. Output size along an axis: ⌊(in +
 * pad before + pad after − dilation·(kernel − 1) − 1) / stride⌋ + 1 (Dumoulin &amp; Visin, <i>A
 * guide to convolution arithmetic</i>, relationship 6 with dilation).
 *
 * @param n batch size
 * @param c input channels
 * @param h input height
 * @param w input width
 * @param k output channels
 * @param kernel kernel size
 * @param stride distance between neighbouring windows
 * @param pad zeros added around the image
 * @param dilation distance between neighbouring kernel taps
 * @param groups how many independent blocks the channels are split into; c for depthwise
 * @param bias whether a bias per output channel is added
 */
public record Conv2d(
    int n,
    int c,
    int h,
    int w,
    int k,
    Extent kernel,
    @Default("1x1") Extent stride,
    @Default("0x0") Padding pad,
    @Default("1x1") Extent dilation,
    @Default("1") int groups,
    @Default("false") boolean bias)
    implements Contraction {

  public Conv2d {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "h", h);
    Check.atLeast(1, "w", w);
    Check.atLeast(1, "k", k);
    Check.atLeast(1, "kernel", kernel);
    Check.atLeast(1, "stride", stride);
    Check.notNegative("pad", pad);
    Check.atLeast(1, "dilation", dilation);
    Check.atLeast(1, "groups", groups);
    Check.require(c % groups == 0, "groups=%s does not divide c=%s", groups, c);
    Check.require(k % groups == 0, "groups=%s does not divide k=%s", groups, k);
    Windows.checkFits(kernel, dilation, h, w, pad);
    Check.elements("x", n, c, h, w);
    Check.elements("weights", k, c / groups, kernel.h(), kernel.w());
    Check.elements(
        "output",
        n,
        k,
        Windows.rows(h, kernel, stride, pad, dilation).outputSize(),
        Windows.columns(w, kernel, stride, pad, dilation).outputSize());
  }

  @Override
  public List<Operand> operands() {
    return Contraction.operands(
        Shape.of(n, c, h, w), Shape.of(k, c / groups, kernel.h(), kernel.w()), Shape.of(k), bias);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, k, rows().outputSize(), columns().outputSize());
  }

  private Windows rows() {
    return Windows.rows(h, kernel, stride, pad, dilation);
  }

  private Windows columns() {
    return Windows.columns(w, kernel, stride, pad, dilation);
  }

  private Convolution sums() {
    return new Convolution(n, c, k, groups, new VolumeWindows(rows(), columns()));
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    return sums()
        .forward(
            inputs.get(X).values(),
            inputs.get(WEIGHTS).values(),
            bias ? Optional.of(inputs.get(BIAS).values()) : Optional.empty());
  }

  /**
   * ∂x[n,c,i,j] = Σ_{k,r,s} g[n,k,p,q]·w[k,c,r,s] over the windows (p,q) whose tap (r,s) reads
   * (i,j); ∂w[k,c,r,s] = Σ_{n,p,q} g[n,k,p,q]·x[n, channel, row(p,r), column(q,s)].
   */
  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    return switch (operand) {
      case X -> sums().dataGradient(inputs.get(WEIGHTS).values(), g);
      case WEIGHTS -> sums().weightsGradient(inputs.get(X).values(), g);
      default -> Contraction.biasGradient(g, n, k);
    };
  }

  @Override
  public int longestSum() {
    return sums().longestSum(bias);
  }

  @Override
  public double forwardFlops() {
    return sums().flops();
  }
}
