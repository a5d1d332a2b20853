package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    implements Contraction {

  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

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
    return Windows.rows(h, kernel, stride, pad, dilation);
  }

  private Windows columns() {
    return Windows.columns(w, kernel, stride, pad, dilation);
  }

  private ConvolutionRows channels() {
    return new ConvolutionRows(n, c, k, groups, rows(), columns());
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(X).values();
    double[] weights = inputs.get(WEIGHTS).values();
    Windows rows = rows();
    Windows columns = columns();
    int rowCount = rows.outputSize();
    int columnCount = columns.outputSize();
    int groupChannels = c / groups;
    int groupOutputs = k / groups;
    Formula elements =
        (index, gauge) -> {
          int q = index % columnCount;
          int p = index / columnCount % rowCount;
          int outputChannel = index / (columnCount * rowCount) % k;
          int image = index / (columnCount * rowCount * k);
          int firstChannel = outputChannel / groupOutputs * groupChannels;
          int plane = (image * c + firstChannel) * h;
          int filter = outputChannel * groupChannels * kernel.h();

          // Channels innermost: they are many where it takes long.
          for (int r = rows.firstTap(p); r < rows.endTap(p); r++) {
            for (int s = columns.firstTap(q); s < columns.endTap(q); s++) {
              gauge.addProducts(
                  x,
                  (plane + rows.input(p, r)) * w + columns.input(q, s),
                  h * w,
                  weights,
                  (filter + r) * kernel.w() + s,
                  kernel.h() * kernel.w(),
                  groupChannels);
            }
          }
          if (bias) {
            gauge.add(inputs.get(BIAS).get(outputChannel));
          }
        };
    return elements.orByRows(
        () ->
            channels()
                .forward(
                    x, weights, bias ? Optional.of(inputs.get(BIAS).values()) : Optional.empty()));
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    return switch (operand) {
      case X -> dataGradient(inputs.get(WEIGHTS).values(), g);
      case WEIGHTS -> weightsGradient(inputs.get(X).values(), g);
      default -> biasGradient(g);
    };
  }

  /**
   * ∂x[n,c,i,j] = Σ_{k,r,s} g[n,k,p,q]·w[k,c,r,s] over the windows (p,q) whose tap (r,s) reads
   * (i,j).
   */
  private Formula dataGradient(double[] weights, double[] g) {
    Windows rows = rows();
    Windows columns = columns();
    int rowCount = rows.outputSize();
    int columnCount = columns.outputSize();
    int groupChannels = c / groups;
    int groupOutputs = k / groups;
    Formula elements =
        (index, gauge) -> {
          int column = index % w;
          int row = index / w % h;
          int channel = index / (w * h) % c;
          int image = index / (w * h * c);
          int firstOutput = channel / groupChannels * groupOutputs;

          for (int r = 0; r < kernel.h(); r++) {
            int p = rows.windowReading(row, r);
            if (p < 0) {
              continue;
            }
            for (int s = 0; s < kernel.w(); s++) {
              int q = columns.windowReading(column, s);
              if (q < 0) {
                continue;
              }
              int plane = (image * k + firstOutput) * rowCount;
              int filter = (firstOutput * groupChannels + channel % groupChannels) * kernel.h();
              gauge.addProducts(
                  g,
                  (plane + p) * columnCount + q,
                  rowCount * columnCount,
                  weights,
                  (filter + r) * kernel.w() + s,
                  groupChannels * kernel.h() * kernel.w(),
                  groupOutputs);
            }
          }
        };
    return elements.orByRows(() -> channels().dataGradient(weights, g));
  }

  /** ∂w[k,c,r,s] = Σ_{n,p,q} g[n,k,p,q]·x[n, channel, row(p,r), column(q,s)]. */
  private Formula weightsGradient(double[] x, double[] g) {
    Windows rows = rows();
    Windows columns = columns();
    int rowCount = rows.outputSize();
    int columnCount = columns.outputSize();
    int groupChannels = c / groups;
    int groupOutputs = k / groups;
    Formula elements =
        (index, gauge) -> {
          int s = index % kernel.w();
          int r = index / kernel.w() % kernel.h();
          int outputChannel = index / (kernel.w() * kernel.h() * groupChannels);
          int channel =
              outputChannel / groupOutputs * groupChannels
                  + index / (kernel.w() * kernel.h()) % groupChannels;
          int first = columns.firstWindow(s);

          for (int image = 0; image < n; image++) {
            int plane = (image * c + channel) * h;
            int outputPlane = (image * k + outputChannel) * rowCount;
            for (int p = rows.firstWindow(r); p < rows.endWindow(r); p++) {
              gauge.addProducts(
                  g,
                  (outputPlane + p) * columnCount + first,
                  1,
                  x,
                  (plane + rows.input(p, r)) * w + columns.input(first, s),
                  stride.w(),
                  columns.endWindow(s) - first);
            }
          }
        };
    return elements.orByRows(() -> channels().weightsGradient(x, g));
  }

  /** ∂bias[k] = Σ_{n,p,q} g[n,k,p,q]. */
  private Formula biasGradient(double[] g) {
    int plane = rows().outputSize() * columns().outputSize();
    return (index, gauge) -> {
      for (int image = 0; image < n; image++) {
        int first = (image * k + index) * plane;
        for (int i = first; i < first + plane; i++) {
          gauge.add(g[i]);
        }
      }
    };
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
