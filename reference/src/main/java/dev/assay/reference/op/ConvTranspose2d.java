package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Two-dimensional transposed convolution ("deconvolution"): the gradient of a {@link Conv2d} with
 * respect to its data, used as a layer.
 *
 * <pre>
 *   y[n, g·K/G + k, p·stride − top + r·dilation, q·stride − left + s·dilation] += x[n,c,p,q] · w[c,k,r,s]
 * </pre>
 *
 * with g = c / (C/G) the group of input channel c; what falls outside y is dropped; y starts as
 * bias[k]. Layouts: x and y NCHW, weights [C, K/G, kernel.h, kernel.w], bias [K]. Output size along
 * an axis: (in − 1)·stride − pad before − pad after + dilation·(kernel − 1) + output pad + 1
 * (PyTorch's conv_transpose2d; Dumoulin &amp; Visin, <i>A guide to convolution arithmetic</i>,
 * relationship 14).
 *
 * <p>So the convolution whose data gradient this is takes y's shape to x's: its output is this
 * one's data gradient, and its weights gradient this one's with x and g in each other's place.
 *
 * @param n batch size
 * @param c input channels
 * @param h input height
 * @param w input width
 * @param k output channels
 * @param kernel kernel size
 * @param stride distance between the places of neighbouring inputs
 * @param pad rows and columns cut off the output
 * @param outputPad rows and columns at the output's end beyond those, fewer than the stride
 * @param dilation distance between neighbouring kernel taps
 * @param groups how many independent blocks the channels are split into
 * @param bias whether a bias per output channel is added
 */
public record ConvTranspose2d(
    int n,
    int c,
    int h,
    int w,
    int k,
    Extent kernel,
    @Default("1x1") Extent stride,
    @Default("0x0") Padding pad,
    @Default("0x0") Extent outputPad,
    @Default("1x1") Extent dilation,
    @Default("1") int groups,
    @Default("false") boolean bias)
    implements Contraction {

  public ConvTranspose2d {
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
    Check.atLeast(0, "output-pad", outputPad);
    Check.require(
        outputPad.h() < stride.h() && outputPad.w() < stride.w(),
        "output-pad=%s must be smaller than stride=%s",
        outputPad,
        stride);
    long rows = size(h, kernel.h(), stride.h(), pad.top(), pad.bottom(), dilation.h());
    long columns = size(w, kernel.w(), stride.w(), pad.left(), pad.right(), dilation.w());
    rows += outputPad.h();
    columns += outputPad.w();
    Check.require(
        Math.min(rows, columns) >= 1 && Math.max(rows, columns) <= Integer.MAX_VALUE,
        "pad=%s leaves an output of %sx%s",
        pad,
        rows,
        columns);
    Check.elements("x", n, c, h, w);
    Check.elements("weights", c, k / groups, kernel.h(), kernel.w());
    Check.elements("output", n, k, (int) rows, (int) columns);
    new Conv2d(n, k, (int) rows, (int) columns, c, kernel, stride, pad, dilation, groups, false);
  }

  /** The size of the output along an axis, without output padding. */
  private static long size(int input, int kernel, int stride, int before, int after, int dilation) {
    return (input - 1L) * stride - before - after + (long) dilation * (kernel - 1) + 1;
  }

  private int rows() {
    return (int) size(h, kernel.h(), stride.h(), pad.top(), pad.bottom(), dilation.h())
        + outputPad.h();
  }

  private int columns() {
    return (int) size(w, kernel.w(), stride.w(), pad.left(), pad.right(), dilation.w())
        + outputPad.w();
  }

  /** The convolution whose data gradient this is: from y's shape to x's. */
  private Conv2d adjoint() {
    return new Conv2d(n, k, rows(), columns(), c, kernel, stride, pad, dilation, groups, false);
  }

  @Override
  public List<Operand> operands() {
    return Contraction.operands(
        Shape.of(n, c, h, w), Shape.of(c, k / groups, kernel.h(), kernel.w()), Shape.of(k), bias);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, k, rows(), columns());
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    Formula sum = adjoint().gradient(inputs, inputs.get(X), X);
    int plane = rows() * columns();
    Formula biased =
        (index, gauge) -> {
          sum.compute(index, gauge);
          gauge.add(inputs.get(BIAS).get(index / plane % k));
        };
    return bias ? biased : sum;
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    List<Tensor> mirrored = List.of(outputGradient, inputs.get(WEIGHTS));
    return switch (operand) {
      case X -> adjoint().forward(mirrored);
      case WEIGHTS -> adjoint().gradient(mirrored, inputs.get(X), WEIGHTS);
      default -> Contraction.biasGradient(outputGradient.values(), n, k);
    };
  }

  @Override
  public int longestSum() {
    int sums = adjoint().longestSum();
    return bias ? Math.max(sums + 1, n * rows() * columns()) : sums;
  }

  /** Each input is multiplied with each tap of each output channel of its group. */
  @Override
  public double forwardFlops() {
    int outputs = k / groups;
    return 2.0 * n * c * h * w * outputs * kernel.h() * kernel.w();
  }
}
