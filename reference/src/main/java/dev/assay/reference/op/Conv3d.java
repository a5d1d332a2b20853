package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Three-dimensional convolution (cross-correlation) over a volume.
 *
 * <pre>
 *   y[n,k,o] = bias[k] + Σ_t conv2d(x[n, :, o·stride.d − front + t·dilation.d], w[k, :, t])
 * </pre>
 *
 * a sum over the kernel's slices of {@link Conv2d} on slices of x, which is zero outside the
 * volume; and so are the gradients sums of its gradients. Layouts: x and y NCDHW, weights [K, C/G,
 * kernel.d, kernel.h, kernel.w], bias [K] (PyTorch, MXNet).
 *
 * <p>What lies outside the volume is not read, so it contributes no term at all.
 *
 * @param n batch size
 * @param c input channels
 * @param d input depth
 * @param h input height
 * @param w input width
 * @param k output channels
 * @param kernel kernel size
 * @param stride distance between neighbouring windows
 * @param pad zeros added around the volume
 * @param dilation distance between neighbouring kernel taps
 * @param groups how many independent blocks the channels are split into; c for depthwise
 * @param bias whether a bias per output channel is added
 */
public record Conv3d(
    int n,
    int c,
    int d,
    int h,
    int w,
    int k,
    Extent3d kernel,
    @Default("1x1x1") Extent3d stride,
    @Default("0x0x0") Padding3d pad,
    @Default("1x1x1") Extent3d dilation,
    @Default("1") int groups,
    @Default("false") boolean bias)
    implements Contraction {

  public Conv3d {
    Windows.checkFits(d, kernel, stride, pad, dilation);
    Conv2d plane =
        new Conv2d(
            n,
            c,
            h,
            w,
            k,
            kernel.plane(),
            stride.plane(),
            pad.plane(),
            dilation.plane(),
            groups,
            bias);
    int depth = Windows.depths(d, kernel, stride, pad, dilation).outputSize();
    Check.elements("x", n, c, d, h, w);
    Check.elements("weights", k, c / groups, kernel.d(), kernel.h(), kernel.w());
    Shape output = plane.outputShape();
    Check.elements("output", n, k, depth, output.dimension(2), output.dimension(3));
  }

  private Windows depths() {
    return Windows.depths(d, kernel, stride, pad, dilation);
  }

  private Windows rows() {
    return Windows.rows(h, kernel.plane(), stride.plane(), pad.plane(), dilation.plane());
  }

  private Windows columns() {
    return Windows.columns(w, kernel.plane(), stride.plane(), pad.plane(), dilation.plane());
  }

  @Override
  public List<Operand> operands() {
    return Contraction.operands(
        Shape.of(n, c, d, h, w),
        Shape.of(k, c / groups, kernel.d(), kernel.h(), kernel.w()),
        Shape.of(k),
        bias);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, k, depths().outputSize(), rows().outputSize(), columns().outputSize());
  }

  private Convolution sums() {
    return new Convolution(n, c, k, groups, new VolumeWindows(depths(), rows(), columns()));
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
   * ∂x[n,c,l,i,j] = Σ_{k,t,r,s} g[n,k,o,p,q]·w[k,c,t,r,s] over the windows (o,p,q) whose tap
   * (t,r,s) reads (l,i,j); ∂w[k,c,t,r,s] = Σ_{n,o,p,q} g[n,k,o,p,q]·x[n, channel, depth(o,t),
   * row(p,r), column(q,s)].
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
