package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Two-dimensional convolution (cross-correlation, as every framework does it).
 *
 * <pre>
 *   y[n,k,p,q] = bias[k] + Σ_{c,r,s} x[n, g·C/G + c, p·stride − top + r·dilation, q·stride − left + s·dilation] · w[k,c,r,s]
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
    implements Operation {

  private static final int X = 0;
  private static final int WEIGHTS = 1;

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
    Windows.checkFits("kernel", kernel, dilation, h, w, pad);
  }

  @Override
  public List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand("x", Shape.of(n, c, h, w), Role.DATA));
    operands.add(
        new Operand("weights", Shape.of(k, c / groups, kernel.h(), kernel.w()), Role.PARAMETER));
    if (bias) {
      operands.add(new Operand("bias", Shape.of(k), Role.PARAMETER));
    }
    return operands;
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, k, rows().outputSize(), columns().outputSize());
  }

  private Windows rows() {
    return new Windows(h, kernel.h(), stride.h(), pad.top(), pad.bottom(), dilation.h());
  }

  private Windows columns() {
    return new Windows(w, kernel.w(), stride.w(), pad.left(), pad.right(), dilation.w());
  }

  @Override
  public void forward(List<Tensor> inputs, int index, Gauge gauge) {
    double[] x = inputs.get(X).values();
    double[] weights = inputs.get(WEIGHTS).values();
    Windows rows = rows();
    Windows columns = columns();
    int columnCount = columns.outputSize();
    int rowCount = rows.outputSize();
    int q = index % columnCount;
    int p = index / columnCount % rowCount;
    int outputChannel = index / (columnCount * rowCount) % k;
    int image = index / (columnCount * rowCount * k);
    int groupChannels = c / groups;
    int firstChannel = outputChannel / (k / groups) * groupChannels;

    for (int channel = 0; channel < groupChannels; channel++) {
      int plane = (image * c + firstChannel + channel) * h;
      int filter = (outputChannel * groupChannels + channel) * kernel.h();
      for (int r = 0; r < kernel.h(); r++) {
        int row = rows.input(p, r);
        if (row < 0 || row >= h) {
          continue;
        }
        for (int s = 0; s < kernel.w(); s++) {
          int column = columns.input(q, s);
          if (column >= 0 && column < w) {
            gauge.add(x[(plane + row) * w + column], weights[(filter + r) * kernel.w() + s]);
          }
        }
      }
    }
    if (bias) {
      gauge.add(inputs.get(2).get(outputChannel));
    }
  }

  @Override
  public void gradient(
      List<Tensor> inputs, Tensor outputGradient, int operand, int index, Gauge gauge) {
    switch (operand) {
      case X -> dataGradient(inputs.get(WEIGHTS).values(), outputGradient.values(), index, gauge);
      case WEIGHTS ->
          weightsGradient(inputs.get(X).values(), outputGradient.values(), index, gauge);
      default -> biasGradient(outputGradient.values(), index, gauge);
    }
  }

  /**
   * ∂x[n,c,i,j] = Σ_{k,r,s} g[n,k,p,q]·w[k,c,r,s] over the windows (p,q) whose tap (r,s) reads
   * (i,j).
   */
  private void dataGradient(double[] weights, double[] g, int index, Gauge gauge) {
    Windows rows = rows();
    Windows columns = columns();
    int columnCount = columns.outputSize();
    int rowCount = rows.outputSize();
    int column = index % w;
    int row = index / w % h;
    int channel = index / (w * h) % c;
    int image = index / (w * h * c);
    int groupChannels = c / groups;
    int groupOutputs = k / groups;
    int group = channel / groupChannels;

    for (int i = 0; i < groupOutputs; i++) {
      int outputChannel = group * groupOutputs + i;
      int plane = (image * k + outputChannel) * rowCount;
      int filter = (outputChannel * groupChannels + channel % groupChannels) * kernel.h();
      for (int r = 0; r < kernel.h(); r++) {
        int p = rows.windowReading(row, r);
        if (p < 0) {
          continue;
        }
        for (int s = 0; s < kernel.w(); s++) {
          int q = columns.windowReading(column, s);
          if (q >= 0) {
            gauge.add(g[(plane + p) * columnCount + q], weights[(filter + r) * kernel.w() + s]);
          }
        }
      }
    }
  }

  /** ∂w[k,c,r,s] = Σ_{n,p,q} g[n,k,p,q]·x[n, channel, row(p,r), column(q,s)]. */
  private void weightsGradient(double[] x, double[] g, int index, Gauge gauge) {
    Windows rows = rows();
    Windows columns = columns();
    int columnCount = columns.outputSize();
    int rowCount = rows.outputSize();
    int groupChannels = c / groups;
    int s = index % kernel.w();
    int r = index / kernel.w() % kernel.h();
    int outputChannel = index / (kernel.w() * kernel.h() * groupChannels);
    int channel =
        outputChannel / (k / groups) * groupChannels
            + index / (kernel.w() * kernel.h()) % groupChannels;

    for (int image = 0; image < n; image++) {
      int plane = (image * c + channel) * h;
      int outputPlane = (image * k + outputChannel) * rowCount;
      for (int p = 0; p < rowCount; p++) {
        int row = rows.input(p, r);
        if (row < 0 || row >= h) {
          continue;
        }
        for (int q = 0; q < columnCount; q++) {
          int column = columns.input(q, s);
          if (column >= 0 && column < w) {
            gauge.add(g[(outputPlane + p) * columnCount + q], x[(plane + row) * w + column]);
          }
        }
      }
    }
  }

  /** ∂bias[k] = Σ_{n,p,q} g[n,k,p,q]. */
  private void biasGradient(double[] g, int index, Gauge gauge) {
    int plane = rows().outputSize() * columns().outputSize();
    for (int image = 0; image < n; image++) {
      int first = (image * k + index) * plane;
      for (int i = first; i < first + plane; i++) {
        gauge.add(g[i]);
      }
    }
  }

  @Override
  public int longestSum() {
    int taps = kernel.h() * kernel.w();
    int forward = c / groups * taps + (bias ? 1 : 0);
    int data = k / groups * taps;
    int weights = n * rows().outputSize() * columns().outputSize();
    return Math.max(forward, Math.max(data, weights));
  }

  @Override
  public double forwardFlops() {
    int taps = c / groups * kernel.h() * kernel.w();
    return 2.0 * outputShape().size() * taps;
  }
}
