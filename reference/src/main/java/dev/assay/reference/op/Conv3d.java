package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Three-dimensional convolution (cross-correlation) over a volume.
 *
 * <pre>
 *   y[n,k,o] = bias[k] + Σ_t conv2d(x[n, :, o·stride.d − front + t·dilation.d], w[k, :, t])
 * </pre>
 *
 * a sum over the kernel's slices of {@link Conv2d} on slices of x, which is zero outside the
 * volume. Layouts: x and y NCDHW, weights [K, C/G, kernel.d, kernel.h, kernel.w], bias [K]
 * (PyTorch, MXNet).
 *
 * <p>It is computed as one {@link Conv2d} of the slices that each output slice sees, laid side by
 * side as channels: C·kernel.d channels, and a batch of N·O images.
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
    implements Operation {

  private static final int X = 0;
  private static final int WEIGHTS = 1;

  public Conv3d {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "k", k);
    Check.atLeast(1, "groups", groups);
    Check.require(c % groups == 0, "groups=%s does not divide c=%s", groups, c);
    Windows.checkFits(d, kernel, stride, pad, dilation);
    Check.elements("x", n, c, d, h, w);
    int depth = Windows.depths(d, kernel, stride, pad, dilation).outputSize();
    Check.elements("slices", n, depth, c, kernel.d(), h, w);
    new Conv2d(
        n * depth,
        c * kernel.d(),
        h,
        w,
        k,
        kernel.plane(),
        stride.plane(),
        pad.plane(),
        dilation.plane(),
        groups,
        bias);
  }

  private Windows depths() {
    return Windows.depths(d, kernel, stride, pad, dilation);
  }

  /** The convolution of slices. */
  private Conv2d slices() {
    return new Conv2d(
        n * depths().outputSize(),
        c * kernel.d(),
        h,
        w,
        k,
        kernel.plane(),
        stride.plane(),
        pad.plane(),
        dilation.plane(),
        groups,
        bias);
  }

  @Override
  public List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand("x", Shape.of(n, c, d, h, w), Role.DATA));
    Shape weights = Shape.of(k, c / groups, kernel.d(), kernel.h(), kernel.w());
    operands.add(new Operand("weights", weights, Role.PARAMETER));
    if (bias) {
      operands.add(new Operand("bias", Shape.of(k), Role.PARAMETER));
    }
    return operands;
  }

  @Override
  public Shape outputShape() {
    Shape slice = slices().outputShape();
    return Shape.of(n, k, depths().outputSize(), slice.dimension(2), slice.dimension(3));
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    Formula ofSlices = slices().forward(sliced(inputs));
    IntUnaryOperator sliced = slicedPosition();
    return (index, gauge) -> ofSlices.compute(sliced.applyAsInt(index), gauge);
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    Conv2d slices = slices();
    IntUnaryOperator sliced = slicedPosition();
    double[] g = new double[outputGradient.size()];
    for (int i = 0; i < g.length; i++) {
      g[sliced.applyAsInt(i)] = outputGradient.get(i);
    }
    Formula ofSlices =
        slices.gradient(sliced(inputs), new Tensor(slices.outputShape(), g), operand);
    return operand == X ? folded(ofSlices) : ofSlices;
  }

  /** ∂x is the sum over the places where a slice of x was laid. */
  private Formula folded(Formula ofSlices) {
    Windows depths = depths();
    int count = depths.outputSize();
    int plane = h * w;
    return (index, gauge) -> {
      int position = index % plane;
      int slice = index / plane % d;
      int channel = index / (plane * d) % c;
      int volume = index / (plane * d * c);
      for (int t = 0; t < kernel.d(); t++) {
        int o = depths.windowReading(slice, t);
        if (o >= 0) {
          int image = volume * count + o;
          ofSlices.compute(((image * c + channel) * kernel.d() + t) * plane + position, gauge);
        }
      }
    };
  }

  /** Operands of the convolution of slices. */
  private List<Tensor> sliced(List<Tensor> inputs) {
    Conv2d slices = slices();
    List<Tensor> sliced = new ArrayList<>(inputs);
    sliced.set(X, new Tensor(slices.operands().get(X).shape(), unfolded(inputs.get(X).values())));
    sliced.set(WEIGHTS, inputs.get(WEIGHTS).reshape(slices.operands().get(WEIGHTS).shape()));
    return sliced;
  }

  /** For each output slice, channel and tap the slice of x that is read, or zeros. */
  private double[] unfolded(double[] x) {
    Windows depths = depths();
    int count = depths.outputSize();
    int plane = h * w;
    double[] slices = new double[n * count * c * kernel.d() * plane];
    for (int slice = 0; slice < slices.length / plane; slice++) {
      int t = slice % kernel.d();
      int channel = slice / kernel.d() % c;
      int o = slice / (kernel.d() * c) % count;
      int volume = slice / (kernel.d() * c * count);
      int depth = depths.input(o, t);
      if (depth >= 0 && depth < d) {
        System.arraycopy(
            x, ((volume * c + channel) * d + depth) * plane, slices, slice * plane, plane);
      }
    }
    return slices;
  }

  /** Where an element of y, [N, K, O, P, Q], lies in the output of the slices, [N·O, K, P, Q]. */
  private IntUnaryOperator slicedPosition() {
    Shape output = outputShape();
    int count = output.dimension(2);
    int plane = output.dimension(3) * output.dimension(4);
    return index -> {
      int o = index / plane % count;
      int channel = index / (plane * count) % k;
      int volume = index / (plane * count * k);
      return ((volume * count + o) * k + channel) * plane + index % plane;
    };
  }

  @Override
  public int longestSum() {
    int dataTerms = k / groups * kernel.d() * kernel.h() * kernel.w();
    return Math.max(dataTerms, slices().longestSum());
  }

  @Override
  public double forwardFlops() {
    return slices().forwardFlops();
  }
}
