package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
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
 * volume. Layouts: x and y NCDHW, weights [K, C/G, kernel.d, kernel.h, kernel.w], bias [K]
 * (PyTorch, MXNet).
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

  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

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
    return Shape.of(n, k, depths().outputSize(), rows().outputSize(), columns().outputSize());
  }

  private ConvolutionRows channels() {
    return new ConvolutionRows(n, c, k, groups, depths(), rows(), columns());
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(X).values();
    double[] weights = inputs.get(WEIGHTS).values();
    Windows depths = depths();
    Windows rows = rows();
    Windows columns = columns();
    int depthCount = depths.outputSize();
    int rowCount = rows.outputSize();
    int columnCount = columns.outputSize();
    int groupChannels = c / groups;
    int groupOutputs = k / groups;
    Formula elements =
        (index, gauge) -> {
          int q = index % columnCount;
          int p = index / columnCount % rowCount;
          int o = index / (columnCount * rowCount) % depthCount;
          int outputChannel = index / (columnCount * rowCount * depthCount) % k;
          int volume = index / (columnCount * rowCount * depthCount * k);
          int firstChannel = outputChannel / groupOutputs * groupChannels;
          int filter = outputChannel * groupChannels * kernel.d();

          // Channels innermost: they are many where it takes long.
          for (int t = depths.firstTap(o); t < depths.endTap(o); t++) {
            int slice = ((volume * c + firstChannel) * d + depths.input(o, t)) * h;
            for (int r = rows.firstTap(p); r < rows.endTap(p); r++) {
              for (int s = columns.firstTap(q); s < columns.endTap(q); s++) {
                gauge.addProducts(
                    x,
                    (slice + rows.input(p, r)) * w + columns.input(q, s),
                    d * h * w,
                    weights,
                    ((filter + t) * kernel.h() + r) * kernel.w() + s,
                    taps(),
                    groupChannels);
              }
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
   * ∂x[n,c,l,i,j] = Σ_{k,t,r,s} g[n,k,o,p,q]·w[k,c,t,r,s] over the windows (o,p,q) whose tap
   * (t,r,s) reads (l,i,j).
   */
  private Formula dataGradient(double[] weights, double[] g) {
    Windows depths = depths();
    Windows rows = rows();
    Windows columns = columns();
    int depthCount = depths.outputSize();
    int rowCount = rows.outputSize();
    int columnCount = columns.outputSize();
    int groupChannels = c / groups;
    int groupOutputs = k / groups;
    Formula elements =
        (index, gauge) -> {
          int column = index % w;
          int row = index / w % h;
          int depth = index / (w * h) % d;
          int channel = index / (w * h * d) % c;
          int volume = index / (w * h * d * c);
          int firstOutput = channel / groupChannels * groupOutputs;

          for (int t = 0; t < kernel.d(); t++) {
            int o = depths.windowReading(depth, t);
            for (int r = 0; o >= 0 && r < kernel.h(); r++) {
              int p = rows.windowReading(row, r);
              for (int s = 0; p >= 0 && s < kernel.w(); s++) {
                int q = columns.windowReading(column, s);
                if (q >= 0) {
                  int slice = ((volume * k + firstOutput) * depthCount + o) * rowCount;
                  int filter =
                      ((firstOutput * groupChannels + channel % groupChannels) * kernel.d() + t)
                          * kernel.h();
                  gauge.addProducts(
                      g,
                      (slice + p) * columnCount + q,
                      depthCount * rowCount * columnCount,
                      weights,
                      (filter + r) * kernel.w() + s,
                      groupChannels * kernel.d() * kernel.h() * kernel.w(),
                      groupOutputs);
                }
              }
            }
          }
        };
    return elements.orByRows(() -> channels().dataGradient(weights, g));
  }

  /** ∂w[k,c,t,r,s] = Σ_{n,o,p,q} g[n,k,o,p,q]·x[n, channel, depth(o,t), row(p,r), column(q,s)]. */
  private Formula weightsGradient(double[] x, double[] g) {
    int taps = taps();
    Windows depths = depths();
    Windows rows = rows();
    Windows columns = columns();
    int depthCount = depths.outputSize();
    int rowCount = rows.outputSize();
    int columnCount = columns.outputSize();
    int groupChannels = c / groups;
    int groupOutputs = k / groups;
    Formula elements =
        (index, gauge) -> {
          int s = index % kernel.w();
          int r = index / kernel.w() % kernel.h();
          int t = index / (kernel.w() * kernel.h()) % kernel.d();
          int outputChannel = index / (taps * groupChannels);
          int channel = outputChannel / groupOutputs * groupChannels + index / taps % groupChannels;
          int first = columns.firstWindow(s);

          for (int volume = 0; volume < n; volume++) {
            for (int o = depths.firstWindow(t); o < depths.endWindow(t); o++) {
              int slice = ((volume * c + channel) * d + depths.input(o, t)) * h;
              int outputSlice = ((volume * k + outputChannel) * depthCount + o) * rowCount;
              for (int p = rows.firstWindow(r); p < rows.endWindow(r); p++) {
                gauge.addProducts(
                    g,
                    (outputSlice + p) * columnCount + first,
                    1,
                    x,
                    (slice + rows.input(p, r)) * w + columns.input(first, s),
                    stride.w(),
                    columns.endWindow(s) - first);
              }
            }
          }
        };
    return elements.orByRows(() -> channels().weightsGradient(x, g));
  }

  /** ∂bias[k] = Σ_{n,o,p,q} g[n,k,o,p,q]. */
  private Formula biasGradient(double[] g) {
    int block = g.length / (n * k);
    return (index, gauge) -> {
      for (int volume = 0; volume < n; volume++) {
        int first = (volume * k + index) * block;
        for (int i = first; i < first + block; i++) {
          gauge.add(g[i]);
        }
      }
    };
  }

  private int taps() {
    return kernel.d() * kernel.h() * kernel.w();
  }

  @Override
  public int longestSum() {
    int forward = c / groups * taps() + (bias ? 1 : 0);
    int data = k / groups * taps();
    int weights = outputShape().size() / k;
    return Math.max(forward, Math.max(data, weights));
  }

  @Override
  public double forwardFlops() {
    int terms = c / groups * taps();
    return 2.0 * outputShape().size() * terms;
  }
}
