package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Locally connected layer: a convolution whose weights are not shared between places.
 *
 * <pre>
 *   y[n,k,p,q] = bias[k,p,q] + Σ_{c,r,s} x[n,c,i,j] · w[p,q,k,c,r,s]
 *                with i = p·stride − top + r, j = q·stride − left + s
 *   ∂x[n,c,i,j] = Σ_{k,p,q,r,s} ∂y[n,k,p,q] · w[p,q,k,c,r,s], over the p, q, r, s that read i, j
 *   ∂w[p,q,k,c,r,s] = Σ_n ∂y[n,k,p,q] · x[n,c,i,j]
 *   ∂bias[k,p,q] = Σ_n ∂y[n,k,p,q]
 * </pre>
 *
 * with x zero outside the image. Layouts: x and y NCHW; weights [P, Q, K, C, kernel.h, kernel.w],
 * so that each place has one matrix [K, C·kernel.h·kernel.w] in {@link Conv2d}'s order; bias [K, P,
 * Q], as y. (LeCun 1989, <i>Generalization and network design strategies</i>; Keras's and
 * Deeplearning4j's LocallyConnected2D with another order of weights.)
 *
 * @param n batch size
 * @param c input channels
 * @param h input height
 * @param w input width
 * @param k output channels
 * @param kernel window size
 * @param stride distance between neighbouring windows
 * @param pad zeros added around the image
 * @param bias whether a bias per output element is added
 */
public record LocallyConnected2d(
    int n,
    int c,
    int h,
    int w,
    int k,
    Extent kernel,
    @Default("1x1") Extent stride,
    @Default("0x0") Padding pad,
    @Default("false") boolean bias)
    implements Contraction {

  private static final Extent NOT_DILATED = new Extent(1, 1);

  public LocallyConnected2d {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "h", h);
    Check.atLeast(1, "w", w);
    Check.atLeast(1, "k", k);
    Check.atLeast(1, "kernel", kernel);
    Check.atLeast(1, "stride", stride);
    Check.notNegative("pad", pad);
    Windows.checkFits(kernel, NOT_DILATED, h, w, pad);
    int p = Windows.rows(h, kernel, stride, pad, NOT_DILATED).outputSize();
    int q = Windows.columns(w, kernel, stride, pad, NOT_DILATED).outputSize();
    Check.elements("x", n, c, h, w);
    Check.elements("weights", p, q, k, c, kernel.h(), kernel.w());
    Check.elements("output", n, k, p, q);
  }

  private Windows rows() {
    return Windows.rows(h, kernel, stride, pad, NOT_DILATED);
  }

  private Windows columns() {
    return Windows.columns(w, kernel, stride, pad, NOT_DILATED);
  }

  @Override
  public List<Operand> operands() {
    int p = rows().outputSize();
    int q = columns().outputSize();
    return Contraction.operands(
        Shape.of(n, c, h, w),
        Shape.of(p, q, k, c, kernel.h(), kernel.w()),
        Shape.of(k, p, q),
        bias);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, k, rows().outputSize(), columns().outputSize());
  }

  private VolumeWindows windows() {
    return new VolumeWindows(rows(), columns());
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(X).values();
    double[] weights = inputs.get(WEIGHTS).values();
    VolumeWindows windows = windows();
    int places = windows.count();
    int taps = windows.taps();
    return (index, gauge) -> {
      int place = index % places;
      int image = index / (places * k);
      int filter = (place * k + index / places % k) * c * taps;
      windows.forEachRowOfTaps(
          place,
          (pixel, step, tap, count) -> {
            for (int channel = 0; channel < c; channel++) {
              gauge.addProducts(
                  x,
                  (image * c + channel) * h * w + pixel,
                  step,
                  weights,
                  filter + channel * taps + tap,
                  1,
                  count);
            }
          });
      if (bias) {
        gauge.add(inputs.get(BIAS).get(index % (places * k)));
      }
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] g = outputGradient.values();
    return switch (operand) {
      case X -> dataGradient(inputs.get(WEIGHTS).values(), g);
      case WEIGHTS -> weightsGradient(inputs.get(X).values(), g);
      default -> Contraction.biasGradient(g, n, g.length / n);
    };
  }

  /**
   * ∂x[n,c,i,j] = Σ_{k,r,s} g[n,k,p,q]·w[p,q,k,c,r,s] over the windows (p,q) whose tap (r,s) reads
   * (i,j).
   */
  private Formula dataGradient(double[] weights, double[] g) {
    VolumeWindows windows = windows();
    int places = windows.count();
    int taps = windows.taps();
    return (index, gauge) -> {
      int channel = index / (w * h) % c;
      int image = index / (w * h * c);
      windows.forEachReader(
          index % (w * h),
          (place, tap) ->
              gauge.addProducts(
                  g,
                  image * k * places + place,
                  places,
                  weights,
                  (place * k * c + channel) * taps + tap,
                  c * taps,
                  k));
    };
  }

  /** ∂w[p,q,k,c,r,s] = Σ_n g[n,k,p,q]·x[n, c, row(p,r), column(q,s)]. */
  private Formula weightsGradient(double[] x, double[] g) {
    Windows rows = rows();
    Windows columns = columns();
    int columnCount = columns.outputSize();
    int places = rows.outputSize() * columnCount;
    int taps = kernel.h() * kernel.w();
    return (index, gauge) -> {
      int place = index / (taps * c * k);
      int row = rows.input(place / columnCount, index / kernel.w() % kernel.h());
      int column = columns.input(place % columnCount, index % kernel.w());
      if (row >= 0 && row < h && column >= 0 && column < w) {
        int channel = index / taps % c;
        int outputChannel = index / (taps * c) % k;
        gauge.addProducts(
            g,
            outputChannel * places + place,
            k * places,
            x,
            (channel * h + row) * w + column,
            c * h * w,
            n);
      }
    };
  }

  @Override
  public int longestSum() {
    int taps = kernel.h() * kernel.w();
    return Math.max(c * taps + (bias ? 1 : 0), Math.max(k * taps, n));
  }

  @Override
  public double forwardFlops() {
    return 2.0 * outputShape().size() * c * kernel.h() * kernel.w();
  }
}
